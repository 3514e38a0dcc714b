/* imf.c: mails (RFC 5322): the fields of the header, addresses one by one, and the text. */
#include "base/fmt.h"
#include "dissect/application/imf_impl.h"
#include "dissect/column.h"
#include "dissect/registry.h"
#include "dissect/text.h"
#include "dissect/tree.h"

enum {
	IMF, DATE, FROM, SENDER, REPLY_TO, TO, CC, BCC, MESSAGE_ID, IN_REPLY_TO, REFERENCES, SUBJECT, COMMENTS,
	USER_AGENT, KEYWORDS, RESENT_DATE, RESENT_FROM, RESENT_SENDER, RESENT_TO, RESENT_CC, RESENT_BCC,
	RESENT_MESSAGE_ID, RETURN_PATH, RECEIVED, CONTENT_TYPE, CONTENT_DESCRIPTION, CONTENT_ID,
	CONTENT_TRANSFER_ENCODING, MIME_VERSION, AUTOFORWARDED, AUTOSUBMITTED, X400_CONTENT_IDENTIFIER,
	CONTENT_LANGUAGE, CONVERSION, CONVERSION_WITH_LOSS, DELIVERY_DATE, DISCARDED_X400_IPMS_EXTENSIONS,
	DISCARDED_X400_MTS_EXTENSIONS, DL_EXPANSION_HISTORY, DEFERRED_DELIVERY, EXPIRES, IMPORTANCE, INCOMPLETE_COPY,
	LATEST_DELIVERY_TIME, MESSAGE_TYPE, ORIGINAL_ENCODED_INFORMATION_TYPES, ORIGINATOR_RETURN_ADDRESS, PRIORITY,
	REPLY_BY, SENSITIVITY, SUPERSEDES, X400_CONTENT_TYPE, X400_MTS_IDENTIFIER, X400_ORIGINATOR, X400_RECEIVED,
	X400_RECIPIENTS, DELIVERED_TO, EXT_MAILER, EXT_MIMEOLE, EXT_EXPIRY_DATE, EXT_TNEF_CORRELATOR, EXT_UIDL,
	EXT_AUTHENTICATION_WARNING, EXT_VIRUS_SCANNED, EXT_ORIGINAL_TO, THREAD_INDEX, LINES, PRECEDENCE,
	TYPE, PARAMETERS, EXTENSION, EXTENSION_TYPE, EXTENSION_VALUE, DISPLAY_NAME, ADDRESS, ADDRESS_ITEM, MAILBOX_ITEM,
	MESSAGE_TEXT, LINE,
};
enum { NAMED_FIRST = DATE, NAMED_LAST = PRECEDENCE };
/* Facts: where the text begins, and whether it has a media type. */
enum { BODY, TYPED };
enum { INFO_MOST = 4095 }; /* bytes of the Info column, in tshark */

/* A label behind which something follows: "To: a@b", and where it starts. When it is too long tshark cuts it first, and then
 * again with what follows. */
static size_t value_label(struct buf *b, const struct tree *t, const struct record *r)
{
	enum { MARKED_MOST = LABEL_MOST - 1 };
	struct slice s = record_bytes(t->d, r);
	size_t start = b->len;
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	fmt_text(b, s.p, s.len);
	if (b->len - start <= LABEL_MOST)
		return start;
	b->len = start;
	buf_str(b, r->f->name);
	buf_lit(b, " [truncated]: ");
	fmt_text(b, s.p, s.len);
	b->len = start + text_within(b->p + start, b->len - start, MARKED_MOST);
	return start;
}

/* "To: a@b, c@d, 2 items"; aux: how many. */
static void list_label(struct buf *b, const struct tree *t, const struct record *r)
{
	size_t start = value_label(b, t, r);
	if (!r->aux)
		return;
	buf_lit(b, ", ");
	fmt_uint(b, r->aux);
	buf_str(b, r->aux == 1 ? " item" : " items");
	text_end_label(b, start);
}

static void extension_label(struct buf *b, const struct tree *t, const struct record *r)
{
	size_t start = value_label(b, t, r);
	buf_lit(b, " (Contact Wireshark developers if you want this supported.)");
	text_end_label(b, start);
}

/* Text in which any white space is a space. */
static void put_words(struct buf *b, struct slice s)
{
	for (uint32_t i = 0, n; i < s.len; i += n + 1) {
		for (n = 0; i + n < s.len && (s.p[i + n] < '\t' || s.p[i + n] > '\r'); n++)
			continue;
		fmt_text(b, s.p + i, n);
		if (i + n < s.len)
			buf_char(b, ' ');
	}
}

