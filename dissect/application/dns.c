/* dns.c: the Domain Name System (RFC 1035): header, questions and records; multicast DNS and LLMNR look the same. */
#include "dissect/application/dns_impl.h"

/*   0            2            4          6          8          10           12
 *  +------------+------------+----------+----------+----------+------------+-------------------------------------+
 *  |     id     |   flags    | queries  | answers  | authority| additional | the queries, then the other records |
 *  +------------+------------+----------+----------+----------+------------+-------------------------------------+
 *  Over TCP, two bytes with the length come first. */
enum { FLAG_RESPONSE = 0x8000, FLAG_AD = 0x20, CLASS_TOP_BIT = 0x8000 };
enum { OPCODE_UPDATE = 5, OPCODE_DSO = 6 };
enum { QUESTION_FIXED = 4, RECORD_FIXED = 10, N_SECTIONS = 4, MAX_COLUMN = 4096 };
enum { PORT_DNS = 53, PORT_MDNS = 5353 };

static unsigned flags_of(const struct layer *l)
{
	return slice_u16(l->data, (uint32_t)l->fact[NAME_FACT_BASE] + 2);
}

static unsigned opcode_of(unsigned flags)
{
	return flags >> 11 & 15;
}

static unsigned count_of(const struct layer *l, unsigned section)
{
	return slice_u16(l->data, (uint32_t)l->fact[NAME_FACT_BASE] + 4 + 2 * section);
}

void dns_proto_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_lit(b, "Domain Name System ");
	buf_str(b, flags_of(&t->d->layer[r->layer]) & FLAG_RESPONSE ? "(response)" : "(query)");
}

/* "Flags: 0x8183 Standard query response, No such name" */
void dns_flags_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *opcode = value_text(&dns_opcodes, opcode_of((unsigned)r->val));
	const char *code = value_text(&dns_rcodes, r->val & 15);
	(void)t;
	buf_lit(b, "Flags: ");
	fmt_0x(b, r->val, 4);
	buf_char(b, ' ');
	buf_str(b, opcode ? opcode : "Unknown operation");
	if (!(r->val & FLAG_RESPONSE))
		return;
	buf_lit(b, " response, ");
	buf_str(b, code ? code : "Unknown error");
}

void name_dissect(struct layer *l, enum name_service service, bool stream)
{
	uint32_t base = stream ? 2 : 0;
	l->fact[NAME_FACT_SERVICE] = service;
	l->fact[NAME_FACT_BASE] = base;
	if (!layer_header(l, base + NAME_HEADER_BYTES) && slice_has(l->data, base, 4))
		l->flags |= LAYER_TOLD; /* id and flags are enough for a line */
	l->tree_len = l->data.len;
	l->payload = slice_first(l->payload, 0);
}

static void dns_dissect(struct dissection *d, struct layer *l)
{
	const struct layer *parent = layer_parent(d, l);
	name_dissect(l, SERVICE_DNS, layer_is_tcp(parent));
}

static uint32_t dns_pdu(struct slice s, uint32_t hint)
{
	(void)hint;
	return slice_has(s, 0, 2) ? 2u + slice_u16(s, 0) : PDU_ONE_MORE;
}

/* On other ports, a message is one that asks one question, or answers at most one in a moderate number of records. */
static bool dns_guess(const struct layer *l, struct slice s)
{
	enum { MAX_ANSWERS = 100, MAX_OTHERS = 10 };
	unsigned flags = slice_u16(s, 2), questions = slice_u16(s, 4), answers = slice_u16(s, 6);
	unsigned authority = slice_u16(s, 8), additional = slice_u16(s, 10);
	(void)l;
	if (s.len <= NAME_HEADER_BYTES || opcode_of(flags) || additional > MAX_OTHERS)
		return false;
	if (flags & FLAG_RESPONSE)
		return questions <= 1 && answers <= MAX_ANSWERS && authority <= MAX_OTHERS;
	return questions == 1 && !answers && !authority;
}

