/* color.h: the colours of a packet's line: tshark's default rules, which are display filters. */
#ifndef PEEL_OUTPUT_COLOR_H
#define PEEL_OUTPUT_COLOR_H

#include "base/buf.h"
#include "dissect/registry.h"
#include "dissect/tree.h"

/* 24-bit red, green, blue. */
struct line_color {
	uint32_t foreground, background;
};

struct color_rules;

struct color_rules *color_rules_new(const struct registry *);
void color_rules_free(struct color_rules *);
/* The first rule that fits decides; NULL: none does. Fills the tree with what the rules look at. */
const struct line_color *color_choose(const struct color_rules *, struct tree *, const struct dissection *);

/* Colours of a line (SGR, 24 bits): begin goes before its text, end before the line's end. */
void color_begin(struct buf *, const struct line_color *);
void color_end(struct buf *);

#endif