static void line_label(struct buf *b, const struct tree *t, const struct record *r)
{
	put_words(b, record_bytes(t->d, r));
}

#define TEXT(abbrev, name) F("imf." abbrev, name, FT_STRING, BASE_NONE)
#define LIST(abbrev, name) F("imf." abbrev, name, FT_STRING, BASE_NONE, .label = list_label)

static const struct field imf_fields[] = {
	[IMF] = F("imf", "Internet Message Format", FT_PROTOCOL, BASE_NONE),
	[DATE] = TEXT("date", "Date"),
	[FROM] = LIST("from", "From"),
	[SENDER] = TEXT("sender", "Sender"),
	[REPLY_TO] = LIST("reply_to", "Reply-To"),
	[TO] = LIST("to", "To"),
	[CC] = LIST("cc", "Cc"),
	[BCC] = LIST("bcc", "Bcc"),
	[MESSAGE_ID] = TEXT("message_id", "Message-ID"),
	[IN_REPLY_TO] = TEXT("in_reply_to", "In-Reply-To"),
	[REFERENCES] = TEXT("references", "References"),
	[SUBJECT] = TEXT("subject", "Subject"),
	[COMMENTS] = TEXT("comments", "Comments"),
	[USER_AGENT] = TEXT("user_agent", "User-Agent"),
	[KEYWORDS] = TEXT("keywords", "Keywords"),
	[RESENT_DATE] = TEXT("resent.date", "Resent-Date"),
	[RESENT_FROM] = LIST("resent.from", "Resent-From"),
	[RESENT_SENDER] = TEXT("resent.sender", "Resent-Sender"),
	[RESENT_TO] = LIST("resent.to", "Resent-To"),
	[RESENT_CC] = LIST("resent.cc", "Resent-Cc"),
	[RESENT_BCC] = LIST("resent.bcc", "Resent-Bcc"),
	[RESENT_MESSAGE_ID] = TEXT("resent.message_id", "Resent-Message-ID"),
	[RETURN_PATH] = TEXT("return_path", "Return-Path"),
	[RECEIVED] = TEXT("received", "Received"),
	[CONTENT_TYPE] = TEXT("content.type", "Content-Type"),
	[CONTENT_DESCRIPTION] = TEXT("content.description", "Content-Description"),
	[CONTENT_ID] = TEXT("content.id", "Content-ID"),
	[CONTENT_TRANSFER_ENCODING] = TEXT("content.transfer_encoding", "Content-Transfer-Encoding"),
	[MIME_VERSION] = TEXT("mime_version", "MIME-Version"),
	[AUTOFORWARDED] = TEXT("autoforwarded", "Autoforwarded"),
	[AUTOSUBMITTED] = TEXT("autosubmitted", "Autosubmitted"),
	[X400_CONTENT_IDENTIFIER] = TEXT("x400_content_identifier", "X400-Content-Identifier"),
	[CONTENT_LANGUAGE] = TEXT("content_language", "Content-Language"),
	[CONVERSION] = TEXT("conversion", "Conversion"),
	[CONVERSION_WITH_LOSS] = TEXT("conversion_with_loss", "Conversion-With-Loss"),
	[DELIVERY_DATE] = TEXT("delivery_date", "Delivery-Date"),
	[DISCARDED_X400_IPMS_EXTENSIONS] = TEXT("discarded_x400_ipms_extensions", "Discarded-X400-IPMS-Extensions"),
	[DISCARDED_X400_MTS_EXTENSIONS] = TEXT("discarded_x400_mts_extensions", "Discarded-X400-MTS-Extensions"),
	[DL_EXPANSION_HISTORY] = TEXT("dl_expansion_history", "DL-Expansion-History"),
	[DEFERRED_DELIVERY] = TEXT("deferred_delivery", "Deferred-Delivery"),
	[EXPIRES] = TEXT("expires", "Expires"),
	[IMPORTANCE] = TEXT("importance", "Importance"),
	[INCOMPLETE_COPY] = TEXT("incomplete_copy", "Incomplete-Copy"),
	[LATEST_DELIVERY_TIME] = TEXT("latest_delivery_time", "Latest-Delivery-Time"),
	[MESSAGE_TYPE] = TEXT("message_type", "Message-Type"),
	[ORIGINAL_ENCODED_INFORMATION_TYPES] = TEXT("original_encoded_information_types", "Original-Encoded-Information-Types"),
	[ORIGINATOR_RETURN_ADDRESS] = TEXT("originator_return_address", "Originator-Return-Address"),
	[PRIORITY] = TEXT("priority", "Priority"),
	[REPLY_BY] = TEXT("reply_by", "Reply-By"),
	[SENSITIVITY] = TEXT("sensitivity", "Sensitivity"),
	[SUPERSEDES] = TEXT("supersedes", "Supersedes"),
	[X400_CONTENT_TYPE] = TEXT("x400_content_type", "X400-Content-Type"),
	[X400_MTS_IDENTIFIER] = TEXT("x400_mts_identifier", "X400-MTS-Identifier"),
	[X400_ORIGINATOR] = TEXT("x400_originator", "X400-Originator"),
	[X400_RECEIVED] = TEXT("x400_received", "X400-Received"),
	[X400_RECIPIENTS] = TEXT("x400_recipients", "X400-Recipients"),
	[DELIVERED_TO] = TEXT("delivered_to", "Delivered-To"),
	[EXT_MAILER] = TEXT("ext.mailer", "X-Mailer"),
	[EXT_MIMEOLE] = TEXT("ext.mimeole", "X-MimeOLE"),
	[EXT_EXPIRY_DATE] = TEXT("ext.expiry-date", "Expiry-Date"),
	[EXT_TNEF_CORRELATOR] = TEXT("ext.tnef-correlator", "X-MS-TNEF-Correlator"),
	[EXT_UIDL] = TEXT("ext.uidl", "X-UIDL"),
	[EXT_AUTHENTICATION_WARNING] = TEXT("ext.authentication_warning", "X-Authentication-Warning"),
	[EXT_VIRUS_SCANNED] = TEXT("ext.virus_scanned", "X-Virus-Scanned"),
	[EXT_ORIGINAL_TO] = TEXT("ext.original-to", "X-Original-To"),
	[THREAD_INDEX] = TEXT("thread-index", "Thread-Index"),
	[LINES] = TEXT("lines", "Lines"),
	[PRECEDENCE] = TEXT("precedence", "Precedence"),
	[TYPE] = TEXT("content.type.type", "Type"),
	[PARAMETERS] = TEXT("content.type.parameters", "Parameters"),
	[EXTENSION] = F("imf.extension", "Unknown-Extension", FT_STRING, BASE_NONE, .label = extension_label),
	[EXTENSION_TYPE] = TEXT("extension.type", "Type"),
	[EXTENSION_VALUE] = TEXT("extension.value", "Value"),
	[DISPLAY_NAME] = LIST("display_name", "Display-Name"),
	[ADDRESS] = TEXT("address", "Address"),
	[ADDRESS_ITEM] = TEXT("address_list.item", "Item"),
	[MAILBOX_ITEM] = TEXT("mailbox_list.item", "Item"),
	[MESSAGE_TEXT] = F("imf.message_text", "Message-Text", FT_NONE, BASE_NONE),
	[LINE] = F_TEXT("Line", .label = line_label),
};

