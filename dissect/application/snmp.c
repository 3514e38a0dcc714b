/* snmp.c: the Simple Network Management Protocol (RFC 1157, 3416, 3412, 3414). */
#include "dissect/application/snmp.h"

#include "base/fmt.h"
#include "dissect/application/snmp_rows.h"
#include "dissect/column.h"
#include "dissect/oid.h"

enum { MAX_BINDINGS = 4096, USM = 3 };
/* layer.fact: is it a message? */
enum { FACT_MESSAGE };

#define ROW(row) ASN1_ROW(0, row)

static const struct protocol *const own_rows[] = { &protocol_snmp, NULL };
static const struct asn1_module module = { .protocols = own_rows, .padding = ASN1_NO_ROW, .unknown = ASN1_NO_ROW };
static const struct asn1_type value = { .kind = ASN1_VALUE };

/* --- reading: which PDU it is --- */

/* The bytes of the message that begins at s, as its length says, or up to its end-of-contents when that is indefinite
 * (X.690 8.1.3.6); 0: it does not say yet, UINT32_MAX: there is none. */
static uint32_t size_of(struct slice s)
{
	enum { INDEFINITE = 0x80 };
	uint32_t first = slice_u8(s, 1), bytes = first & 0x80 ? first & 0x7f : 0;
	struct ber e;
	if (!slice_has(s, 0, 2) || (bytes <= 3 && !slice_has(s, 2, bytes)))
		return 0;
	if (slice_u8(s, 0) != (BER_SEQUENCE | 0x20) || bytes > 3)
		return UINT32_MAX;
	if (first == INDEFINITE)
		return ber_read(s, 0, s.len, &e) && !e.cut ? e.end : 0;
	return 2 + bytes + (bytes ? (uint32_t)slice_uint(s, 2, bytes, false) : first);
}

bool snmp_is_message(struct slice s)
{
	uint32_t n = size_of(s);
	return n && n <= s.wire;
}

/* The element at *off, and behind it. */
static struct ber next(struct slice s, uint32_t *off, uint32_t end)
{
	struct ber e;
	ber_read(s, *off, end, &e);
	*off = e.end;
	return e;
}

/* RFC 3412 6: behind the version stand the header, and security parameters; then the PDU with its context, or encrypted. */
static struct ber scoped_pdu(struct slice s, uint32_t off, uint32_t end, struct snmp_message *m)
{
	next(s, &off, end);
	next(s, &off, end);
	struct ber data = next(s, &off, end);
	if (data.tag != BER_SEQUENCE) {
		m->pdu = SNMP_ENCRYPTED;
		return data;
	}
	off = data.body;
	next(s, &off, data.stop);
	next(s, &off, data.stop);
	return next(s, &off, data.stop);
}

struct snmp_message snmp_read(struct slice s)
{
	struct snmp_message m = { .pdu = SNMP_NONE };
	struct ber e;
	uint32_t off = 0;
	ber_read(s, 0, s.len, &e);
	off = e.body;
	struct ber version = next(s, &off, e.stop);
	m.version = (unsigned)ber_integer(ber_content(s, &version));
	if (m.version == 3) {
		m.body = scoped_pdu(s, off, e.stop, &m);
	} else if (m.version < 3) {
		next(s, &off, e.stop);
		m.body = next(s, &off, e.stop);
	}
	if (m.pdu == SNMP_ENCRYPTED || (m.body.tag & ~BER_NUMBER) != BER_CONTEXT ||
	    (m.body.tag & BER_NUMBER) >= SNMP_N_PDUS)
		return m;
	m.pdu = m.body.tag & BER_NUMBER;
	off = m.body.body;
	struct ber id = next(s, &off, m.body.stop);
	m.request_id = (uint32_t)ber_integer(ber_content(s, &id));
	return m;
}

/* Over TCP (RFC 3430) messages stand behind each other. */
static uint32_t snmp_pdu_size(struct slice s, uint32_t hint)
{
	uint32_t n = size_of(s);
	(void)hint;
	return !n ? (uint32_t)PDU_ONE_MORE : n == UINT32_MAX ? PDU_REST : n;
}

static bool snmp_refuses(struct slice s)
{
	return s.len && !snmp_is_message(s);
}

static void snmp_dissect(struct dissection *d, struct layer *l)
{
	l->fact[FACT_MESSAGE] = snmp_is_message(l->data);
	if (!l->fact[FACT_MESSAGE]) {
		l->path = "";
		layer_header(l, 0);
		next_data(d, l, l->data);
		return;
	}
	if (layer_header(l, size_of(l->data)) && l->payload.wire)
		next_data(d, l, l->payload);
}

/* --- the tree --- */

static const struct asn1_type bindings = ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_SEQUENCE, ASN1_NO_ROW, 0, &snmp_binding });
static const struct asn1_type pdu = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_INTEGER, ROW(REQUEST_ID), 0, &value }, { BER_INTEGER, ROW(ERROR_STATUS), 0, &value },
	{ BER_INTEGER, ROW(ERROR_INDEX), 0, &value }, { BER_SEQUENCE, ROW(BINDINGS), 0, &bindings });
