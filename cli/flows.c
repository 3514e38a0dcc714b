/* flows.c: peel flows: the capture as connections instead of packets. */
#include "cli/settings.h"

struct flows {
	const struct flows_settings *want;
	struct tracker *tracker;
	const struct registry *registry;
};

static void begin(void *context, struct tracker *tracker, const struct registry *registry)
{
	struct flows *f = context;
	f->tracker = tracker;
	f->registry = registry;
}

/* Each packet, dissected and tracked: its notes are in d->tcp[] and d->udp[]. */
static void packet(void *context, const struct dissection *d)
{
	(void)context;
	(void)d;
}

static void show(void *context, struct buf *out, bool last)
{
	(void)context;
	(void)out;
	(void)last;
}

static const struct watcher flows_watcher = { begin, packet, show };

int run_flows(struct settings *s)
{
	struct flows f = { .want = &s->flows };
	if (!s->flows.format)
		s->flows.format = rows_format_find("text");
	s->sink = NULL;
	s->watcher = &flows_watcher;
	s->watcher_context = &f;
	return run_packets(s);
}
