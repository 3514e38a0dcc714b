/* object_file.c: safe names, and files that did not exist before. */
#include "output/objects/object_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fmt.h"
#include "base/hash.h"

enum { HINTS = 1024 };

struct object_folder {
	int fd;
	struct hash_seed seed;
	/* For names that came before: their hash, and the number to try next. */
	struct hint {
		uint32_t hash, number;
	} hint[HINTS];
};

static bool make_folders(const char *path)
{
	char part[PATH_MAX];
	size_t n = strlen(path);
	if (!n || n >= sizeof part) {
		errno = n ? ENAMETOOLONG : ENOENT;
		return false;
	}
	for (size_t i = 1; i <= n; i++) {
		if (path[i] && path[i] != '/')
			continue;
		memcpy(part, path, i);
		part[i] = 0;
		if (mkdir(part, 0777) && errno != EEXIST)
			return false;
	}
	return true;
}

struct object_folder *object_folder_open(const char *path)
{
	struct object_folder *f = make_folders(path) ? calloc(1, sizeof *f) : NULL;
	if (!f)
		return NULL;
	hash_seed(&f->seed);
	f->fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (f->fd >= 0)
		return f;
	free(f);
	return NULL;
}

void object_folder_free(struct object_folder *f)
{
	if (!f)
		return;
	close(f->fd);
	free(f);
}

/* May these bytes of UTF-8 stand in a name as they are? */
static bool is_harmless(const uint8_t *p, unsigned n)
{
	if (n > 1)
		return !(p[0] == 0xc2 && p[1] < 0xa0); /* control characters beyond ASCII (U+0080 to U+009F) */
	return n && *p >= ' ' && *p < 0x7f && !strchr("*:|\"<>?\\/", *p);
}

static void put_escaped(struct buf *b, uint8_t c)
{
	buf_char(b, '%');
	fmt_hex(b, c, 2);
}

/* Where the last name of the path is; slashes at the end do not count. */
static void last_name(const char **path, size_t *n)
{
	const char *p = *path;
	size_t end = *n, begin;
	while (end > 1 && p[end - 1] == '/')
		end--;
	for (begin = end; begin && p[begin - 1] != '/';)
		begin--;
	if (begin == end && end) /* a slash alone */
		begin--;
	*path = p + begin;
	*n = end - begin;
}

void object_name(struct buf *b, const char *path, size_t n)
{
	size_t from = b->len;
	last_name(&path, &n);
	const uint8_t *p = (const uint8_t *)path;
	bool dots = (n == 1 || n == 2) && !memcmp("..", p, n);
	for (size_t i = 0; i < n;) {
		unsigned k = utf8_sequence(p + i, n - i);
		if (!dots && is_harmless(p + i, k)) {
			buf_put(b, p + i, k);
			i += k;
		} else {
			put_escaped(b, p[i++]);
		}
	}
	if (b->len == from)
		buf_lit(b, "object");
}

/* The name up to its last dot, and from there on. A name that is too long loses the end of its first part. */
static size_t stem_of(const char *name, size_t n, size_t room, size_t *extension)
{
	size_t stem = n;
	while (stem && name[stem - 1] != '.')
		stem--;
	stem = stem ? stem - 1 : n;
	if (n - stem > room / 2)
		stem = n;
	*extension = n - stem < room ? n - stem : 0;
	size_t most = room - *extension;
	if (stem <= most)
		return stem;
	while (most && ((uint8_t)name[most] & 0xc0) == 0x80)
		most--; /* not in the middle of a character */
	return most;
}

int object_create(struct object_folder *f, const char *name, size_t n)
{
	char text[OBJECT_NAME_BYTES + 1], number[16] = "";
	uint32_t hash = hash_bytes(&f->seed, name, (uint32_t)n);
	struct hint *h = &f->hint[hash % HINTS];
	if (h->hash != hash)
		*h = (struct hint){ .hash = hash };
	for (; h->number < OBJECT_SAME_NAME; h->number++) {
		size_t digits = h->number ? (size_t)snprintf(number, sizeof number, "(%u)", h->number) : 0;
		size_t extension, stem = stem_of(name, n, OBJECT_NAME_BYTES - digits, &extension);
		memcpy(text, name, stem);
		memcpy(text + stem, number, digits);
		memcpy(text + stem + digits, name + n - extension, extension);
		text[stem + digits + extension] = 0;
		int fd = openat(f->fd, text, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
		if (fd >= 0 || errno != EEXIST) {
			h->number += fd >= 0;
			return fd;
		}
	}
	errno = EEXIST;
	return -1;
}
