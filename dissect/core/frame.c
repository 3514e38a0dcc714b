/* frame.c: what the capture says of a frame: when, where, how long. */
#include "base/fmt.h"
#include "base/link_type.h"
#include "dissect/column.h"
#include "dissect/tree.h"

enum {
	FRAME, SECTION, IFACE_ID, IFACE_NAME, IFACE_DESCR, IFACE_QUEUE,
	FLAGS, FLAGS_DIR, FLAGS_RECEPTION, FLAGS_FCS, FLAGS_RESERVED, FLAGS_CRC, FLAGS_LONG, FLAGS_SHORT, FLAGS_GAP,
	FLAGS_UNALIGNED, FLAGS_START, FLAGS_PREAMBLE, FLAGS_SYMBOL,
	PACKET_ID, DROP_COUNT, ENCAP, TIME, TIME_INVALID, OFFSET_SHIFT, TIME_EPOCH, TIME_DELTA, TIME_DISPLAYED, TIME_RELATIVE,
	NUMBER, LEN, LEN_LT_CAPLEN, CAP_LEN, MARKED, IGNORED, PROTOCOLS, COMMENT_TREE, COMMENT, COMMENT_EXPERT,
};

enum { PATH_TEXT = 8192 };     /* bytes of frame.protocols */
enum { COMMENT_SHOWN = 4000 }; /* bytes of a comment that its expert note repeats */

static void bits(struct buf *b, uint32_t bytes)
{
	fmt_uint(b, bytes);
	buf_str(b, bytes == 1 ? " byte (" : " bytes (");
	fmt_uint(b, (uint64_t)bytes * 8);
	buf_lit(b, " bits)");
}

static void frame_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct frame *f = t->d->frame;
	(void)r;
	buf_lit(b, "Frame ");
	fmt_uint(b, f->number);
	buf_lit(b, ": ");
	fmt_uint(b, f->len);
	buf_str(b, f->len == 1 ? " byte on wire (" : " bytes on wire (");
	fmt_uint(b, (uint64_t)f->len * 8);
	buf_lit(b, " bits), ");
	fmt_uint(b, f->caplen);
	buf_str(b, f->caplen == 1 ? " byte captured (" : " bytes captured (");
	fmt_uint(b, (uint64_t)f->caplen * 8);
	buf_lit(b, " bits)");
	if (!f->iface->section)
		return;
	buf_lit(b, " on interface ");
	const char *name = f->iface->name ? f->iface->name : "unknown";
	fmt_text(b, name, strlen(name));
	buf_lit(b, ", id ");
	fmt_uint(b, f->iface->id);
}

static void interface_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *name = t->d->frame->iface->name ? t->d->frame->iface->name : "unknown";
	buf_lit(b, "Interface id: ");
	fmt_uint(b, r->val);
	buf_lit(b, " (");
	fmt_text(b, name, strlen(name));
	buf_char(b, ')');
}

static void length_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, r->f->name[0] == 'F' && r->f->abbrev[6] == 'l' ? "Frame Length: " : "Capture Length: ");
	bits(b, (uint32_t)r->val);
}

static void encap_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_lit(b, "Encapsulation type: ");
	buf_str(b, link_type_encap_name(t->d->frame->iface->link_type));
	buf_lit(b, " (");
	fmt_int(b, (int64_t)r->val);
	buf_char(b, ')');
}

static void comment_label(struct buf *b, const struct tree *t, const struct record *r)
{
	fmt_text(b, t->arena + (r->val >> 32), (uint32_t)r->val);
}

static const struct value_table directions =
	VALUES({ 0, "Unknown" }, { 1, "Inbound" }, { 2, "Outbound" });
static const struct value_table receptions = VALUES({ 0, "Not specified" }, { 1, "Unicast" }, { 2, "Multicast" },
						    { 3, "Broadcast" }, { 4, "Promiscuous" });

#define FLAG_BIT(abbrev, name, mask_)                                                                            \
	F("frame.packet_flags_" abbrev, name, FT_BOOLEAN, BASE_NONE, .flags = F_CHILD, .mask = mask_, .digits = 32, \
	  .vals = &bool_set)

/* Of what can be taken apart here; base/link_type.h has them all. */
static const struct value_table encaps = VALUES(
	{ 1, "Ethernet" }, { 4, "PPP" }, { 7, "Raw IP" }, { 8, "ARCNET" }, { 9, "Linux ARCNET" }, { 15, "NULL/Loopback" },
	{ 20, "IEEE 802.11 Wireless LAN" }, { 23, "IEEE 802.11 plus radiotap radio header" },
	{ 25, "Linux cooked-mode capture v1" }, { 26, "Frame Relay" }, { 28, "Cisco HDLC" }, { 124, "Solaris IPNET" },
	{ 129, "Raw IPv4" }, { 130, "Raw IPv6" }, { 139, "PPP-over-Ethernet session" }, { 174, "OpenBSD loopback" },
	{ 180, "IP over IB" }, { 210, "Linux cooked-mode capture v2" });

