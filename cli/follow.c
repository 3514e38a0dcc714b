/* follow.c: peel follow: what the ends of a stream sent each other, in order. */
#include "output/follow/follow.h"

#include <stdio.h>

#include "cli/settings.h"

struct following {
	const struct settings *s;
	struct follow *follow;
	struct buf out; /* printed since it was shown last */
};

static void begin(void *context, struct tracker *tracker, const struct registry *registry)
{
	(void)context;
	(void)tracker;
	(void)registry;
}

static void packet(void *context, const struct dissection *d)
{
	struct following *f = context;
	follow_packet(f->follow, d, &f->out);
}

static void say_left(const struct following *f)
{
	unsigned long long left = follow_left_over(f->follow), forced = follow_forced(f->follow);
	if (f->s->really_quiet)
		return;
	if (left)
		fprintf(stderr, "peel: %llu bytes behind a gap that nobody acknowledged are not shown\n", left);
	if (forced)
		fprintf(stderr,
			"peel: %llu gaps were taken for lost before anybody acknowledged them: no room to wait\n",
			forced);
}

static void show(void *context, struct buf *out, bool last)
{
	struct following *f = context;
	if (last)
		follow_end(f->follow, &f->out);
	buf_put(out, f->out.p, f->out.len);
	buf_clear(&f->out);
	if (last)
		say_left(f);
}

static const struct watcher follow_watcher = { .begin = begin, .packet = packet, .show = show, .often = true };

int run_follow(struct settings *s)
{
	struct following f = { .s = s };
	struct follow_request want;
	const char *wrong = s->follow.spec ? follow_request_parse(&want, s->follow.spec)
					   : "peel follow needs to know what: tcp,ascii,0";
	if (wrong) {
		complain("follow - %s", wrong);
		return EXIT_USAGE;
	}
	want.side = s->follow.side;
	f.follow = follow_new(&want, s->print.terminal);
	s->sink = NULL;
	s->watcher = &follow_watcher;
	s->watcher_context = &f;
	s->watcher_streams = want.protocol == FOLLOW_HTTP;
	int status = run_packets(s);
	follow_free(f.follow);
	buf_free(&f.out);
	return status;
}
