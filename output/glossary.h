/* glossary.h: what peel knows, told from its tables: -G reports, and the search of `peel fields`. */
#ifndef PEEL_OUTPUT_GLOSSARY_H
#define PEEL_OUTPUT_GLOSSARY_H

#include "base/buf.h"

/* -G NAME, in tshark's line shapes. False when there is no such report. */
bool glossary_report(struct buf *b, const char *name);
/* The names that glossary_report takes, a line each with what they tell. */
void glossary_help(struct buf *b);

/* A table of the fields whose name or label has every one of the words in it, whatever their case. Returns how many. */
unsigned glossary_search(struct buf *b, const char *const *words, unsigned n_words);

#endif