static const struct field frame_fields[] = {
	[FRAME] = F("frame", "Frame", FT_PROTOCOL, BASE_NONE, .label = frame_label, .flags = F_OWN),
	[SECTION] = F("frame.section_number", "Section number", FT_UINT32, BASE_DEC, .flags = F_OWN),
	[IFACE_ID] = F("frame.interface_id", "Interface id", FT_UINT32, BASE_DEC, .label = interface_label, .flags = F_OWN),
	[IFACE_NAME] = F("frame.interface_name", "Interface name", FT_STRING, BASE_NONE, .flags = F_OWN),
	[IFACE_DESCR] = F("frame.interface_description", "Interface description", FT_STRING, BASE_NONE, .flags = F_OWN),
	[IFACE_QUEUE] = F("frame.interface_queue", "Interface queue", FT_UINT32, BASE_DEC),
	[FLAGS] = F("frame.packet_flags", "Packet flags", FT_UINT32, BASE_HEX),
	[FLAGS_DIR] = F("frame.packet_flags_direction", "Direction", FT_UINT32, BASE_HEX, .mask = 3, .digits = 32,
			.vals = &directions),
	[FLAGS_RECEPTION] = F("frame.packet_flags_reception_type", "Reception type", FT_UINT32, BASE_DEC, .mask = 0x1c,
			      .digits = 32, .vals = &receptions),
	[FLAGS_FCS] = F("frame.packet_flags_fcs_length", "FCS length", FT_UINT32, BASE_DEC, .mask = 0x1e0, .digits = 32),
	[FLAGS_RESERVED] = F("frame.packet_flags_reserved", "Reserved", FT_UINT32, BASE_DEC, .mask = 0xfe00, .digits = 32),
	[FLAGS_CRC] = FLAG_BIT("crc_error", "CRC error", 0x1000000),
	[FLAGS_LONG] = FLAG_BIT("packet_too_error", "Packet too long error", 0x2000000),
	[FLAGS_SHORT] = FLAG_BIT("packet_too_short_error", "Packet too short error", 0x4000000),
	[FLAGS_GAP] = FLAG_BIT("wrong_inter_frame_gap_error", "Wrong interframe gap error", 0x8000000),
	[FLAGS_UNALIGNED] = FLAG_BIT("unaligned_frame_error", "Unaligned frame error", 0x10000000),
	[FLAGS_START] = FLAG_BIT("start_frame_delimiter_error", "Start frame delimiter error", 0x20000000),
	[FLAGS_PREAMBLE] = FLAG_BIT("preamble_error", "Preamble error", 0x40000000),
	[FLAGS_SYMBOL] = FLAG_BIT("symbol_error", "Symbol error", 0x80000000),
	[PACKET_ID] = F("frame.packet_id", "Packet id", FT_UINT64, BASE_DEC),
	[DROP_COUNT] = F("frame.drop_count", "Drop Count", FT_UINT64, BASE_DEC),
	[ENCAP] = F("frame.encap_type", "Encapsulation type", FT_INT16, BASE_DEC, .vals = &encaps, .label = encap_label, .flags = F_OWN),
	[TIME] = F("frame.time", "Arrival Time", FT_ABSOLUTE_TIME, BASE_LOCAL, .flags = F_OWN),
	[TIME_INVALID] = F_EXPERT("frame.time_invalid", "Arrival Time: Fractional second out of range (0-1000000000)",
				  PI_WARN, PI_MALFORMED),
	[OFFSET_SHIFT] = F("frame.offset_shift", "Time shift for this packet", FT_RELATIVE_TIME, BASE_NONE,
			   .flags = F_OWN | F_GENERATED),
	[TIME_EPOCH] = F("frame.time_epoch", "Epoch Time", FT_RELATIVE_TIME, BASE_NONE, .flags = F_OWN),
	[TIME_DELTA] = F("frame.time_delta", "Time delta from previous captured frame", FT_RELATIVE_TIME, BASE_NONE,
			 .flags = F_OWN | F_GENERATED),
	[TIME_DISPLAYED] = F("frame.time_delta_displayed", "Time delta from previous displayed frame", FT_RELATIVE_TIME,
			     BASE_NONE, .flags = F_OWN | F_GENERATED),
	[TIME_RELATIVE] = F("frame.time_relative", "Time since reference or first frame", FT_RELATIVE_TIME, BASE_NONE,
			    .flags = F_OWN | F_GENERATED),
	[NUMBER] = F("frame.number", "Frame Number", FT_UINT32, BASE_DEC, .flags = F_OWN),
	[LEN] = F("frame.len", "Frame length on the wire", FT_UINT32, BASE_DEC, .label = length_label, .flags = F_OWN),
	[LEN_LT_CAPLEN] = F_EXPERT("frame.len_lt_caplen", "Frame length is less than captured length", PI_ERROR, PI_MALFORMED),
	[CAP_LEN] = F("frame.cap_len", "Frame length stored into the capture file", FT_UINT32, BASE_DEC,
		      .label = length_label, .flags = F_OWN),
	[MARKED] = F("frame.marked", "Frame is marked", FT_BOOLEAN, BASE_NONE, .flags = F_OWN | F_GENERATED, .vals = &bool_true),
	[IGNORED] = F("frame.ignored", "Frame is ignored", FT_BOOLEAN, BASE_NONE, .flags = F_OWN | F_GENERATED, .vals = &bool_true),
	[PROTOCOLS] = F("frame.protocols", "Protocols in frame", FT_STRING, BASE_NONE, .flags = F_GENERATED | F_STREAM),
	[COMMENT_TREE] = F("pkt_comment", "Packet comments", FT_PROTOCOL, BASE_NONE),
	[COMMENT] = F("frame.comment", "Comment", FT_STRING, BASE_NONE, .label = comment_label),
	[COMMENT_EXPERT] = F_EXPERT("frame.comment.expert", "Formatted comment", PI_COMMENT, PI_COMMENTS_GROUP),
};