/* What questions and records begin with: name, type and class. */
static bool read_name(const struct layer *l, uint32_t off, struct dns_record *r)
{
	r->off = r->end = off;
	r->base = (uint32_t)l->fact[NAME_FACT_BASE];
	r->service = (unsigned)l->fact[NAME_FACT_SERVICE];
	if (!domain_name_read(l->data, r->base, off, &r->name))
		return false;
	off += r->name.size;
	r->type = slice_u16(l->data, off);
	r->class = slice_u16(l->data, off + 2);
	r->data = r->end = off + QUESTION_FIXED;
	r->size = 0;
	return slice_has(l->data, off, QUESTION_FIXED);
}

/* The rest of a record as well; false: not all of it is there. */
static bool read_record(const struct layer *l, uint32_t off, struct dns_record *r)
{
	if (!read_name(l, off, r))
		return false;
	uint32_t fixed = r->data - QUESTION_FIXED;
	r->size = slice_u16(l->data, fixed + 8);
	r->data = fixed + RECORD_FIXED;
	r->end = r->data + r->size;
	return slice_has(l->data, fixed, RECORD_FIXED);
}

/* Something ran past the end of the bytes: of the captured ones, or of the packet. */
static void end_tree(struct tree *t)
{
	if (t->l->data.len < t->l->data.wire)
		tree_need(t, t->l->data.len, 1);
	else
		tree_malformed(t);
}

/* --- the header --- */

static void put_flag_list(struct tree *t, uint32_t at, const uint16_t *rows, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		put(t, rows[i], at, 2);
}

static void put_flags(struct tree *t, const struct layer *l, uint32_t at)
{
	static const uint16_t query[] = { DNS_FLAGS_TRUNCATED, DNS_FLAGS_RECDESIRED, DNS_FLAGS_Z };
	static const uint16_t response[] = { DNS_FLAGS_AUTHORITATIVE, DNS_FLAGS_TRUNCATED, DNS_FLAGS_RECDESIRED,
					     DNS_FLAGS_RECAVAIL,      DNS_FLAGS_Z,         DNS_FLAGS_AUTHENTICATED };
	static const uint16_t llmnr[] = { DNS_FLAGS_TRUNCATED, DNS_FLAGS_TENTATIVE };
	unsigned flags = flags_of(l);
	bool answers = flags & FLAG_RESPONSE, local = l->fact[NAME_FACT_SERVICE] == SERVICE_LLMNR;
	if (slice_has(l->data, at, 2) && !tree_memo(t, DNS_FLAGS, (struct memo_key){ { flags, local } }))
		return;
	put(t, DNS_FLAGS, at, 2);
	tree_push(t);
	put(t, DNS_FLAGS_RESPONSE, at, 2);
	put(t, DNS_FLAGS_OPCODE, at, 2);
	if (local)
		put(t, answers ? DNS_FLAGS_NOT_UNIQUE : DNS_FLAGS_CONFLICT, at, 2);
	if (local)
		put_flag_list(t, at, llmnr, COUNT(llmnr));
	else if (answers)
		put_flag_list(t, at, response, COUNT(response));
	else
		put_flag_list(t, at, query, COUNT(query));
	if (!local && !answers && flags & FLAG_AD)
		put(t, DNS_FLAGS_AD, at, 2);
	if (!local)
		put(t, DNS_FLAGS_CHECKDISABLE, at, 2);
	if (answers)
		put(t, DNS_FLAGS_RCODE, at, 2);
	tree_pop(t);
	tree_memo_end(t);
}

/* Expert information below the id: it was seen before. */
static void put_again(struct tree *t, const struct app_note *n, uint32_t at)
{
	if (!n || n->value[0] < NAME_ASKED_AGAIN)
		return;
	bool asked = n->value[0] == NAME_ASKED_AGAIN;
	MESSAGE(m);
	buf_lit(&m, "DNS ");
	buf_str(&m, asked ? "query retransmission. Original request" : "response retransmission. Original response");
	buf_lit(&m, " in frame ");
	fmt_uint(&m, n->frame);
	tree_push(t);
	put_expert(t, asked ? DNS_RETRANSMIT_REQUEST : DNS_RETRANSMIT_RESPONSE, at, 0, message_text(&m));
	tree_pop(t);
}

