/* name_service.h: what DNS, multicast DNS and LLMNR have in common: one message format, in dns.c. */
#ifndef PEEL_DISSECT_APPLICATION_NAME_SERVICE_H
#define PEEL_DISSECT_APPLICATION_NAME_SERVICE_H

#include "dissect/column.h"
#include "dissect/dissection.h"

enum name_service { SERVICE_DNS, SERVICE_MDNS, SERVICE_LLMNR };

enum { NAME_HEADER_BYTES = 12 };

/* Facts of the layer. */
enum { NAME_FACT_SERVICE, NAME_FACT_BASE /* where the message begins: behind TCP's length */ };

/* app_note.value[0]: what an earlier packet says of this one; frame and elapsed belong to it. */
enum name_note { NAME_ANSWERS = 1, NAME_UNSOLICITED, NAME_ASKED_AGAIN, NAME_ANSWERED_AGAIN };

void name_dissect(struct layer *l, enum name_service service, bool stream);
void name_tree(struct tree *t, const struct layer *l);
/* The name of a record's type as zone files have it: "AAAA", "Unknown (77)". */
void name_type_put(struct buf *, unsigned type);
void name_info(struct column *c, const struct dissection *d, const struct layer *l);

#endif
