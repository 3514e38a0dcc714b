/* transfer.c: files that grow with the capture. */
#include "output/objects/transfer.h"

#include <errno.h>
#include <unistd.h>

static void close_file(struct transfers *t, struct transfer *x)
{
	if (x->fd < 0)
		return;
	if (close(x->fd)) {
		t->failed++;
		t->error = errno;
	}
	t->written++;
	t->broken += x->broken;
	x->fd = -1;
}

/* Once a file: it is over then. */
static void fail(struct transfers *t, struct transfer *x)
{
	t->failed++;
	t->error = errno;
	if (x->fd >= 0)
		close(x->fd);
	x->fd = -1;
	x->over = true;
	buf_free(&x->head);
}

struct transfer *transfer_find(struct transfers *t, uint32_t stream)
{
	for (unsigned i = 0; i < MAX_TRANSFERS; i++) {
		struct transfer *x = &t->transfer[i];
		if (!x->alive || x->stream != stream)
			continue;
		x->used = ++t->now;
		return x;
	}
	return NULL;
}

/* Who makes room: who is not there, then who is over, then who was not heard of for longest. */
static uint64_t claim(const struct transfer *x)
{
	return !x->alive ? 0 : x->used | (x->over ? 0 : UINT64_C(1) << 63);
}

struct transfer *transfer_begin(struct transfers *t, uint32_t stream)
{
	struct transfer *x = &t->transfer[0];
	for (unsigned i = 1; i < MAX_TRANSFERS; i++)
		if (claim(&t->transfer[i]) < claim(x))
			x = &t->transfer[i];
	t->unfinished += transfer_is_begun(x);
	transfer_end(t, x);
	*x = (struct transfer){ .stream = stream, .alive = true, .fd = -1, .used = ++t->now };
	return x;
}

bool transfer_is_begun(const struct transfer *x)
{
	return x->alive && !x->over && (x->fd >= 0 || x->head.len);
}

void transfer_open(struct transfers *t, struct transfer *x, const char *path, size_t n)
{
	struct buf name = { 0 };
	object_name(&name, path, n);
	x->fd = object_create(t->folder, name.p, name.len);
	buf_free(&name);
	if (x->fd < 0)
		fail(t, x);
}

void transfer_write(struct transfers *t, struct transfer *x, const void *bytes, size_t n)
{
	const char *p = bytes;
	if (x->size + (int64_t)n > OBJECT_BYTES) {
		t->cut += x->size < OBJECT_BYTES;
		n = x->size < OBJECT_BYTES ? (size_t)(OBJECT_BYTES - x->size) : 0;
		x->size = OBJECT_BYTES;
	} else {
		x->size += (int64_t)n;
	}
	while (n && x->fd >= 0) {
		ssize_t k = write(x->fd, p, n);
		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0) {
			fail(t, x);
			return;
		}
		p += k;
		n -= (size_t)k;
	}
}

void transfer_skip(struct transfers *t, struct transfer *x, uint64_t n)
{
	x->broken = true;
	if (n > (uint64_t)(OBJECT_BYTES - x->size)) {
		t->cut += x->size < OBJECT_BYTES;
		x->size = OBJECT_BYTES;
		return;
	}
	x->size += (int64_t)n;
	if (x->fd >= 0 && lseek(x->fd, x->size, SEEK_SET) < 0)
		fail(t, x);
}

void transfer_complete(struct transfers *t, struct transfer *x)
{
	close_file(t, x);
	x->over = true;
}

void transfer_end(struct transfers *t, struct transfer *x)
{
	if (!x->alive)
		return;
	close_file(t, x);
	x->alive = false;
	buf_free(&x->head);
	if (t->pool)
		order_drop(t->pool, &x->order);
}

void transfer_whole(struct transfers *t, const char *path, size_t path_len, const void *bytes, size_t n, bool broken)
{
	struct transfer x = { .alive = true, .fd = -1, .broken = broken };
	transfer_open(t, &x, path, path_len);
	transfer_write(t, &x, bytes, n);
	transfer_end(t, &x);
}