/* What earlier packets say, behind everything else. */
static void put_note(struct tree *t, const struct app_note *n, uint32_t at)
{
	switch (n ? n->value[0] : 0) {
	case NAME_ANSWERS:
		put_uint(t, DNS_RESPONSE_TO, at, 0, n->frame);
		put_ns(t, DNS_TIME, at, 0, n->elapsed);
		break;
	case NAME_UNSOLICITED: put_uint(t, DNS_UNSOLICITED, at, 0, 1); break;
	case NAME_ASKED_AGAIN:
	case NAME_ANSWERED_AGAIN:
		put_uint(t, n->value[0] == NAME_ASKED_AGAIN ? DNS_RETRANSMIT_REQUEST_IN : DNS_RETRANSMIT_RESPONSE_IN,
			 at, 0, n->frame);
		put_uint(t, DNS_RETRANSMISSION, at, 0, 1);
		break;
	default: break;
	}
}

/* --- sections --- */

static void put_class(struct tree *t, const struct dns_record *r, uint32_t off, bool question)
{
	if (r->service != SERVICE_MDNS) {
		put(t, question ? DNS_QRY_CLASS : DNS_RESP_CLASS, off, 2);
		return;
	}
	put(t, question ? DNS_QRY_CLASS_MDNS : DNS_RESP_CLASS_MDNS, off, 2);
	put(t, question ? DNS_QRY_QU : DNS_RESP_CACHE_FLUSH, off, 2);
}

/* ": type A, class IN, cache flush" */
static void title(struct buf *b, const struct dns_record *r, bool question)
{
	bool mdns = r->service == SERVICE_MDNS;
	fmt_text(b, r->name.text, r->name.len);
	buf_lit(b, ": type ");
	name_type_put(b, r->type);
	if (r->type == DNS_TYPE_OPT && !question)
		return;
	buf_lit(b, ", class ");
	buf_str(b, dns_class_name(mdns ? r->class & ~(unsigned)CLASS_TOP_BIT : r->class));
	if (mdns && r->class & CLASS_TOP_BIT)
		buf_str(b, question ? ", \"QU\" question" : ", cache flush");
	else if (mdns && question)
		buf_lit(b, ", \"QM\" question");
}

/* Room for titles: a name of at most 255 characters, each up to four when made visible, three times. */
enum { TITLE_ROOM = 4096 };

/* tshark's tree cuts labels at 240 characters, but titles are shown whole here: they end in what people look for. */
static void put_title(struct tree *t, const struct layer *l, const struct dns_record *r, bool question)
{
	char room[TITLE_ROOM];
	struct buf b = BUF_OVER(room, sizeof room);
	if (tree_wants(t, DNS_ENTRY)) {
		title(&b, r, question);
		if (!question)
			dns_gist(&b, l->data, r, false);
	}
	put_label(t, DNS_ENTRY, r->off, r->end - r->off, b.p, (uint32_t)b.len);
}

static uint32_t labels_in(const struct domain_name *n)
{
	uint32_t labels = 1;
	for (uint32_t i = 0; i < n->len; i++)
		labels += n->text[i] == '.';
	return labels;
}

static void put_question(struct tree *t, const struct layer *l, const struct dns_record *r)
{
	uint32_t size = r->name.size, off = r->off + size;
	if (tree_is_dry(t)) /* read_name has seen that it is all there */
		return;
	put_title(t, l, r, true);
	tree_push(t);
	put_copy(t, DNS_QRY_NAME, r->off, size, r->name.text, r->name.len);
	put_uint(t, DNS_QRY_NAME_LEN, r->off, size, r->name.len);
	put_uint(t, DNS_COUNT_LABELS, r->off, size, labels_in(&r->name));
	put(t, DNS_QRY_TYPE, off, 2);
	put_class(t, r, off + 2, true);
	tree_pop(t);
}

