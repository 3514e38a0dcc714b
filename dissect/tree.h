/* tree.h: the second pass. The fields hook of each layer fills a flat list of records, in the order of the tree.
 *
 * Reading is checked here and nowhere else: a record whose bytes are not there is not made; the tree of this layer ends
 * there, and says whether the capture was cut (short) or the packet contradicts itself (malformed). Everything put after
 * that is ignored, so hooks need no tests of their own beyond their loops' (tree_ended).
 *
 * A field nobody wants is not recorded; put then returns a record that nobody reads, so hooks need not look. */
#ifndef PEEL_DISSECT_TREE_H
#define PEEL_DISSECT_TREE_H

#include "dissect/dissection.h"
#include "dissect/memo.h"

enum { MAX_RECORDS = 131072, ARENA_BYTES = 1024 * 1024, MAX_TREE_DEPTH = 60 };

enum record_flags {
	R_GENERATED = 1,
	R_HIDDEN = 2,
	R_ARENA = 4,  /* FT_STRING, FT_BYTES: value is at tree->arena + (val >> 32), (uint32_t)val bytes, not at off */
	R_CSTR = 8,   /* FT_STRING: val is a pointer to a constant C string */
	R_BIG = 16,   /* FT_TEXT label in the arena, as R_ARENA */
	R_CUT = 32,   /* fewer bytes were captured than len says */
};

struct record {
	const struct field *f;
	uint64_t
		val; /* numbers: as shown, masked and shifted; IPv4: host order; times: seconds, and `aux` nanoseconds */
	uint32_t off, len; /* place in the buffer */
	uint32_t aux;
	uint8_t layer, depth, flags, buffer;
};

/* Which fields somebody wants: a bit per row of each protocol. */
struct wanted {
	bool all;
	uint64_t **bits; /* [proto_id] -> bits over its rows, NULL: none of them */
	bool notes;      /* the engine's own rows (_ws.expert, _ws.malformed) are wanted; set by wanted_settle */
	bool endings; /* the rows that say how a layer's tree ended early (_ws.short, _ws.malformed), and of the engine's none else */
	/* [proto_id] -> all the wanted rows, when each of them is F_FIXED or the protocol's own; made by wanted_settle */
	struct fixed_rows **fixed;
};

/* Once all bits are set: notes where a few reads will do instead of a layer's whole tree. Order and depth of the records
 * are then not the tree's, so this is for those who look at fields by name. */
void wanted_settle(struct wanted *);
/* Are all wanted rows of that kind, or the frame's own? */
bool wanted_is_fixed(const struct wanted *);
/* Is all that is wanted of the layers up to the transport layer, without what streams carry? */
bool wanted_is_headers(const struct wanted *);
void wanted_release(struct wanted *);

/* For those who show records: how the records of one name hang together (output/same_name.h). By record. */
struct same_link {
	uint32_t chain, next, last;
};

struct tree {
	const struct dissection *d;
	const struct wanted *wanted;
	struct record *record;  /* MAX_RECORDS of them, and one of depth 0 behind the last */
	struct same_link *same; /* as many; untouched until somebody needs them */
	uint32_t n;
	char *arena;
	uint32_t arena_used;
	bool full;         /* a bound was hit: the tree is not complete */
	struct memo *memo; /* of whoever prints this tree; NULL: no texts are kept */
	struct memo *
		part_memo; /* the same when rows are printed one by one in their order; NULL: those of one name go together */
	/* the layer being filled */
	const struct layer *l;
	const struct field *rows;
	const uint64_t *bits;
	uint8_t layer_index, depth, base_depth, ended; /* ended: enum layer_flags, 0 while reading goes well */
	bool dropped;                                  /* the layer being filled has no row of its own (tree_drop) */
	uint8_t push_depth;
	uint32_t memo_begin; /* number of the record with which rows to be kept began; 0: none did */
	uint32_t memo_bytes; /* the same of rows that bytes say all of; inside them nothing else is kept */
	uint32_t proto_record;
	struct record unused;
};

struct tree *tree_new(const struct wanted *wanted); /* caller frees with tree_free */
void tree_free(struct tree *);

/* Fills t with the wanted fields of every layer of d. */
void tree_fill(struct tree *t, const struct dissection *d);

/* The number that a row reads from n bytes at off: by its mask, byte order and sign. */
uint64_t field_number(const struct field *, struct slice, uint32_t off, uint32_t n);

/* --- for the fields hooks; `row` is an index in the protocol's table, off counts from the layer's first byte --- */

/* Reads a field of n bytes at off: numbers by the row's mask and byte order, addresses, bytes, text. */
struct record *put(struct tree *t, unsigned row, uint32_t off, uint32_t n);
/* A value of our own making, at a place (n may be 0). */
struct record *put_uint(struct tree *t, unsigned row, uint32_t off, uint32_t n, uint64_t val);
struct record *put_time(struct tree *t, unsigned row, uint32_t off, uint32_t n, int64_t sec, uint32_t nsec);
struct record *put_ns(struct tree *t, unsigned row, uint32_t off, uint32_t n, int64_t ns); /* relative time */
/* Text: a constant string, or bytes that are copied into the arena. */
struct record *put_cstr(struct tree *t, unsigned row, uint32_t off, uint32_t n, const char *constant);
struct record *put_copy(struct tree *t, unsigned row, uint32_t off, uint32_t n, const void *text, uint32_t len);
/* The same of what should be ASCII: every other byte becomes U+FFFD, and it ends before the first NUL, as
 * tshark shows it. */
