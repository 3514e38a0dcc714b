/* reassembly.h: PDUs of a byte stream that did not come in one segment: their bytes wait in buffers of a bounded pool. */
#ifndef PEEL_FLOW_REASSEMBLY_H
#define PEEL_FLOW_REASSEMBLY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "dissect/dissection.h"

enum {
	MAX_OPEN_PDUS = 4096,
	MAX_PDU_BYTES = 16 * 1024 * 1024,  /* a longer one is not put together */
	MAX_POOL_BYTES = 64 * 1024 * 1024, /* of all buffers */
};

/* A PDU that waits for more. Sequence numbers are the raw ones. */
struct open_pdu {
	uint32_t start; /* sequence number of its first byte */
	uint32_t need;  /* bytes, or PDU_ONE_MORE, PDU_UNTIL_FIN */
	uint32_t reach; /* bytes that are there without a gap */
	uint32_t handle;
	uint32_t n_parts, cap_parts, cap;
	bool open;
	struct assembled_part *part; /* by offset */
	uint8_t *bytes;
};

struct reassembly;

struct reassembly *reassembly_new(void); /* NULL: no memory */
void reassembly_free(struct reassembly *);

/* The PDU that *handle names, NULL when there is none or it had to make room. */
struct open_pdu *reassembly_find(struct reassembly *, uint32_t handle);
/* A new one in *handle. When there are too many, the one opened longest ago makes room. */
struct open_pdu *reassembly_open(struct reassembly *, uint32_t *handle, uint32_t start, uint32_t need, uint64_t frame);
/* Closes it; its bytes and parts stay as they are until the next frame. */
void reassembly_close(struct reassembly *, struct open_pdu *);
/* Adds bytes at off from the start. False, and the PDU is closed, when they find no room. */
bool reassembly_add(struct reassembly *, struct open_pdu *, uint32_t off, struct slice bytes, uint64_t frame);
/* PDUs that were given up for want of room. */
uint64_t reassembly_lost(const struct reassembly *);

#endif
