/* terminal.h: what the terminal behind standard output can show. */
#ifndef PEEL_CLI_TERMINAL_H
#define PEEL_CLI_TERMINAL_H

#include <stdbool.h>

/* Columns and lines; where there is no terminal, what COLUMNS and LINES say, or 80 and 24. */
unsigned terminal_columns(void);
unsigned terminal_lines(void);
/* Is the locale's character set UTF-8? */
bool terminal_utf8(void);
/* How many colours standard output shows: 0 (no terminal, or NO_COLOR says none), 256 or 2^24. */
unsigned terminal_colors(void);

#endif
