/* asn1.h: types of ASN.1 as tables, and the walk that shows encoded bytes (ber.h) by them. A type says how its content is
 * laid out; which row shows it is said where the type is used. What tshark makes of the types carries over: a SEQUENCE has a
 * row over all of it, a SEQUENCE OF one with the number of its elements, a CHOICE one with the number of what was chosen. */
#ifndef PEEL_DISSECT_ASN1_H
#define PEEL_DISSECT_ASN1_H

#include "dissect/ber.h"
#include "dissect/tree.h"

enum { ASN1_MAX_LENDERS = 14, ASN1_MAX_DEPTH = 24, ASN1_NO_ROW = 0xffff };

/* A row of one of the module's protocols. */
#define ASN1_ROW(lender, row) (uint16_t)((lender) << 8 | (row))

enum asn1_kind {
	ASN1_VALUE,       /* one row over the content; the row's type says what it is */
	ASN1_OID,         /* the same, and what follows is of the type that it names */
	ASN1_NULL,        /* nothing to show */
	ASN1_SEQUENCE,    /* parts: its members in order */
	ASN1_SEQUENCE_OF, /* parts: the element; SET OF as well */
	ASN1_CHOICE,      /* parts: the alternatives */
	ASN1_CHOICE_WHOLE, /* the same, and its row covers the tag and the length of what is chosen in any case */
	ASN1_BITS,        /* BIT STRING; bits: row of the first of n named bits */
	ASN1_OPEN,        /* whatever the last object identifier says */
	ASN1_OPEN_OCTETS, /* an OCTET STRING with that inside */
	ASN1_HOOK,        /* hook shows it */
};
enum asn1_flags {
	ASN1_OPTIONAL = 1,
	ASN1_IMPLICIT = 2, /* the tag stands in the place of the type's own */
	ASN1_EXPLICIT = 4, /* the tag is around an element with the type's own */
	ASN1_ANY = 8,      /* any tag fits */
};

struct asn1;
struct asn1_type;

struct asn1_part {
	uint16_t tag; /* as in struct ber */
	uint16_t row; /* ASN1_ROW, ASN1_NO_ROW */
	uint8_t flags;
	const struct asn1_type *type;
};
struct asn1_type {
	uint8_t kind, n; /* enum asn1_kind; number of parts or bits */
	uint16_t bits;
	const struct asn1_part *parts;
	void (*hook)(struct asn1 *, uint16_t row, const struct ber *);
};

#define ASN1_PARTS(kind_, ...)                                                                     \
	{                                                                                          \
		.kind = kind_, .n = sizeof((const struct asn1_part[]){ __VA_ARGS__ }) / sizeof(struct asn1_part), \
		.parts = (const struct asn1_part[]){ __VA_ARGS__ },                                    \
	}

/* What an object identifier stands for. */
struct asn1_open {
	const char *dotted;
	const char *path; /* what frame.protocols says of it */
	uint16_t row;
	const struct asn1_type *type;
};

/* Protocols whose rows are used, and what object identifiers stand for, sorted by them. */
struct asn1_module {
	const struct protocol *const *protocols; /* NULL at the end */
	const struct asn1_open *opens;
	unsigned n_opens;
	uint16_t padding, unknown,
		unknown_expert; /* rows: of a BIT STRING; text, and its expert, of what has no type */
};

/* A walk over bytes of the layer t->l. */
struct asn1 {
	const struct asn1_module *module;
	struct tree *t;   /* NULL: no rows */
	struct buf *path; /* NULL: nobody asks */
	struct slice s;   /* the layer's bytes */
	struct slice oid; /* the last one */
	unsigned depth;
	struct tree_rows host, rows[ASN1_MAX_LENDERS];
};

/* The rows of the walk are put between begin and end. */
void asn1_begin(struct asn1 *w, const struct asn1_module *, struct tree *t);
void asn1_end(struct asn1 *w);
/* For the path alone: the names of the protocols in it, a ':' before each. */
void asn1_begin_path(struct asn1 *w, const struct asn1_module *, struct slice s, struct buf *path);

/* Shows the element at off, which ends at `end` at the latest. */
void asn1_put(struct asn1 *w, const struct asn1_part *what, uint32_t off, uint32_t end);

/* --- for hooks: a row, at a place; false when nobody wants rows --- */
void asn1_put_type(struct asn1 *w, const struct asn1_type *type, uint16_t row, const struct ber *e);
void asn1_put_value(struct asn1 *w, uint16_t row, const struct ber *e);
bool asn1_use(struct asn1 *w, uint16_t row);
/* A protocol of the path, if anybody asks for it. */
void asn1_tell_path(struct asn1 *w, const char *name);
void asn1_push(struct asn1 *w);
void asn1_pop(struct asn1 *w);

#endif