/* RFC 2782: "_service._protocol.name". */
static void put_service_name(struct tree *t, const struct dns_record *r)
{
	static const uint16_t rows[] = { DNS_SRV_SERVICE, DNS_SRV_PROTO, DNS_SRV_NAME };
	const char *p = r->name.text, *end = p + r->name.len;
	for (unsigned i = 0; i < COUNT(rows) && p < end; i++) {
		const char *dot = i < 2 ? memchr(p, '.', (size_t)(end - p)) : NULL;
		if (!dot)
			dot = end;
		put_copy(t, rows[i], r->off, r->name.size, p, (uint32_t)(dot - p));
		p = dot < end ? dot + 1 : end;
	}
}

/* RFC 6891, 6.1.3: in the place of class and time to live. */
static void put_opt_fixed(struct tree *t, const struct dns_record *r, uint32_t off)
{
	bool mdns = r->service == SERVICE_MDNS;
	put(t, mdns ? DNS_UDP_PAYLOAD_MDNS : DNS_RR_UDP_PAYLOAD_SIZE, off + 2, 2);
	if (mdns)
		put(t, DNS_RESP_CACHE_FLUSH, off + 2, 2);
	put(t, DNS_RESP_EXT_RCODE, off + 4, 1);
	put(t, DNS_RESP_EDNS0_VERSION, off + 5, 1);
	put(t, DNS_RESP_Z, off + 6, 2);
	tree_push(t);
	put(t, DNS_RESP_Z_DO, off + 6, 2);
	put(t, DNS_RESP_Z_RESERVED, off + 6, 2);
	tree_pop(t);
}

static void put_record(struct tree *t, const struct layer *l, const struct dns_record *r)
{
	uint32_t off = r->off + r->name.size;
	if (tree_is_dry(t)) { /* read_record has seen all but the data */
		if (r->size && tree_need(t, r->data, r->size))
			dns_put_data(t, r);
		return;
	}
	put_title(t, l, r, false);
	tree_push(t);
	if (r->type == DNS_TYPE_SRV)
		put_service_name(t, r);
	else
		put_copy(t, DNS_RESP_NAME, r->off, r->name.size, r->name.text, r->name.len);
	put(t, DNS_RESP_TYPE, off, 2);
	if (r->type == DNS_TYPE_OPT) {
		put_opt_fixed(t, r, off);
	} else {
		put_class(t, r, off + 2, false);
		put(t, DNS_RESP_TTL, off + 4, 4);
		if (slice_u8(l->data, off + 4) & 0x80) {
			tree_push(t);
			put_expert(t, DNS_TTL_HIGH_BIT_SET, r->off, 0, NULL);
			tree_pop(t);
		}
	}
	put(t, DNS_RESP_LEN, off + 8, 2);
	if (r->size)
		dns_put_data(t, r);
	tree_pop(t);
}

/* The records of one section; returns where it ends. */
static uint32_t put_section(struct tree *t, const struct layer *l, unsigned section, const char *name, uint32_t off)
{
	struct dns_record r;
	uint32_t start = off;
	struct record *node = put_label(t, DNS_SECTION, off, 0, name, (uint32_t)strlen(name));
	node->len = off < l->data.len ? l->data.len - off : 0;
	tree_push(t);
	for (unsigned left = count_of(l, section); left && !tree_ended(t); left--) {
		if (!(section ? read_record(l, off, &r) : read_name(l, off, &r))) {
			end_tree(t);
			break;
		}
		if (section)
			put_record(t, l, &r);
		else
			put_question(t, l, &r);
		off = r.end;
	}
	tree_pop(t);
	if (!tree_ended(t))
		node->len = off - start;
	return off;
}