struct record *put_ascii(struct tree *t, unsigned row, uint32_t off, uint32_t n, const uint8_t *text, uint32_t len);
/* More text behind that of the record put last by put_copy. */
void put_more(struct tree *t, struct record *r, const void *text, uint32_t len);
/* FT_NONE and FT_TEXT nodes. Checked like any other when n is not 0. */
struct record *put_node(struct tree *t, unsigned row, uint32_t off, uint32_t n);
/* An FT_TEXT node whose label is the text given (copied). */
struct record *put_label(struct tree *t, unsigned row, uint32_t off, uint32_t n, const void *text, uint32_t len);
/* The rows first..last, each at its fixed place (off, size), base bytes into the layer. F_CHILD rows go below the row
 * before them that is none. */
void put_rows(struct tree *t, unsigned first, unsigned last, uint32_t base);

/* What is put between push and pop goes below the last record put before push. */
void tree_push(struct tree *t);
void tree_pop(struct tree *t);

/* Expert information below the current level, about the item at off, n; message NULL: the row's name. */
void put_expert(struct tree *t, unsigned row, uint32_t off, uint32_t n, const char *message);

/* Between the two, rows are those of the protocol that this one borrows from (protocol.borrows): Ethernet's padding inside
 * a VLAN tag. False, and nothing is borrowed, when there is none. */
bool tree_borrow(struct tree *t);
void tree_give_back(struct tree *t);

/* The rows of another protocol, which the one at hand lists as shown (protocol.shows), and who wants them. */
struct tree_rows {
	const struct field *rows;
	const uint64_t *bits;
};
struct tree_rows tree_rows_of(const struct tree *t, const struct protocol *p);
/* Uses them; returns those that were in use. */
static inline struct tree_rows tree_use(struct tree *t, struct tree_rows r)
{
	const struct tree_rows were = { t->rows, t->bits };
	t->rows = r.rows;
	t->bits = r.bits;
	return were;
}

/* Rows follow which say no more than key does, also by their names, none of which stands elsewhere among their siblings or is
 * an expert's; and nothing is put below the last of them. False: their text is known, and they are not put; true: they are,
 * and tree_memo_end comes behind them. */
bool tree_memo(struct tree *t, unsigned row, struct memo_key key);
void tree_memo_end(struct tree *t);
/* The same of rows whose names may stand elsewhere in the layer (options, experts). */
bool tree_memo_part(struct tree *t, unsigned row, struct memo_key key);
/* The same of rows, and experts, that say no more than the n bytes at off do, by the way in which they are shown from `row` on. */
bool tree_memo_bytes(struct tree *t, unsigned row, uint32_t off, uint32_t n);
void tree_memo_bytes_end(struct tree *t);

/* Is none of this layer's own rows wanted, but only whether it ends early? Then what reads nothing need not be put. */
bool tree_is_dry(const struct tree *);

/* Takes the protocol's own record back, for headers that tshark reads whole before it shows anything. */
void tree_drop(struct tree *t);

/* Ends the tree of this layer, as if reading had run out there: the packet contradicts itself. */
void tree_malformed(struct tree *t);
static inline bool tree_ended(const struct tree *t)
{
	return t->ended || t->full;
}
/* True when the n bytes at off can be read; ends the tree when not. */
bool tree_need(struct tree *t, uint32_t off, uint32_t n);
/* The protocol's own record, to correct its length. */
static inline struct record *tree_proto(struct tree *t)
{
	return t->proto_record < MAX_RECORDS ? &t->record[t->proto_record] : &t->unused;
}
/* Room for n bytes that the second pass works out itself (decrypted, unpacked), shown as one more buffer called name. NULL:
 * there is no more room. Between tree_enter and tree_leave, offsets count in it. */
uint8_t *tree_buffer(struct tree *t, uint32_t n, const char *name, uint8_t *buffer);
/* The layer as it would be if its bytes were those of the buffer; l is the caller's, and must live until tree_leave. */
void tree_enter(struct tree *t, struct layer *inner, uint8_t buffer);
void tree_leave(struct tree *t, const struct layer *l);
/* Does anybody want this row? For work that only serves it. */
static inline bool tree_wants(const struct tree *t, unsigned row)
{
	return !t->bits || (t->bits[row / 64] >> row % 64 & 1);
}

/* Is none of the rows from `first` on to the last, row n - 1, wanted, and no expert's? */
static inline bool tree_wants_none(const struct tree *t, unsigned first, unsigned n)
{
	if (!t->bits || t->wanted->notes)
		return false;
	uint64_t wanted = first / 64 * 64 < n ? t->bits[first / 64] >> first % 64 : 0;
	for (unsigned word = first / 64 + 1; word * 64 < n; word++)
		wanted |= t->bits[word];
	return !wanted;
}

/* Like tree_wants, of an expert's row: its text is also wanted for the engine's own rows. */
static inline bool tree_wants_expert(const struct tree *t, unsigned row)
{
	return tree_wants(t, row) || t->wanted->notes;
}

/* --- for labels and sinks --- */

/* Bytes a record covers, as far as they were captured. */
struct slice record_bytes(const struct dissection *d, const struct record *r);

#endif
