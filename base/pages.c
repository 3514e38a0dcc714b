/* pages.c: anonymous mappings. */
#include "base/pages.h"

#include <stdint.h>
#include <sys/mman.h>

static const size_t huge = 2u << 20; /* of x86-64 and of arm64 with small pages of 4 KiB */

static size_t whole_pages(size_t n)
{
	return (n + 4095) & ~(size_t)4095;
}

void *pages_new(size_t n)
{
	size_t size = whole_pages(n ? n : 1), slack = size >= huge ? huge : 0;
	if (size < n || size + slack < size)
		return NULL;
	char *p = mmap(NULL, size + slack, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (p == MAP_FAILED)
		return NULL;
	if (!slack)
		return p;
	/* A huge page begins at a multiple of its size: what lies before and after goes back. */
	size_t before = -(uintptr_t)p & (huge - 1);
	if (before)
		munmap(p, before);
	if (slack > before)
		munmap(p + before + size, slack - before);
	madvise(p + before, size & ~(huge - 1), MADV_HUGEPAGE);
	return p + before;
}

void pages_free(void *p, size_t n)
{
	if (p)
		munmap(p, whole_pages(n ? n : 1));
}
