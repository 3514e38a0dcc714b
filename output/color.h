/* color.h: the colours of a packet's line: tshark's default rules, which are display filters. */
#ifndef PEEL_OUTPUT_COLOR_H
#define PEEL_OUTPUT_COLOR_H

#include "base/buf.h"
#include "dissect/registry.h"
#include "dissect/tree.h"

/* Who sees the colours: a program that reads XML; a terminal with 24 bits a colour, or with the 256 of xterm. */
enum color_kind { COLOR_XML, COLOR_TRUE, COLOR_256 };

/* 24-bit red, green, blue; indexed: numbers of the 256. */
struct line_color {
	uint32_t foreground, background;
	bool indexed;
};

struct color_rules;

struct color_rules *color_rules_new(const struct registry *, enum color_kind kind);
void color_rules_free(struct color_rules *);
/* The first rule that fits decides; NULL: none does. Fills the tree with what the rules look at. */
const struct line_color *color_choose(const struct color_rules *, struct tree *, const struct dissection *);

/* The tag <packet>, which says the colours in attributes; NULL: none. */
void color_packet_tag(struct buf *, const struct line_color *);

/* Colours of a line (SGR): begin goes before its text, end before the line's end. */
void color_begin(struct buf *, const struct line_color *);
void color_end(struct buf *);

#endif
