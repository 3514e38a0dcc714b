/* tcp.h: what the TCP dissector found in a segment, for the tracker and the tree. */
#ifndef PEEL_DISSECT_TCP_H
#define PEEL_DISSECT_TCP_H

#include "dissect/dissection.h"

enum {
	TCP_FIN = 1, TCP_SYN = 2, TCP_RST = 4, TCP_PSH = 8, TCP_ACK = 16, TCP_URG = 32, TCP_ECE = 64, TCP_CWR = 128, TCP_AE = 256,
};

enum {
	TCP_READ_BYTES = 16,  /* a segment of which as many were captured takes part in its stream */
	TCP_HEADER_BYTES = 20,
};

/* fact[0] of the layer: bits 0-7 window scale option's shift + 1, bits 8-15 as below, bits 16-23 where the first SACK
 * option's blocks begin in the segment, bits 24-31 how many whole blocks it has. */
enum tcp_facts {
	TCP_FACT_READ = 1 << 8,        /* TCP_READ_BYTES are there: the layer's other facts and tcp_read mean something */
	TCP_FACT_BOGUS = 1 << 9,       /* header length below 20 */
	TCP_FACT_SHORT = 1 << 10,      /* the segment is shorter than its header says */
	TCP_FACT_ACC_ECN = 1 << 11,    /* carries an AccECN option */
	TCP_FACT_MPTCP = 1 << 12,
	TCP_FACT_BROKEN = 1 << 13,     /* its options contradict themselves or were cut: the tree ends in them */
	TCP_FACT_COOKIE = 1 << 14,     /* fast open cookie */
	TCP_FACT_FRAGMENT = 1 << 15,   /* of a datagram that was not put together: its length is not known */
	TCP_FACT_SACK_OFFSET = 16,
	TCP_FACT_SACK_COUNT = 24,
};

#define TCP_FACT_RIVERBED (UINT64_C(1) << 32) /* proxies' marks, which stand in front of the Info column */

/* What only a segment with unusual options says of its stream. */
enum { TCP_FACTS_OF_OPTIONS = 0xff | TCP_FACT_ACC_ECN };

/* The segment as numbers in host order; of a layer without TCP_FACT_READ the ports alone, as far as they are there. */
struct tcp_segment {
	uint16_t src_port, dst_port, flags, window;
	uint32_t seq, ack, header_len;
	uint32_t len;   /* payload bytes on the wire */
	uint32_t facts; /* enum tcp_facts */
	bool len_known; /* false: inside an ICMP error, or the packet lies about its length */
	bool bogus;     /* header length below 20: nothing behind it is believed */
};

/* Shift of its window scale option, -1: it has none. */
static inline int tcp_wscale(const struct tcp_segment *s)
{
	return (int)(s->facts & 0xff) - 1;
}

static inline bool tcp_len_known(const struct layer *l)
{
	return !(l->fact[0] & (TCP_FACT_SHORT | TCP_FACT_FRAGMENT)) && !(l->flags & LAYER_QUOTED);
}

static inline void tcp_read(const struct layer *l, struct tcp_segment *s)
{
	if (l->data.len < TCP_READ_BYTES) {
		*s = (struct tcp_segment){ .src_port = slice_u16(l->data, 0), .dst_port = slice_u16(l->data, 2) };
		return;
	}
	const struct slice head = { l->data.p, TCP_READ_BYTES, TCP_READ_BYTES }; /* of which all is there */
	s->src_port = slice_u16(head, 0);
	s->dst_port = slice_u16(head, 2);
	s->seq = slice_u32(head, 4);
	s->ack = slice_u32(head, 8);
	uint16_t length_and_flags = slice_u16(head, 12);
	s->header_len = (length_and_flags >> 12) * 4u;
	s->flags = length_and_flags & 0xfff;
	s->window = slice_u16(head, 14);
	s->len = s->header_len <= l->data.wire ? l->data.wire - s->header_len : 0;
	s->facts = (uint32_t)l->fact[0];
	s->len_known = tcp_len_known(l);
	s->bogus = l->fact[0] & TCP_FACT_BOGUS;
}

/* The checksum as it should be (RFC 9293, 3.1), when somebody wants it checked and all bytes are there. */
struct tcp_checksum {
	uint16_t found, right;
	uint8_t status; /* enum checksum_status */
	bool ffff;      /* 0xffff where 0 belongs (RFC 1624) */
};
struct tcp_checksum tcp_verify(const struct dissection *d, const struct layer *l);

#endif
