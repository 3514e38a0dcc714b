/* kerberos.c: Kerberos 5 (RFC 4120), in datagrams and over TCP. */
#include "base/fmt.h"
#include "dissect/application/kerberos_rows.h"
#include "dissect/column.h"
#include "dissect/dry_tree.h"

/* Over TCP, 4 bytes in front of a message say how long it is (RFC 4120 7.2.2). */
enum { MARK_BYTES = 4, MARK_LENGTH = 0x7fffffff };
enum { FACT_BASE }; /* layer.fact: where the message begins */
enum { AS_REQ_TYPE = 10, KRB_ERROR_TYPE = 30 };

static uint32_t kerberos_pdu(struct slice s, uint32_t hint)
{
	(void)hint;
	return slice_has(s, 0, MARK_BYTES) ? MARK_BYTES + (slice_u32(s, 0) & MARK_LENGTH) : PDU_ONE_MORE;
}

/* The messages of RFC 4120 that travel, and what they carry encrypted; KRB-CRED never does alone. */
static bool is_message(unsigned first)
{
	unsigned number = first & 0x1f;
	return (first & 0xc0) == 0x40 && ((number >= 1 && number <= 3) || (number >= 10 && number <= 15) ||
					  number == 20 || number == 21 || (number >= 25 && number <= 31));
}

static void kerberos_dissect(struct dissection *d, struct layer *l)
{
	bool marked = layer_is_tcp(layer_parent(d, l));
	if (!marked && !is_message(slice_u8(l->data, 0))) {
		layer_is_data(d, l);
		return;
	}
	l->fact[FACT_BASE] = marked ? MARK_BYTES : 0;
	layer_header(l, l->data.len);
	dry_tree(d, l);
}

static const struct protocol *const kerberos_rows[] = { &protocol_kerberos, &protocol_kerberos, &protocol_ber, NULL };
static const struct asn1_module module = { .protocols = kerberos_rows,
					   .padding = TOKEN_PADDING,
					   .unknown = ASN1_NO_ROW };

static void kerberos_tree(struct tree *t, const struct layer *l)
{
	static const struct asn1_part whole = { 0, ASN1_NO_ROW, ASN1_ANY, &kerberos_message };
	uint32_t base = (uint32_t)l->fact[FACT_BASE];
	struct asn1 w;
	if (base) {
		put_node(t, RECORD_MARK, 0, MARK_BYTES);
		tree_push(t);
		put_rows(t, RM_RESERVED, RM_LENGTH, 0);
		tree_pop(t);
	}
	asn1_begin(&w, &module, t);
	asn1_put(&w, &whole, base, l->data.len);
	asn1_end(&w);
}

/* The member [n] of the message's SEQUENCE. */
static bool member(struct slice s, uint32_t base, unsigned n, struct ber *e)
{
	enum { MEMBERS = 16 };
	struct ber body;
	if (!ber_read(s, base, s.len, &body) || !ber_read(s, body.body, body.stop, &body))
		return false;
	uint32_t off = body.body;
	for (unsigned i = 0; i < MEMBERS && ber_read(s, off, body.stop, e); i++, off = e->end)
		if (e->tag == (BER_CONTEXT | n))
			return ber_read(s, e->body, e->stop, e);
	return false;
}

static const struct value_table types =
	VALUES({ 10, "AS-REQ" }, { 11, "AS-REP" }, { 12, "TGS-REQ" }, { 13, "TGS-REP" }, { 14, "AP-REQ" },
	       { 15, "AP-REP" }, { 20, "KRB-SAFE" }, { 21, "KRB-PRIV" }, { 22, "KRB-CRED" }, { 30, "KRB-ERROR" });

static void kerberos_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	uint32_t base = (uint32_t)l->fact[FACT_BASE];
	unsigned number = slice_u8(l->data, base) & 0x1f;
	struct ber e;
	(void)d;
	/* Requests begin their members with 1. */
	if (number < AS_REQ_TYPE || !member(l->data, base, number == AS_REQ_TYPE || number == 12 ? 2 : 1, &e))
		return;
	int64_t type = ber_integer(ber_content(l->data, &e)), code = 0;
	const char *name = value_text(&types, (uint32_t)type);
	if (type == KRB_ERROR_TYPE && member(l->data, base, 6, &e))
		code = ber_integer(ber_content(l->data, &e));
	if (!code) {
		buf_str(&c->info, name ? name : "");
		return;
	}
	buf_lit(&c->info, "KRB Error: ");
	if ((name = value_text(&kerberos_error_names, (uint32_t)code))) {
		buf_str(&c->info, name);
	} else {
		unsigned digits = 1;
		while (digits < 8 && (uint32_t)code >> 4 * digits)
			digits++;
		buf_lit(&c->info, "Unknown error code 0x");
		fmt_hex(&c->info, (uint32_t)code, digits);
	}
}

static const struct next_link kerberos_on[] = { { NEXT_UDP_PORT, 88 }, { NEXT_TCP_PORT, 88 } };
static const struct protocol *const shown[] = { &protocol_ber, NULL };

const struct protocol protocol_kerberos = {
	.name = "kerberos",
	.column = "KRB5",
	.fields = kerberos_fields,
	.n_fields = N_KERBEROS_ROWS,
	ON(kerberos_on),
	.shows = shown,
	.pdu = kerberos_pdu,
	.dissect = kerberos_dissect,
	.fields_of = kerberos_tree,
	.info = kerberos_info,
};
