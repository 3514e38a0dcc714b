/* nhrp_rows.h: rows and value tables of NHRP, for nhrp.c alone. */
#ifndef PEEL_DISSECT_INTERNET_NHRP_ROWS_H
#define PEEL_DISSECT_INTERNET_NHRP_ROWS_H

#include "dissect/field.h"

enum {
	NHRP, HDR_AFN, HDR_PRO_TYPE, HDR_HOPCNT, HDR_PKTSZ, HDR_CHKSUM, HDR_CHKSUM_STATUS, HDR_BAD_CHECKSUM, HDR_EXTOFF, HDR_VERSION,
	HDR_OP_TYPE, HDR_SHTL, HDR_SHTL_TYPE, HDR_SHTL_LEN, HDR_SSTL, HDR_SSTL_TYPE, HDR_SSTL_LEN, SRC_PROT_LEN,
	DST_PROT_LEN, FLAGS, FLAG_Q, FLAG_N, FLAG_A, FLAG_D, FLAG_U, FLAG_S, FLAG_NAT, REQID, SRC_NBMA_ADDR,
	SRC_NBMA_SADDR, SRC_PROT_ADDR, DST_PROT_ADDR, CODE, PREFIX, UNUSED, MTU, HTIME, CLI_ADDR_TL, CLI_ADDR_TL_TYPE,
	CLI_ADDR_TL_LEN, CLI_SADDR_TL, CLI_SADDR_TL_TYPE, CLI_SADDR_TL_LEN, PROT_LEN, PREF, CLIENT_NBMA_ADDR,
	CLIENT_NBMA_SADDR, CLIENT_PROT_ADDR, EXT_C, EXT_TYPE, EXT_LEN, ERR_CODE, ERR_OFFSET, AUTH_EXT_RESERVED,
	AUTH_EXT_SPI, AUTH_EXT_SRC_ADDR, VENDOR_EXT_ID, DEVCAP_EXT_SRCCAP, DEVCAP_EXT_SRCCAP_V, DEVCAP_EXT_DSTCAP,
	DEVCAP_EXT_DSTCAP_V, UNKNOWN_EXT_VALUE, PROTOCOL_TYPE, CLIENT_NBMA_ADDR_BYTES, CLIENT_PROT_ADDR_BYTES,
	SRC_NBMA_ADDR_BYTES, SRC_PROT_ADDR_BYTES, DST_PROT_ADDR_BYETS, AUTH_EXT_SRC_ADDR_BYTES, AUTH_EXT_DATA,
	VENDOR_EXT_DATA, HDR_PKTSZ_INVALID, HDR_EXTOFF_INVALID, EXT_NOT_ALLOWED, EXT_MALFORMED,
	EXT_EXTRA, FLAG_UNIQUE, FIXED, MANDATORY, ENTRY, CAUSE, EXTENSION, EXT_DATA, INCOMPLETE, NHRP_ROWS,
};

extern const struct field nhrp_fields[NHRP_ROWS];
extern const struct value_table nhrp_ops, nhrp_codes, nhrp_errors;

/* Labels: the packet, its protocol's number, the checksum, type and length of an address, flags, an extension. */
void nhrp_label(struct buf *b, const struct tree *t, const struct record *r);
void nhrp_label_type(struct buf *b, const struct tree *t, const struct record *r);
void nhrp_label_sum(struct buf *b, const struct tree *t, const struct record *r);
void nhrp_label_version(struct buf *b, const struct tree *t, const struct record *r);
void nhrp_label_tl(struct buf *b, const struct tree *t, const struct record *r);
void nhrp_label_flags(struct buf *b, const struct tree *t, const struct record *r);
void nhrp_label_ext(struct buf *b, const struct tree *t, const struct record *r);

#endif
