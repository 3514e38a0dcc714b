/* objects.h: --export-objects: the files that a capture carries, written into a folder.
 *
 *     struct objects *o = objects_new("http,DIR", &error);
 *     objects_packet(o, d);       for every packet, after the first pass
 *     objects_end(o, &notes) */
#ifndef PEEL_OUTPUT_OBJECTS_OBJECTS_H
#define PEEL_OUTPUT_OBJECTS_OBJECTS_H

#include "base/buf.h"
#include "dissect/dissection.h"

struct objects;

/* NULL: not of the form PROTOCOL,FOLDER, or no such protocol. */
const char *objects_check(const char *spec);
/* PROTOCOL,FOLDER, of which objects_check has nothing to say. NULL: what is wrong with the folder is in *error. */
struct objects *objects_new(const char *spec, struct buf *error);
void objects_free(struct objects *);
void objects_packet(struct objects *, const struct dissection *);
/* What is not complete, or could not be written: a line each. False: something could not be written. */
bool objects_end(struct objects *, struct buf *notes);

#endif
