/* sequence.h: the inside of -z flow: what was seen of a packet, for those who collect and those who draw. */
#ifndef PEEL_OUTPUT_STATS_SEQUENCE_H
#define PEEL_OUTPUT_STATS_SEQUENCE_H

#include "output/stats/rows.h"
#include "output/stats/talk.h"

/* A packet from one address to another. Its text lies in sequence.text: time, label and comment behind each other. */
struct sequence_item {
	uint32_t from, to; /* indices of nodes */
	uint32_t stream, text;
	uint16_t port[2]; /* from, to */
	uint16_t time_len, label_len, comment_len;
};

struct sequence {
	bool network; /* addresses of any kind, not only of the network layer */
	bool many;    /* more than one stream */
	uint16_t proto_id;
	struct rows nodes; /* struct sequence_node */
	struct sequence_item *item;
	uint32_t n, cap;
	struct buf text, scratch;
};

struct sequence_node {
	struct talker address; /* port 0 */
};

struct sequence_kind {
	const char *layer; /* NULL: any */
	bool streams;      /* belong to TCP connections, which are told apart */
	bool info;         /* the label is the Info column, and the comment "PROTOCOL: " and the label */
};

void sequence_text(struct report *, struct buf *);
json_t *sequence_json(struct report *);

#endif