static void frame_dissect(struct dissection *d, struct layer *l)
{
	l->header_len = l->tree_len = d->frame->caplen;
	l->payload = l->data;
	l->path = "";
	next_value(d, l, NEXT_LINK_TYPE, d->frame->iface->link_type, l->data);
}

static void put_string(struct tree *t, unsigned row, const char *s)
{
	put_copy(t, row, 0, 0, s, (uint32_t)strlen(s));
}

static void put_interface(struct tree *t, const struct capture_interface *i)
{
	put_uint(t, SECTION, 0, 0, i->section);
	put_uint(t, IFACE_ID, 0, 0, i->id);
	tree_push(t);
	put_string(t, IFACE_NAME, i->name ? i->name : "unknown");
	if (i->description)
		put_string(t, IFACE_DESCR, i->description);
	tree_pop(t);
}

static void put_options(struct tree *t, const struct frame_options *o)
{
	if (o->has_queue)
		put_uint(t, IFACE_QUEUE, 0, 0, o->queue);
	if (o->has_flags) {
		put_uint(t, FLAGS, 0, 0, o->flags);
		tree_push(t);
		for (unsigned row = FLAGS_DIR; row <= FLAGS_SYMBOL; row++) {
			uint64_t mask = t->rows[row].mask;
			put_uint(t, row, 0, 0, (o->flags & mask) >> __builtin_ctzll(mask));
		}
		tree_pop(t);
	}
	if (o->has_packet_id)
		put_uint(t, PACKET_ID, 0, 0, o->packet_id);
	if (o->has_drops)
		put_uint(t, DROP_COUNT, 0, 0, o->drops);
}

/* Seconds and nanoseconds since another moment. */
static void put_since(struct tree *t, unsigned row, int64_t sec, uint32_t nsec)
{
	const struct frame *f = t->d->frame;
	if (!tree_wants(t, row))
		return;
	int64_t s = sec_between(f->sec, sec), ns = (int64_t)f->nsec - nsec;
	if (ns < 0) {
		ns += 1000000000;
		s--;
	}
	put_time(t, row, 0, 0, s, (uint32_t)ns);
}

static void put_times(struct tree *t, const struct frame *f)
{
	put_time(t, TIME, 0, 0, f->sec, f->nsec);
	if (f->nsec >= 1000000000) {
		struct buf b = { 0 };
		buf_lit(&b, "Arrival Time: Fractional second ");
		fmt_uint(&b, f->nsec);
		buf_lit(&b, " is invalid, the valid range is 0-1000000000");
		buf_char(&b, 0);
		put_expert(t, TIME_INVALID, 0, 0, b.p);
		buf_free(&b);
	}
	put_time(t, OFFSET_SHIFT, 0, 0, 0, 0);
	put_time(t, TIME_EPOCH, 0, 0, f->sec, f->nsec);
	put_since(t, TIME_DELTA, t->d->previous.sec, t->d->previous.nsec);
	put_since(t, TIME_DISPLAYED, t->d->displayed.sec, t->d->displayed.nsec);
	put_since(t, TIME_RELATIVE, t->d->first.sec, t->d->first.nsec);
}

