/* pages.h: large zeroed memory, in huge pages where the system has them. The pools of the tracker are touched at random, and
 * taking them page by page costs more than filling them. */
#ifndef PEEL_BASE_PAGES_H
#define PEEL_BASE_PAGES_H

#include <stddef.h>

/* n zeroed bytes, aligned to a page; NULL: no memory. Those that nobody touches cost nothing. */
void *pages_new(size_t n);
void pages_free(void *p, size_t n); /* n as it was asked for; p may be NULL */

#endif