static const struct asn1_type bulk_pdu = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_INTEGER, ROW(REQUEST_ID), 0, &value }, { BER_INTEGER, ROW(NON_REPEATERS), 0, &value },
	{ BER_INTEGER, ROW(MAX_REPETITIONS), 0, &value }, { BER_SEQUENCE, ROW(BINDINGS), 0, &bindings });
static const struct asn1_type trap_pdu = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_OID, ROW(ENTERPRISE), 0, &value }, { BER_APPLICATION, ROW(AGENT), 0, &value },
	{ BER_INTEGER, ROW(GENERIC_TRAP), 0, &value }, { BER_INTEGER, ROW(SPECIFIC_TRAP), 0, &value },
	{ BER_APPLICATION | 3, ROW(TIME_STAMP), 0, &value }, { BER_SEQUENCE, ROW(BINDINGS), 0, &bindings });
static const struct asn1_type pdus = ASN1_PARTS(ASN1_CHOICE_WHOLE,
	{ BER_CONTEXT, ROW(GET), ASN1_IMPLICIT, &pdu }, { BER_CONTEXT | 1, ROW(GET_NEXT), ASN1_IMPLICIT, &pdu },
	{ BER_CONTEXT | 2, ROW(RESPONSE), ASN1_IMPLICIT, &pdu }, { BER_CONTEXT | 3, ROW(SET), ASN1_IMPLICIT, &pdu },
	{ BER_CONTEXT | 4, ROW(TRAP), ASN1_IMPLICIT, &trap_pdu }, { BER_CONTEXT | 5, ROW(GET_BULK), ASN1_IMPLICIT, &bulk_pdu },
	{ BER_CONTEXT | 6, ROW(INFORM), ASN1_IMPLICIT, &pdu }, { BER_CONTEXT | 7, ROW(TRAP_V2), ASN1_IMPLICIT, &pdu },
	{ BER_CONTEXT | 8, ROW(REPORT), ASN1_IMPLICIT, &pdu });

/* Behind a response's PDU: what it answers. */
static void put_answer(struct asn1 *w, uint16_t row, const struct ber *e)
{
	const struct match_note *note;
	asn1_put_type(w, &pdus, row, e);
	if (!w->t || !(note = layer_match_note(w->t->d, w->t->l)) || !note->frame)
		return;
	put_uint(w->t, RESPONSE_TO, e->at, 0, note->frame);
	put_ns(w->t, TIME, e->at, 0, note->elapsed);
}

static void put_flags(struct asn1 *w, uint16_t row, const struct ber *e)
{
	asn1_put_value(w, row, e);
	if (!w->t || !ber_len(e))
		return;
	tree_push(w->t);
	for (unsigned i = FLAG_REPORT; i <= FLAG_AUTH; i++)
		put(w->t, i, e->body, 1);
	tree_pop(w->t);
}

static const struct asn1_type answered = { .kind = ASN1_HOOK, .hook = put_answer };
static const struct asn1_type flags = { .kind = ASN1_HOOK, .hook = put_flags };
static const struct asn1_type usm = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_OCTET_STRING, ROW(ENGINE_ID), 0, &snmp_engine }, { BER_INTEGER, ROW(BOOTS), 0, &value },
	{ BER_INTEGER, ROW(ENGINE_CLOCK), 0, &value }, { BER_OCTET_STRING, ROW(USER), 0, &value },
	{ BER_OCTET_STRING, ROW(AUTH_PARAMETERS), 0, &value }, { BER_OCTET_STRING, ROW(PRIVACY_PARAMETERS), 0, &value });

/* RFC 3414 2.4: the security parameters are encoded once more; whose they are, the header has said. */
static void put_security(struct asn1 *w, uint16_t row, const struct ber *e)
{
	static const struct asn1_part whole = { BER_SEQUENCE, ASN1_NO_ROW, 0, &usm };
	struct ber message, header, model;
	uint32_t off;
	ber_read(w->s, 0, w->s.len, &message);
	off = message.body;
	next(w->s, &off, message.stop);
	header = next(w->s, &off, message.stop);
	off = header.body;
	for (unsigned i = 0; i < 4; i++)
		model = next(w->s, &off, header.stop);
	if (ber_integer(ber_content(w->s, &model)) == USM)
		asn1_put(w, &whole, e->body, e->stop);
	else
		asn1_put_value(w, row, e);
}

static const struct asn1_type security = { .kind = ASN1_HOOK, .hook = put_security };
static const struct asn1_type global_data = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_INTEGER, ROW(MSG_ID), 0, &value }, { BER_INTEGER, ROW(MAX_SIZE), 0, &value },
	{ BER_OCTET_STRING, ROW(MSG_FLAGS), 0, &flags }, { BER_INTEGER, ROW(SECURITY_MODEL), 0, &value });
static const struct asn1_type scoped = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_OCTET_STRING, ROW(CONTEXT_ENGINE), 0, &snmp_engine }, { BER_OCTET_STRING, ROW(CONTEXT_NAME), 0, &value },
	{ 0, ROW(DATA), ASN1_ANY, &answered });
