/* object_file.h: files for what a capture carries, in one folder and never outside it: names come from packets. */
#ifndef PEEL_OUTPUT_OBJECTS_OBJECT_FILE_H
#define PEEL_OUTPUT_OBJECTS_OBJECT_FILE_H

#include "base/buf.h"

enum { OBJECT_NAME_BYTES = 255, OBJECT_SAME_NAME = 100000 /* files of one name */ };
#define OBJECT_BYTES (INT64_C(4) << 30) /* of one file; what is beyond is left out */

struct object_folder;

/* Makes the folder, with those above it, when it is not there. NULL: errno says why. */
struct object_folder *object_folder_open(const char *path);
void object_folder_free(struct object_folder *);

/* The last name of a path out of a packet, as a file may be called: no slash, no control characters, nothing that means
 * something to a shell or another system, not "." or ".."; such characters become %XX. Never empty. */
void object_name(struct buf *, const char *path, size_t n);
/* A new file of that name, or name(1).ext when there is one: nothing is ever written over. -1: errno says why. */
int object_create(struct object_folder *, const char *name, size_t n);

#endif
