/* kinds.h: who finds objects in packets, for the list of objects.c. */
#ifndef PEEL_OUTPUT_OBJECTS_KINDS_H
#define PEEL_OUTPUT_OBJECTS_KINDS_H

#include "dissect/dissection.h"
#include "output/objects/transfer.h"

/* HTTP's bodies; FTP's files; the mails of SMTP, each "SUBJECT.eml". */
void packet_http(struct transfers *, const struct dissection *);
void packet_ftp_data(struct transfers *, const struct dissection *);
void packet_mail(struct transfers *, const struct dissection *);

#endif
