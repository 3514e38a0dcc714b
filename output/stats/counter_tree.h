/* counter_tree.h: counters in a tree: what all -z REPORT,tree are made of. Each node counts events, may add up values, and
 * knows the busiest tenth of a second that it saw. */
#ifndef PEEL_OUTPUT_STATS_COUNTER_TREE_H
#define PEEL_OUTPUT_STATS_COUNTER_TREE_H

#include "output/stats/report.h"
#include "output/stats/rows.h"

enum { BURST_BUCKETS = 20, BURST_BUCKET_NS = 5000000 };
enum { COUNTER_TEXT_BYTES = 64 * 1024 * 1024 }; /* of the names of a tree */

enum counter_name_kind { NAME_CONSTANT, NAME_NUMBER, NAME_TEXT, NAME_ETHER, NAME_IPV4, NAME_IPV6 };

/* What a node is called, within its parent. NAME_TEXT: any bytes, which are copied. */
struct counter_name {
	enum counter_name_kind kind;
	const char *text; /* NAME_CONSTANT, NAME_TEXT */
	uint32_t len;     /* NAME_TEXT */
	uint64_t number;
	const uint8_t *address;
};

#define COUNTER_CONSTANT(text_) ((struct counter_name){ .kind = NAME_CONSTANT, .text = text_ })
#define COUNTER_NUMBER(number_) ((struct counter_name){ .kind = NAME_NUMBER, .number = number_ })
#define COUNTER_TEXT(text_, len_) ((struct counter_name){ .kind = NAME_TEXT, .text = text_, .len = len_ })
struct counter_name counter_address(const struct address *a);

enum counter_flags {
	COUNTER_VALUES = 1,  /* has an average, least and greatest value, "-" while there are none */
	COUNTER_REAL = 2,    /* values are real numbers */
	COUNTER_ORDERED = 4, /* its children stay in the order in which they came; others are sorted by count */
};

struct counter_tree {
	struct rows rows;
	uint32_t first_top, last_top;
	struct hash_seed seed;
	int64_t start, now;    /* ns since the epoch: first and latest packet that counted */
	int64_t since_capture; /* ns: latest packet that counted, since the capture began */
	bool started;
	unsigned widest;                 /* name that there is room for at least, indented; 0: what there is */
	uint64_t text_bytes;             /* of names */
	uint64_t refused, refused_names; /* that found no room among the rows; for their text */
};

void counter_tree_init(struct counter_tree *, uint32_t max);
void counter_tree_free(struct counter_tree *);
/* The packet that is to be counted. */
void counter_tree_packet(struct counter_tree *, const struct dissection *);

/* The node of that name below parent (0: at the top), made when it is new. 0 when there is no room; counting there counts
 * nothing. */
uint32_t counter_node(struct counter_tree *, uint32_t parent, struct counter_name name, unsigned flags);
void counter_tick(struct counter_tree *, uint32_t node);
void counter_add(struct counter_tree *, uint32_t node, double value);
static inline uint32_t counter_tick_below(struct counter_tree *t, uint32_t parent, struct counter_name name)
{
	uint32_t node = counter_node(t, parent, name, 0);
	counter_tick(t, node);
	return node;
}

void counter_tree_text(struct counter_tree *, struct buf *, const char *title, const struct stats_env *);
json_t *counter_tree_json(struct counter_tree *, const struct stats_env *);

#endif
