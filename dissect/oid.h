/* oid.h: object identifiers (X.690 8.19) as text, and what they are called. */
#ifndef PEEL_DISSECT_OID_H
#define PEEL_DISSECT_OID_H

#include "base/buf.h"
#include "base/slice.h"
#include "dissect/field.h"

enum {
	OID_TEXT = 512, /* bytes of text of the longest that is looked up */
	OID_CALLED = 640, /* bytes that oid_called writes at most */
};

struct oid_name {
	const char *dotted, *name;
};
extern const struct oid_name oid_names[];
extern const unsigned oid_names_count;

/* "1.3.6.1.5"; arcs above 64 bits lose their upper bits. */
void oid_dotted(struct buf *b, struct slice s);
/* The same into text of OID_TEXT bytes, with a NUL. False: it is longer, or none. */
bool oid_key(char *text, struct slice s);
/* What oid_key's text is called; NULL: it has no name of its own. */
const char *oid_name_of(const char *dotted);
/* What it is called, and the numbers behind the longest part of it that has a name: "iso.3.6.1.5". Of one that is too long, the
 * beginning. */
void oid_called(struct buf *b, struct slice s);

/* The same of one that stands in the packet as text, "1.3.6.1.5"; "*** Malformed OID ***" when it is none. */
void oid_dotted_called(struct buf *b, struct slice text);

#endif
