/* source.c: the dispatcher over makers of sources, and the list of interfaces that they share. */
#include "capture/source_impl.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void source_init(struct source *s, const struct source_ops *ops)
{
	*s = (struct source){ .ops = ops };
}

/* Messages carry file names and texts from files: what would break the line, or drive a terminal, is replaced. */
static void error_format(struct source_error *error, int code, const char *fmt, va_list args)
{
	error->code = (__typeof__(error->code))code;
	vsnprintf(error->text, sizeof error->text, fmt, args);
	for (char *p = error->text; *p; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			*p = '?';
}

void source_error_set(struct source_error *error, int code, const char *fmt, ...)
{
	va_list args;

	if (!error)
		return;
	va_start(args, fmt);
	error_format(error, code, fmt, args);
	va_end(args);
}

int source_fail(struct source *s, int code, const char *fmt, ...)
{
	va_list args;

	if (s->error.code != SOURCE_OK)
		return -1;
	va_start(args, fmt);
	error_format(&s->error, code, fmt, args);
	va_end(args);
	return -1;
}

static size_t string_room(const char *text)
{
	return text ? strlen(text) + 1 : 0;
}

static const char *string_keep(char **at, const char *text)
{
	if (!text)
		return NULL;
	size_t n = strlen(text) + 1;
	char *kept = memcpy(*at, text, n);
	*at += n;
	return kept;
}

/* One allocation holds the description and its strings. */
static struct capture_interface *interface_copy(const struct capture_interface *like)
{
	size_t room = sizeof *like + string_room(like->name) + string_room(like->description) +
		      string_room(like->filter) + string_room(like->os) + string_room(like->hardware);
	struct capture_interface *copy = malloc(room);
	if (!copy)
		return NULL;

	char *at = (char *)(copy + 1);
	*copy = *like;
	copy->name = string_keep(&at, like->name);
	copy->description = string_keep(&at, like->description);
	copy->filter = string_keep(&at, like->filter);
	copy->os = string_keep(&at, like->os);
	copy->hardware = string_keep(&at, like->hardware);
	return copy;
}

struct capture_interface *source_add_interface(struct source *s, const struct capture_interface *like)
{
	if (s->n_ifaces >= SOURCE_MAX_INTERFACES) {
		source_fail(s, SOURCE_DAMAGED, "more than %d interfaces are described", SOURCE_MAX_INTERFACES);
		return NULL;
	}
	if (s->n_ifaces == s->ifaces_cap) {
		uint32_t cap = s->ifaces_cap ? 2 * s->ifaces_cap : 8;
		struct capture_interface **grown = realloc(s->ifaces, cap * sizeof(*grown));
		if (!grown) {
			source_fail(s, SOURCE_IO, "out of memory");
			return NULL;
		}
		s->ifaces = grown;
		s->ifaces_cap = cap;
	}
	struct capture_interface *added = interface_copy(like);
	if (!added) {
		source_fail(s, SOURCE_IO, "out of memory");
		return NULL;
	}
	const struct capture_interface *last = s->n_ifaces ? s->ifaces[s->n_ifaces - 1] : NULL;
	added->index = s->n_ifaces;
	added->id = last && last->section == added->section ? last->id + 1 : 0;
	s->ifaces[s->n_ifaces++] = added;
	return added;
}

int source_read(struct source *s, struct frame *batch, int max)
{
	if (s->error.code != SOURCE_OK)
		return -1;
	if (s->ended || max <= 0)
		return 0;
	int n = s->ops->read(s, batch, max);
	if (n > 0)
		return n;
	if (s->error.code != SOURCE_OK)
		return -1;
	s->ended = true;
	return 0;
}

const struct source_error *source_error(const struct source *s)
{
	return &s->error;
}

void source_keep(struct source *s)
{
	s->keeps = true;
}

void source_may_help(struct source *s)
{
	s->may_help = true;
}

uint32_t source_n_interfaces(const struct source *s)
{
	return s->n_ifaces;
}

const struct capture_interface *source_interface(const struct source *s, uint32_t i)
{
	return i < s->n_ifaces ? s->ifaces[i] : NULL;
}

const struct source_about *source_about(const struct source *s)
{
	return &s->about;
}

void source_stop(struct source *s)
{
	if (s && s->ops->stop)
		s->ops->stop(s);
}

bool source_progress(const struct source *s, uint64_t *done, uint64_t *total)
{
	return s->ops->progress && s->ops->progress(s, done, total);
}

void source_close(struct source *s)
{
	if (!s)
		return;
	for (uint32_t i = 0; i < s->n_ifaces; i++)
		free(s->ifaces[i]);
	free(s->ifaces);
	s->ifaces = NULL;
	s->n_ifaces = 0;
	free(s->about.hardware);
	free(s->about.os);
	free(s->about.application);
	free(s->about.comment);
	s->ops->close(s);
}
