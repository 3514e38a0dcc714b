/* memo.h: texts that printers made of rows which say no more than a few numbers of the packet do: the addresses of a frame, the
 * flags of a segment. They are kept by those numbers, and copied when these come again: the rows are then not made at all.
 * What is printed is the same without. One memo belongs to one tree, and so to one thread and one printer. */
#ifndef PEEL_DISSECT_MEMO_H
#define PEEL_DISSECT_MEMO_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "dissect/field.h"

enum { MEMO_WORDS = 4, MEMO_BYTES_LEAST = 16, MEMO_BYTES_MOST = 16 * 1024 };

/* The numbers that say it all. */
struct memo_key {
	uint64_t word[MEMO_WORDS];
};

/* What a record of memo_row stands for, in its aux. */
enum memo_record {
	MEMO_KNOWN, /* rows whose text is known: `len` bytes of it, memo_text */
	MEMO_BEGIN, /* rows follow whose text is to be kept, */
	MEMO_END,   /* up to here (memo_keep) */
};
extern const struct field memo_row;

struct memo *memo_new(void); /* NULL: no memory. Caller frees with memo_free */
void memo_free(struct memo *);
/* Another packet: texts found before may be written over from now on. */
void memo_turn(struct memo *);
/* The text of rows from `row` on, `depth` levels down, that key says all of; its length in *len. NULL: not known, and memo_keep
 * may be told, by the number in *len, until the next turn. */
const char *memo_find(struct memo *, const struct field *row, unsigned depth, const struct memo_key *key,
		      uint32_t *len);
/* The same of rows that say no more than bytes do, MEMO_BYTES_LEAST to MEMO_BYTES_MOST of them (a certificate), which stay where
 * they are until the next turn. Their texts may be long, and are kept by themselves. */
const char *memo_find_bytes(struct memo *, const struct field *row, unsigned depth, struct slice bytes, uint32_t *len);
/* The text of what one of both did not know. Texts that are too long are forgotten. */
void memo_keep(struct memo *, uint32_t number, const char *text, size_t n);

#endif