/* DNS stateful operations (RFC 8490, 5.4): TLVs instead of records. */
static void put_dso(struct tree *t, const struct layer *l, uint32_t off)
{
	enum { KEEPALIVE = 1, RETRY_DELAY, PADDING };
	if (off < l->data.wire)
		put_node(t, DNS_DSO, off, l->data.wire - off);
	tree_push(t);
	do {
		unsigned type = slice_u16(l->data, off);
		uint32_t n = slice_u16(l->data, off + 2);
		put_node(t, DNS_DSO_TLV, off, 4 + n);
		tree_push(t);
		put(t, DNS_DSO_TLV_TYPE, off, 2);
		put(t, DNS_DSO_TLV_LENGTH, off + 2, 2);
		if (type == KEEPALIVE && n == 8) {
			put(t, DNS_DSO_TLV_KEEPALIVE_INACTIVITY, off + 4, 4);
			put(t, DNS_DSO_TLV_KEEPALIVE_INTERVAL, off + 8, 4);
		} else if (type == RETRY_DELAY && n == 4) {
			put(t, DNS_DSO_TLV_RETRYDELAY_RETRYDELAY, off + 4, 4);
		} else if (n) {
			put(t, type == PADDING ? DNS_DSO_TLV_ENCPAD_PADDING : DNS_DSO_TLV_DATA, off + 4, n);
		}
		tree_pop(t);
		off += 4 + n;
	} while (off < l->data.wire && !tree_ended(t));
	tree_pop(t);
}

static void put_extraneous(struct tree *t, const struct layer *l, uint32_t off)
{
	uint32_t n = l->data.wire - off;
	MESSAGE(m);
	buf_lit(&m, "Extraneous Data (");
	fmt_uint(&m, n);
	buf_lit(&m, " bytes)");
	put_label(t, DNS_SECTION, off, n, m.p, (uint32_t)m.len);
	tree_push(t);
	put(t, DNS_EXTRANEOUS_DATA, off, n);
	put_uint(t, DNS_EXTRANEOUS_LENGTH, off + l->off, 0, n);
	put_node(t, DNS_EXTRANEOUS_TEXT, off, n);
	tree_push(t);
	put_expert(t, DNS_EXTRANEOUS, off, 0, NULL);
	tree_pop(t);
	tree_pop(t);
}

void name_tree(struct tree *t, const struct layer *l)
{
	static const uint16_t counts[2][N_SECTIONS] = {
		{ DNS_COUNT_QUERIES, DNS_COUNT_ANSWERS, DNS_COUNT_AUTH_RR, DNS_COUNT_ADD_RR },
		{ DNS_COUNT_ZONES, DNS_COUNT_PREREQUISITES, DNS_COUNT_UPDATES, DNS_COUNT_ADD_RR },
	};
	static const char *const names[2][N_SECTIONS] = {
		{ "Queries", "Answers", "Authoritative nameservers", "Additional records" },
		{ "Zone", "Prerequisites", "Updates", "Additional records" },
	};
	const struct app_note *n = layer_app_note(t->d, l);
	uint32_t base = (uint32_t)l->fact[NAME_FACT_BASE], off = base + NAME_HEADER_BYTES;
	unsigned opcode = opcode_of(flags_of(l)), update = opcode == OPCODE_UPDATE;
	if (!slice_has(l->data, base, 4))
		tree_drop(t);
	if (base)
		put(t, DNS_LENGTH, 0, 2);
	if (!tree_need(t, base, 4))
		return;
	if (tree_is_dry(t)) {
		tree_need(t, base, NAME_HEADER_BYTES);
	} else {
		put(t, DNS_ID, base, 2);
		put_again(t, n, base);
		put_flags(t, l, base + 2);
		for (unsigned i = 0; i < N_SECTIONS; i++)
			put(t, counts[update][i], base + 4 + 2 * i, 2);
	}
	if (tree_ended(t))
		return;
	if (opcode == OPCODE_DSO) {
		put_dso(t, l, off);
		return;
	}
	for (unsigned i = 0; i < N_SECTIONS; i++)
		if (count_of(l, i))
			off = put_section(t, l, i, names[update][i], off);
	if (tree_ended(t))
		return;
	put_note(t, n, base);
	if (off < l->data.wire)
		put_extraneous(t, l, off);
}

