/* isis.h: what the PDUs of IS-IS (ISO 10589) share: values of type, length and value, system identifiers, areas. */
#ifndef PEEL_DISSECT_INTERNET_ISIS_H
#define PEEL_DISSECT_INTERNET_ISIS_H

#include "dissect/tree.h"

/* The common header, and the PDU's type in it. */
enum { ISIS_HEADER = 8, ISIS_NLPID = 0x83, ISIS_SYSTEM_ID = 6 };
enum isis_type {
	ISIS_L1_HELLO = 15, ISIS_L2_HELLO, ISIS_P2P_HELLO, ISIS_L1_LSP, ISIS_L2_LSP = 20, ISIS_L1_CSNP = 24, ISIS_L2_CSNP,
	ISIS_L1_PSNP, ISIS_L2_PSNP,
};
extern const struct value_table isis_types;

/* Rows that the table of each kind of PDU begins with, behind its own. */
enum isis_row { CLV_TYPE = 1, CLV_LENGTH, CLV_UNKNOWN, SHORT_CLV, CLV, CLV_NOTE, CLV_OWN };
#define ISIS_CLV_ROWS(pdu)                                                                                            \
	[CLV_TYPE] = F("isis." pdu ".clv.type", "Type", FT_UINT8, BASE_DEC),                                          \
	[CLV_LENGTH] = F("isis." pdu ".clv.length", "Length", FT_UINT8, BASE_DEC),                                    \
	[CLV_UNKNOWN] = F_EXPERT("isis." pdu ".clv.unknown", "Unknown option", PI_NOTE, PI_UNDECODED),                \
	[SHORT_CLV] = F_EXPERT("isis." pdu ".short_clv", "Short CLV", PI_ERROR, PI_MALFORMED), [CLV] = F_TEXT("CLV"), \
	[CLV_NOTE] = F_TEXT("Note")

/* A kind of value, in ascending order of types: what it is called, and what shows the n bytes at off. */
struct isis_clv {
	uint8_t type;
	const char *name;
	void (*put)(struct tree *t, uint32_t off, uint32_t n);
};

/* The type of the PDU that the layer holds, and what people call it. */
unsigned isis_type(const struct dissection *d, const struct layer *l);
const char *isis_type_name(const struct dissection *d, const struct layer *l);

/* The values from off to end. */
void isis_put_clvs(struct tree *t, const struct isis_clv *list, unsigned many, uint32_t off, uint32_t end);
/* "1111.1111.1111.00-00": n bytes, six, seven or eight. */
void isis_id_text(struct buf *b, struct slice s, uint32_t off, uint32_t n);
void isis_put_id(struct tree *t, unsigned row, uint32_t off, uint32_t n);
/* Values that several PDUs have, for the row of each. */
void isis_put_areas(struct tree *t, unsigned row, uint32_t off, uint32_t n);
void isis_put_nlpids(struct tree *t, unsigned row, uint32_t off, uint32_t n);
void isis_put_each(struct tree *t, unsigned row, uint32_t off, uint32_t n, uint32_t size);
void isis_put_instance(struct tree *t, unsigned row, uint32_t off, uint32_t n);
/* LSP entries of a CSNP or PSNP; their rows are the CSNP's. */
void isis_put_entries(struct tree *t, uint32_t off, uint32_t n);
/* The label of an area address. */
void isis_label_area(struct buf *b, const struct tree *t, const struct record *r);

#endif
