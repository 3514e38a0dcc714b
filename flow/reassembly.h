/* reassembly.h: pieces of something larger, put together: a PDU that came in several TCP segments, a datagram that came
 * in fragments.
 *
 * An assembly belongs to whoever holds its handle, a number: flows stay small. All bytes come from one memory of fixed
 * size. When that is full, the assembly that nobody touched for longest loses its bytes and is lost, and is counted. Long
 * before, those that nobody touched for a while make room for others, so that most of the memory is never used; they are
 * counted when somebody asks for them after all. */
#ifndef PEEL_FLOW_REASSEMBLY_H
#define PEEL_FLOW_REASSEMBLY_H

#include "dissect/dissection.h"

enum {
	MAX_ASSEMBLIES = 32768,
	MAX_PIECES = 16384,                      /* of one assembly; what comes later in order is only counted */
	MAX_ASSEMBLED = 16 * 1024 * 1024,        /* bytes kept of one; the rest counts as not captured */
	REASSEMBLY_DEFAULT = 64 * 1024 * 1024,   /* bytes of all */
};

/* What is being put together, and how far it is. The owner's business: start, end, state. */
struct assembly {
	uint32_t owner;             /* handle */
	uint32_t start;             /* TCP: sequence number of the first byte */
	uint32_t end;               /* bytes wanted */
	uint32_t have;              /* bytes from the first on that there are, without a gap */
	uint32_t reach;             /* behind the last byte of any piece */
	uint32_t n_pieces, counted; /* counted: of the pieces, those that `have` has taken in */
	uint8_t state;
	bool used;   /* since somebody looked for room */
	bool pinned; /* its bytes are being read: it does not make room */
	bool idle;   /* its bytes are gone, for nobody touched it */
	uint8_t *bytes;
	struct piece *piece; /* in the order of their places */
	int64_t touched;     /* ns */
};

struct reassembly;

struct reassembly *reassembly_new(uint64_t bytes); /* NULL: no memory */
void reassembly_free(struct reassembly *);

/* The assembly that *handle names; NULL when there is none, or it was lost. */
struct assembly *assembly_find(struct reassembly *, uint32_t handle);
/* An empty one for *handle's owner; the one that it had is dropped. */
struct assembly *assembly_begin(struct reassembly *, uint32_t *handle, int64_t now);
/* A piece that begins off bytes into it; where pieces overlap, the one that begins first holds. False: there was no room,
 * and the assembly is lost. */
bool assembly_add(struct reassembly *, struct assembly *, uint32_t off, struct slice bytes, uint32_t frame,
		  int64_t now);
/* The first n bytes, and the pieces that end there, go; places count from there on. */
void assembly_skip(struct assembly *, uint32_t n);
/* The bytes that there are without a gap. */
struct slice assembly_bytes(const struct assembly *);
/* Shows what was put together as one more buffer of the dissection, of layer l. The assembly keeps its numbers and loses
 * its bytes, which stay until the frame is done. 0: no room among the buffers. */
uint8_t assembly_show(struct reassembly *, struct assembly *, struct dissection *, const struct layer *l,
		      const char *name);
void assembly_drop(struct reassembly *, uint32_t *handle);
/* Assemblies that were lost for want of room, and those too long to be kept whole. */
uint64_t reassembly_lost(const struct reassembly *);
uint64_t reassembly_cut(const struct reassembly *);

#endif