static bool is_space(uint8_t c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void imf_dissect(struct dissection *d, struct layer *l)
{
	struct imf_field f;
	struct text_line type = { 0, 0, 0 }; /* with its parameters */
	uint32_t body = 0, bare = 0;
	l->header_len = l->tree_len = l->data.len;
	for (uint32_t off = 0; !body && imf_field(l->data, off, &f); off = f.next) {
		uint32_t n = imf_type(l->data, &f);
		body = imf_body_behind(l->data, &f);
		if (n == IMF_NO_TYPE)
			continue;
		type = (struct text_line){ f.value, f.value_len, f.next };
		bare = n;
	}
	l->fact[BODY] = body;
	l->fact[TYPED] = type.len;
	l->payload = slice_from(l->data, body);
	bool known = bare && !is_space(l->data.p[type.off + bare - 1]);
	uint16_t id = known ? registry_media(d->registry, slice_sub(l->data, type.off, bare)) : NO_PROTOCOL;
	const struct protocol *p = id == NO_PROTOCOL ? NULL : registry_protocol(id);
	if (!p || (p->refuses && p->refuses(l->payload)))
		return;
	next_media(d, l, type.off, type.len, NULL, l->payload, l->buffer);
	if (!l->payload.wire)
		next_called(d, l, id, l->payload);
	next_inside(d, l, 1);
}

static uint32_t find(struct slice s, uint32_t off, uint32_t end, char c)
{
	const uint8_t *p = off < end ? memchr(s.p + off, c, end - off) : NULL;
	return p ? (uint32_t)(p - s.p) : end;
}

static uint32_t skip_space(struct slice s, uint32_t off, uint32_t end)
{
	while (off < end && is_space(s.p[off]))
		off++;
	return off;
}

/* A name and an address in angle brackets, or an address alone (RFC 5322, 3.4). */
static void put_mailbox(struct tree *t, uint32_t off, uint32_t end)
{
	struct slice s = t->l->data;
	uint32_t open = find(s, off, end, '<'), close = find(s, open, end, '>'), name = skip_space(s, off, open),
		 behind = open;
	if (open == end) {
		put(t, ADDRESS, off, end - off);
		return;
	}
	if (behind > name && is_space(s.p[behind - 1]))
		behind--;
	if (behind > name)
		put(t, DISPLAY_NAME, name, behind - name);
	if (close < end)
		put(t, ADDRESS, open + 1, close - open - 1);
}

static uint32_t put_list(struct tree *t, unsigned item, uint32_t off, uint32_t end);

/* A group: a name, and mailboxes behind a colon. The name is shown without its last character, as in tshark. */
static void put_group(struct tree *t, uint32_t off, uint32_t colon, uint32_t end)
{
	uint32_t list = skip_space(t->l->data, colon + 1, end);
	struct record *r = put(t, DISPLAY_NAME, off, colon > off ? colon - off - 1 : 0);
	if (list >= end || t->l->data.p[list] == ';')
		return;
	tree_push(t);
	uint32_t n = put_list(t, MAILBOX_ITEM, list, end);
	tree_pop(t);
	r->aux = n;
}

/* What stands between commas; returns how many. */
static uint32_t put_list(struct tree *t, unsigned item, uint32_t off, uint32_t end)
{
	struct slice s = t->l->data;
	uint32_t n = 0, comma;
	for (; off < end && !tree_ended(t); off = comma + 1, n++) {
		comma = find(s, off, end, ',');
		uint32_t colon = item == ADDRESS_ITEM ? find(s, off, comma, ':') : comma;
		put(t, item, off, comma - off);
		tree_push(t);
		if (colon < comma)
			put_group(t, off, colon, comma);
		else
			put_mailbox(t, off, comma);
		tree_pop(t);
	}
	return n;
}

static void put_type(struct tree *t, const struct imf_field *f)
{
	uint32_t end = f->value + f->value_len, semicolon = find(t->l->data, f->value, end, ';');
	if (semicolon == end)
		return;
	put(t, TYPE, f->value, semicolon - f->value);
	if (semicolon + 1 < end)
		put(t, PARAMETERS, semicolon + 1, end - semicolon - 1);
}

static unsigned row_of(const struct tree *t, const struct imf_field *f)
{
	struct slice s = t->l->data;
	unsigned row = NAMED_FIRST;
	for (; row <= NAMED_LAST; row++) {
		const struct field *known = &imf_fields[row];
		uint32_t i = 0;
		while (known->name_len == f->name_len && i < f->name_len &&
		       ((s.p[f->off + i] ^ known->name[i]) & ~32) == 0)
			i++;
		if (i && i == f->name_len)
			return row;
	}
	return EXTENSION;
}

static void put_extension(struct tree *t, const struct imf_field *f)
{
	put(t, EXTENSION, f->off, f->value + f->value_len - f->off);
	tree_push(t);
	put(t, EXTENSION_TYPE, f->off, f->name_len);
	put(t, EXTENSION_VALUE, f->value, f->value_len);
	tree_pop(t);
}

static void put_field(struct tree *t, const struct imf_field *f)
{
	unsigned row = row_of(t, f);
	if (row == EXTENSION) {
		put_extension(t, f);
		return;
	}
	struct record *r = put(t, row, f->value, f->value_len);
	tree_push(t);
	switch (row) {
	case FROM:
	case RESENT_FROM: r->aux = put_list(t, MAILBOX_ITEM, f->value, f->end); break;
	case TO:
	case CC:
	case BCC:
	case REPLY_TO:
	case RESENT_TO:
	case RESENT_CC:
	case RESENT_BCC: r->aux = put_list(t, ADDRESS_ITEM, f->value, f->end); break;
	case SENDER:
	case DELIVERED_TO:
	case RESENT_SENDER: put_mailbox(t, f->value, f->end); break;
	case CONTENT_TYPE: put_type(t, f); break;
	default: break;
	}
	tree_pop(t);
}

/* The line that begins at off, with its end: CR LF, LF or CR. */
static uint32_t line_length(struct slice s, uint32_t off)
{
	uint32_t n = off;
	while (n < s.len && s.p[n] != '\n' && s.p[n] != '\r')
		n++;
	if (n < s.len && s.p[n] == '\r' && slice_u8(s, n + 1) == '\n')
		n++;
	return (n < s.len ? n + 1 : n) - off;
}

static void imf_tree(struct tree *t, const struct layer *l)
{
	uint32_t body = (uint32_t)l->fact[BODY];
	struct imf_field f;
	for (uint32_t off = 0; (!body || off + 2 < body) && imf_field(l->data, off, &f) && !tree_ended(t);
	     off = f.next) {
		put_field(t, &f);
		if (f.next == l->data.len)
			break;
	}
	if (l->fact[TYPED])
		return;
	put_node(t, MESSAGE_TEXT, body, l->data.len - body);
	tree_push(t);
	for (uint32_t off = body, n; off < l->data.len && !tree_ended(t); off += n) {
		n = line_length(l->data, off);
		put_node(t, LINE, off, n);
	}
	tree_pop(t);
}

/* "from: a@b, subject: c, " */
static void header_info(struct buf *b, const struct layer *l)
{
	uint32_t body = (uint32_t)l->fact[BODY];
	struct imf_field f;
	for (uint32_t off = 0; (!body || off + 2 < body) && imf_field(l->data, off, &f); off = f.next) {
		bool from = imf_is(l->data, &f, "from");
		if (!from && !imf_is(l->data, &f, "subject"))
			continue;
		buf_str(b, from ? "from: " : "subject: ");
		fmt_text(b, l->data.p + f.value, f.value_len);
		buf_lit(b, ", ");
	}
}

static void text_info(struct buf *b, const struct layer *l)
{
	for (uint32_t off = (uint32_t)l->fact[BODY], n; off < l->data.len && b->len < INFO_MOST; off += n) {
		n = line_length(l->data, off);
		if (b->len)
			buf_lit(b, ", ");
		put_words(b, slice_sub(l->data, off, n));
	}
}

static bool is_inside(const struct dissection *d, const struct layer *c, const struct layer *l)
{
	while (c > l)
		c = layer_parent(d, c);
	return c == l;
}

static void also(struct column *c)
{
	static const char word[] = "/IMF";
	size_t n = strlen(c->protocol);
	if (n + sizeof word > sizeof c->number)
		return;
	memmove(c->number, c->protocol, n);
	memcpy(c->number + n, word, sizeof word);
	c->protocol = c->number;
}

/* A mail inside a mail takes back what was said since the header of that one. */
static void imf_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	const struct layer *m = l;
	size_t header = 0;
	if (layer_above(d, l, "imf")) {
		c->keep = true;
		return;
	}
	const struct layer *carrier = layer_parent(d, l);
	while (carrier->proto->media && carrier != d->layer)
		carrier = layer_parent(d, carrier);
	c->protocol = carrier->proto->column;
	for (; m < d->layer + d->n_layers; m++) {
		if (!is_inside(d, m, l) || m->flags & LAYER_CONTINUED || m->proto->media_of)
			continue;
		if (m->proto == l->proto) {
			c->info.len = header;
			also(c);
			header_info(&c->info, m);
			header = c->info.len;
			if (!m->fact[TYPED])
				text_info(&c->info, m);
		} else if (m->proto->behind) {
			m->proto->behind(c, d, m);
		} else if (m->proto_id != registry_core(d->registry, CORE_DATA)) {
			struct slice type = layer_media(d, m);
			buf_str(&c->info, c->info.len ? " (" : "(");
			for (uint32_t i = 0; i < type.len && type.p[i] != ';'; i++)
				buf_char(&c->info, type.p[i] < ' ' || type.p[i] > '~' ? '.' : (char)type.p[i]);
			buf_char(&c->info, ')');
		}
	}
	if (c->info.len > INFO_MOST)
		c->info.len = INFO_MOST;
}

static const char *const imf_media[] = { "message/rfc822", NULL };

const struct protocol protocol_imf = {
	.name = "imf",
	.column = "IMF",
	FIELDS(imf_fields),
	.media = imf_media,
	.told_early = true,
	.dissect = imf_dissect,
	.fields_of = imf_tree,
	.info = imf_info,
	.behind_reads = true,
};