/* --- the Info column --- */

static void column_head(struct buf *b, const struct layer *l)
{
	unsigned flags = flags_of(l), opcode = opcode_of(flags), code = flags & 15;
	const char *name = value_text(&dns_opcodes, opcode), *error = value_text(&dns_rcodes, code);
	buf_str(b, name ? name : "Unknown operation (");
	if (!name) {
		fmt_uint(b, opcode);
		buf_char(b, ')');
	}
	if (flags & FLAG_RESPONSE)
		buf_lit(b, " response");
	buf_lit(b, " 0x");
	fmt_hex(b, slice_u16(l->data, (uint32_t)l->fact[NAME_FACT_BASE]), 4);
	if (!(flags & FLAG_RESPONSE) || !code)
		return;
	buf_char(b, ' ');
	buf_str(b, error ? error : "Unknown error (");
	if (!error) {
		fmt_uint(b, code);
		buf_char(b, ')');
	}
}

static void column_question(struct buf *b, const struct dns_record *r)
{
	buf_char(b, ' ');
	name_type_put(b, r->type);
	buf_char(b, ' ');
	fmt_text(b, r->name.text, r->name.len);
	if (r->service == SERVICE_MDNS)
		buf_str(b, r->class & CLASS_TOP_BIT ? ", \"QU\" question" : ", \"QM\" question");
}

/* False: the record runs out of the packet. */
static bool column_record(struct buf *b, const struct layer *l, const struct dns_record *r)
{
	buf_char(b, ' ');
	name_type_put(b, r->type);
	if (r->service == SERVICE_MDNS && r->class & CLASS_TOP_BIT && r->type != DNS_TYPE_OPT)
		buf_lit(b, ", cache flush");
	return slice_has(l->data, r->data, r->size) && dns_gist(b, l->data, r, true);
}

void name_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	uint32_t off = (uint32_t)l->fact[NAME_FACT_BASE] + NAME_HEADER_BYTES;
	struct dns_record r;
	bool whole = true;
	(void)d;
	column_head(&c->info, l);
	if (l->flags & (LAYER_SHORT | LAYER_MALFORMED))
		return; /* said behind this anyway */
	if (opcode_of(flags_of(l)) == OPCODE_DSO)
		whole = slice_has(l->data, off, 4);
	else
		for (unsigned section = 0; section < N_SECTIONS; section++)
			for (unsigned left = count_of(l, section); left && whole && c->info.len < MAX_COLUMN; left--) {
				whole = section ? read_record(l, off, &r) : read_name(l, off, &r);
				off = r.end;
				if (whole && section)
					whole = column_record(&c->info, l, &r);
				else if (whole)
					column_question(&c->info, &r);
			}
	if (!whole)
		buf_str(&c->info,
			l->data.len < l->data.wire ? "[Packet size limited during capture]" : "[Malformed Packet]");
}

static const struct next_link dns_on[] = { { NEXT_UDP_PORT, PORT_DNS }, { NEXT_TCP_PORT, PORT_DNS },
					   { NEXT_TCP_PORT, PORT_MDNS }, { NEXT_SCTP_PORT, PORT_DNS } };

const struct protocol protocol_dns = {
	.name = "dns",
	.column = "DNS",
	.fields = dns_rows,
	.n_fields = DNS_N_ROWS,
	ON(dns_on),
	.pdu = dns_pdu,
	.pdu_shown = true,
	.guess = dns_guess,
	.guess_on = { NEXT_UDP_PORT },
	.dissect = dns_dissect,
	.fields_of = name_tree,
	.info = name_info,
};
