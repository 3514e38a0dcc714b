/* pages.c: anonymous mappings. */
#include "base/pages.h"

#include <stdint.h>
#include <sys/mman.h>

static const size_t huge = 2u << 20; /* of x86-64 and of arm64 with small pages of 4 KiB */

static size_t whole_pages(size_t n)
{
	return (n + 4095) & ~(size_t)4095;
}

static char *map(size_t n)
{
	void *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	return p == MAP_FAILED ? NULL : p;
}

void *pages_new(size_t n)
{
	size_t size = whole_pages(n ? n : 1);
	return size < n ? NULL : map(size);
}

void *pages_new_huge(size_t n)
{
	size_t size = whole_pages(n ? n : 1);
	if (size < huge)
		return pages_new(n);
	if (size < n || size + huge < size)
		return NULL;
	char *p = map(size + huge);
	if (!p)
		return NULL;
	/* A huge page begins at a multiple of its size: what lies before and after goes back. */
	size_t before = -(uintptr_t)p & (huge - 1);
	if (before)
		munmap(p, before);
	if (huge > before)
		munmap(p + before + size, huge - before);
	madvise(p + before, size & ~(huge - 1), MADV_HUGEPAGE);
	return p + before;
}

void pages_free(void *p, size_t n)
{
	if (p)
		munmap(p, whole_pages(n ? n : 1));
}
