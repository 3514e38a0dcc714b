/* radius_impl.h: what the files of RADIUS share. */
#ifndef PEEL_DISSECT_APPLICATION_RADIUS_IMPL_H
#define PEEL_DISSECT_APPLICATION_RADIUS_IMPL_H

#include "dissect/application/radius_rows.h"
#include "dissect/tree.h"

enum { RADIUS_VENDOR_SPECIFIC = 26, RADIUS_EAP_MESSAGE = 79 };
/* The aux of the row of an attribute with a piece of EAP: the number of the piece twice, and whether it is the last. */
enum { RADIUS_EAP_STRAY = 0xffffffff };

/* How an attribute's value is written (RFC 2865, 5; RFC 8044). */
enum radius_kind {
	KIND_OCTETS,
	KIND_TEXT,
	KIND_INTEGER,
	KIND_IPV4,
	KIND_IPV6,
	KIND_PREFIX,    /* RFC 3162, 2.3 */
	KIND_INTERFACE, /* an interface identifier, whatever its length */
	KIND_TIME,
	KIND_IPX,
	KIND_CHAP,      /* RFC 2865, 5.3 */
	KIND_SECRET,    /* hidden with the shared secret */
	KIND_TAGGED_TEXT, KIND_TAGGED_INTEGER, KIND_TAGGED_SECRET, /* RFC 2868, 3 */
	KIND_VLAN_ID, KIND_VLAN_NAME, /* RFC 4675, 2.1 and 2.3 */
	KIND_EXTENDED, KIND_LONG_EXTENDED, /* RFC 6929, 2.1 and 2.2 */
	KIND_EAP,
	KIND_VENDOR,
	KIND_SILENT,    /* shown by no more than its type */
};

/* An attribute of a dictionary; those with a tag have its row behind their own. */
struct radius_attribute {
	uint8_t type, kind; /* enum radius_kind */
	uint16_t row;
};

extern const struct field radius_fields[];
extern const struct value_table radius_vendor_names;
/* The attribute of that type, of a vendor or (0) of the standard; never NULL. */
const struct radius_attribute *radius_attribute(uint32_t vendor, unsigned type);

void radius_label_avp(struct buf *, const struct tree *, const struct record *);
void radius_label_vsa(struct buf *, const struct tree *, const struct record *);
void radius_label_id(struct buf *, const struct tree *, const struct record *);
void radius_label_request(struct buf *, const struct tree *, const struct record *);
void radius_label_special(struct buf *, const struct tree *, const struct record *);
/* Why a value of that length has no field; NULL: it has. */
const char *radius_fault(const struct radius_attribute *a, struct slice value);

#endif
