/* pages.h: large zeroed memory. Tables that are looked up at random are in huge pages, where the system has them; what is
 * mostly not used at all is not, for a huge page is cleared as a whole. */
#ifndef PEEL_BASE_PAGES_H
#define PEEL_BASE_PAGES_H

#include <stddef.h>

/* n zeroed bytes, aligned to a page; NULL: no memory. Those that nobody touches cost nothing. */
void *pages_new(size_t n);
void *pages_new_huge(size_t n);
void pages_free(void *p, size_t n); /* n as it was asked for; p may be NULL */

#endif
