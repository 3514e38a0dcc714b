/* transfer.c: files that grow with the capture. */
#include "output/objects/transfer.h"

#include <errno.h>
#include <unistd.h>

static void failed(struct transfers *t)
{
	t->failed++;
	t->error = errno;
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

struct transfer *transfer_begin(struct transfers *t, uint32_t stream)
{
	struct transfer *x = &t->transfer[0];
	for (unsigned i = 0; i < MAX_TRANSFERS && x->alive; i++)
		if (!t->transfer[i].alive || t->transfer[i].used < x->used)
			x = &t->transfer[i];
	if (x->alive) {
		t->unfinished++;
		transfer_end(t, x);
	}
	*x = (struct transfer){ .stream = stream, .alive = true, .fd = -1, .used = ++t->now };
	return x;
}

bool transfer_open(struct transfers *t, struct transfer *x, const char *path, size_t n)
{
	struct buf name = { 0 };
	object_name(&name, path, n);
	x->fd = object_create(t->folder, name.p, name.len);
	buf_free(&name);
	if (x->fd >= 0)
		return true;
	failed(t);
	transfer_end(t, x);
	return false;
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
			failed(t);
			transfer_end(t, x);
			return;
		}
		p += k;
		n -= (size_t)k;
	}
}

void transfer_skip(struct transfers *t, struct transfer *x, uint64_t n)
{
	x->broken = true;
	if (n > (uint64_t)(OBJECT_BYTES - x->size))
		return;
	x->size += (int64_t)n;
	if (x->fd >= 0 && lseek(x->fd, x->size, SEEK_SET) < 0)
		failed(t);
}

void transfer_end(struct transfers *t, struct transfer *x)
{
	if (!x->alive)
		return;
	if (x->fd >= 0) {
		if (close(x->fd))
			failed(t);
		t->written++;
		t->broken += x->broken;
	}
	x->fd = -1;
	x->alive = false;
	buf_free(&x->head);
	if (t->pool)
		order_drop(t->pool, &x->order);
}

void transfer_whole(struct transfers *t, const char *path, size_t path_len, const void *bytes, size_t n, bool broken)
{
	struct transfer x = { .alive = true, .fd = -1, .broken = broken };
	if (!transfer_open(t, &x, path, path_len))
		return;
	transfer_write(t, &x, bytes, n);
	transfer_end(t, &x);
}
