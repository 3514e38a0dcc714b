/* joined.h: the rows that show what was put together from several frames: TCP segments, IP fragments. A protocol has them
 * in this order in its table, from a first one on. */
#ifndef PEEL_DISSECT_JOINED_H
#define PEEL_DISSECT_JOINED_H

#include "dissect/tree.h"

enum joined_row {
	JOINED_PIECES, JOINED_PIECE, JOINED_OVERLAP, JOINED_CONFLICT, JOINED_TAILS, JOINED_TOO_LONG, JOINED_ERROR, JOINED_COUNT,
	JOINED_LENGTH, JOINED_DATA, JOINED_ROWS,
};

/* whole "ip.fragments", piece "ip.fragment", "ip.reassembled"; said "IPv4 fragment", ... */
#define JOINED(first, type_, whole, piece, result, wholes_said, piece_said, part_said, unit, error_said, length_said, data_said) \
	JOINED_ALONE(first, type_, whole, piece, result, wholes_said, piece_said, part_said, unit, error_said, length_said), \
	[first + JOINED_DATA] = F(result ".data", data_said, FT_BYTES, BASE_NONE, .flags = F_GENERATED | F_STREAM)
/* Without the bytes themselves, whose row is then not shown. */
#define JOINED_ALONE(first, type_, whole, piece, result, wholes_said, piece_said, part_said, unit, error_said, length_said) \
	[first + JOINED_PIECES] = F(whole, wholes_said, type_, BASE_NONE, .flags = F_GENERATED | F_STREAM, .label = joined_label),  \
	[first + JOINED_PIECE] = F(piece, piece_said, FT_FRAMENUM, BASE_NONE, .flags = F_GENERATED | F_STREAM, .label = piece_label), \
	[first + JOINED_OVERLAP] = F(piece ".overlap", part_said " overlap", FT_BOOLEAN, BASE_NONE, .flags = F_GENERATED | F_STREAM, \
				     .vals = &bool_true),                                                               \
	[first + JOINED_CONFLICT] = F(piece ".overlap.conflict", "Conflicting data in " unit " overlap", FT_BOOLEAN,     \
				      BASE_NONE, .flags = F_GENERATED | F_STREAM, .vals = &bool_true),                             \
	[first + JOINED_TAILS] = F(piece ".multipletails", "Multiple tail " unit "s found", FT_BOOLEAN, BASE_NONE,       \
				   .flags = F_GENERATED | F_STREAM, .vals = &bool_true),                                           \
	[first + JOINED_TOO_LONG] = F(piece ".toolongfragment", part_said " too long", FT_BOOLEAN, BASE_NONE,            \
				      .flags = F_GENERATED | F_STREAM, .vals = &bool_true),                                        \
	[first + JOINED_ERROR] = F(piece ".error", error_said, FT_FRAMENUM, BASE_NONE, .flags = F_GENERATED | F_STREAM,             \
				   .label = piece_label),                                                               \
	[first + JOINED_COUNT] = F(piece ".count", part_said " count", FT_UINT32, BASE_DEC, .flags = F_GENERATED | F_STREAM),       \
	[first + JOINED_LENGTH] = F(result ".length", length_said, FT_UINT32, BASE_DEC, .flags = F_GENERATED | F_STREAM)

void joined_label(struct buf *, const struct tree *, const struct record *);
void piece_label(struct buf *, const struct tree *, const struct record *);

/* What of layer l was put together in this frame; NULL: nothing. */
const struct joined *joined_of(const struct dissection *d, const struct layer *l);
/* The tree of it, at the current depth, with the rows from first on. */
void put_joined(struct tree *t, unsigned first, const struct joined *);

#endif