/* PDUs of one protocol that follow each other in a stream are one word. */
static bool goes_on(const struct dissection *d, const struct layer *l)
{
	if (!layer_is_tcp(layer_parent(d, l)))
		return false;
	for (const struct layer *p = l - 1; p > layer_parent(d, l); p--)
		if (p->parent == l->parent)
			return p->proto == l->proto && p->buffer == l->buffer;
	return false;
}

/* The word of a layer in frame.protocols; "": it has none. */
static const char *word_of(const struct dissection *d, const struct layer *l)
{
	const char *path = l->path ? l->path : l->proto->name;
	return *path && !goes_on(d, l) ? path : "";
}

/* A few words, none of which looks into its layer: where these come again, so does the text. */
static bool usual_protocols(const struct dissection *d, struct memo_key *key)
{
	unsigned n = 0;
	for (unsigned i = 0; i < d->n_layers; i++) {
		const char *word = word_of(d, &d->layer[i]);
		if (d->layer[i].proto->path_inside || (*word && n == MEMO_WORDS))
			return false;
		if (*word)
			key->word[n++] = (uintptr_t)word;
	}
	return true;
}

static void put_protocols(struct tree *t)
{
	char text[PATH_TEXT];
	struct buf b = BUF_OVER(text, sizeof text);
	struct memo_key key = { { 0 } };
	if (!tree_wants(t, PROTOCOLS) || (usual_protocols(t->d, &key) && !tree_memo(t, PROTOCOLS, key)))
		return;
	for (unsigned i = 0; i < t->d->n_layers; i++) {
		const struct layer *l = &t->d->layer[i];
		const char *word = word_of(t->d, l);
		if (*word && b.len + strlen(word) + 1 <= sizeof text) {
			if (b.len)
				buf_char(&b, ':');
			buf_str(&b, word);
		}
		if (l->proto->path_inside && !(l->flags & LAYER_PART))
			l->proto->path_inside(&b, t->d, l);
	}
	put_copy(t, PROTOCOLS, 0, 0, b.p, (uint32_t)b.len);
	tree_memo_end(t);
}

/* Comments come before the frame, beside it: its own record, made already, is put again behind them. */
static void put_comments(struct tree *t, const struct frame_options *o)
{
	char text[COMMENT_SHOWN + 1];
	tree_drop(t);
	tree_pop(t);
	put_node(t, COMMENT_TREE, 0, 0);
	tree_push(t);
	for (uint32_t i = 0; i < o->n_comments; i++) {
		uint32_t n = o->comment[i].len < COMMENT_SHOWN ? o->comment[i].len : COMMENT_SHOWN;
		memcpy(text, o->comment[i].text, n);
		text[n] = 0;
		put_copy(t, COMMENT, 0, 0, o->comment[i].text, o->comment[i].len);
		tree_push(t);
		put_expert(t, COMMENT_EXPERT, 0, 0, text);
		tree_pop(t);
	}
	tree_pop(t);
	put_node(t, FRAME, 0, t->d->frame->caplen);
	tree_push(t);
}

static void put_lengths(struct tree *t, const struct frame *f)
{
	put_uint(t, LEN, 0, 0, f->len);
	if (f->len < f->caplen) {
		tree_push(t);
		put_expert(t, LEN_LT_CAPLEN, 0, 0, NULL);
		tree_pop(t);
	}
	put_uint(t, CAP_LEN, 0, 0, f->caplen);
	put_uint(t, MARKED, 0, 0, 0);
	put_uint(t, IGNORED, 0, 0, 0);
	tree_memo_end(t);
}

static void frame_tree(struct tree *t, const struct layer *l)
{
	const struct frame *f = t->d->frame;
	(void)l;
	if (f->options && f->options->n_comments)
		put_comments(t, f->options);
	if (f->iface->section)
		put_interface(t, f->iface);
	if (f->options)
		put_options(t, f->options);
	if (tree_wants(t, ENCAP))
		put_uint(t, ENCAP, 0, 0, (uint64_t)link_type_encap(f->iface->link_type));
	put_times(t, f);
	put_uint(t, NUMBER, 0, 0, f->number);
	if (f->len < f->caplen || tree_memo(t, LEN, (struct memo_key){ { f->len, f->caplen } }))
		put_lengths(t, f);
	put_protocols(t);
}

const struct protocol protocol_frame = {
	.name = "frame",
	.column = "Frame",
	FIELDS(frame_fields),
	.told_early = true,
	.child_always = true,
	.dissect = frame_dissect,
	.fields_of = frame_tree,
};