static const struct asn1_type data_v3 = ASN1_PARTS(ASN1_CHOICE,
	{ BER_SEQUENCE, ROW(PLAINTEXT), 0, &scoped }, { BER_OCTET_STRING, ROW(ENCRYPTED_PDU), 0, &value });
static const struct asn1_type data_v2u = ASN1_PARTS(ASN1_CHOICE,
	{ 0, ROW(PLAINTEXT_V2U), ASN1_ANY, &pdus }, { BER_OCTET_STRING, ROW(ENCRYPTED), 0, &value });

static const struct asn1_type message_v1 = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_INTEGER, ROW(VERSION), 0, &value }, { BER_OCTET_STRING, ROW(COMMUNITY), 0, &value },
	{ 0, ROW(DATA), ASN1_ANY, &answered });
static const struct asn1_type message_v2u = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_INTEGER, ROW(VERSION), 0, &value }, { BER_OCTET_STRING, ROW(PARAMETERS), 0, &value },
	{ 0, ROW(DATA_V2U), ASN1_ANY, &data_v2u });
static const struct asn1_type message_v3 = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_INTEGER, ROW(MSG_VERSION), 0, &value }, { BER_SEQUENCE, ROW(GLOBAL_DATA), 0, &global_data },
	{ BER_OCTET_STRING, ROW(SECURITY_PARAMETERS), 0, &security }, { 0, ROW(MSG_DATA), ASN1_ANY, &data_v3 });

static const struct asn1_type *const types[] = { &message_v1, &message_v1, &message_v2u, &message_v3 };

static void put_message(struct asn1 *w, const struct layer *l, unsigned version)
{
	asn1_put(w, &(struct asn1_part){ BER_SEQUENCE, ASN1_NO_ROW, 0, types[version] }, 0, l->data.len);
}

static void snmp_tree(struct tree *t, const struct layer *l)
{
	struct snmp_message m = snmp_read(l->data);
	struct asn1 w;
	if (!l->fact[FACT_MESSAGE]) {
		tree_drop(t);
		return;
	}
	if (m.version >= COUNT(types)) {
		put_expert(t, UNKNOWN_VERSION, 0, 0, NULL);
		return;
	}
	asn1_begin(&w, &module, t);
	put_message(&w, l, m.version);
	asn1_end(&w);
}

/* Values that are text as well count as one more layer. */
static void snmp_path(struct buf *b, const struct dissection *d, const struct layer *l)
{
	struct snmp_message m = snmp_read(l->data);
	struct asn1 w;
	(void)d;
	asn1_begin_path(&w, &module, l->data, b);
	if (l->fact[FACT_MESSAGE] && m.version < COUNT(types))
		put_message(&w, l, m.version);
}

/* --- the line --- */

static void info_objects(struct buf *b, struct slice s, const struct ber *list)
{
	struct ber binding, name;
	uint32_t off = list->body;
	for (unsigned i = 0; i < MAX_BINDINGS && ber_read(s, off, list->stop, &binding); i++, off = binding.end)
		if (ber_read(s, binding.body, binding.stop, &name)) {
			buf_char(b, ' ');
			snmp_object(b, ber_content(s, &name));
		}
}

static void snmp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	struct snmp_message m = snmp_read(l->data);
	struct ber part;
	(void)d;
	if (!l->fact[FACT_MESSAGE] || m.version > 3) {
		c->keep = true;
		return;
	}
	if (m.pdu == SNMP_ENCRYPTED)
		buf_lit(&c->info, "encryptedPDU: privKey Unknown");
	if (m.pdu >= SNMP_N_PDUS)
		return;
	buf_str(&c->info, value_text(&snmp_pdus, m.pdu));
	uint32_t off = m.body.body;
	for (unsigned i = 0; i < 6 && off < m.body.stop; i++) {
		part = next(l->data, &off, m.body.stop);
		if (part.tag == BER_OID && m.pdu == SNMP_TRAP) { /* the enterprise of a trap */
			buf_char(&c->info, ' ');
			oid_called(&c->info, ber_content(l->data, &part));
		} else if (part.tag == BER_SEQUENCE) {
			info_objects(&c->info, l->data, &part);
		}
		if (part.end == part.at)
			return;
	}
}

static const struct next_link snmp_on[] = {
	{ NEXT_UDP_PORT, 161 }, { NEXT_UDP_PORT, 162 }, { NEXT_UDP_PORT, 8161 }, { NEXT_TCP_PORT, 161 },
	{ NEXT_TCP_PORT, 162 }, { NEXT_ETHERTYPE, 0x814c },
};

const struct protocol protocol_snmp = {
	.name = "snmp",
	.column = "SNMP",
	FIELDS(snmp_fields),
	ON(snmp_on),
	.pdu = snmp_pdu_size,
	.refuses = snmp_refuses,
	.dissect = snmp_dissect,
	.fields_of = snmp_tree,
	.path_inside = snmp_path,
	.info = snmp_info,
};
