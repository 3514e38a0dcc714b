/* follow.c: peel follow: what the ends of a stream sent each other, in order, as it is or cut into messages. */
#include "output/follow/follow.h"

#include <stdio.h>

#include "cli/settings.h"
#include "output/follow/messages.h"

struct following {
	const struct settings *s;
	struct follow *follow;     /* NULL: messages are wanted */
	struct messages *messages; /* --frame */
	struct buf out;            /* printed since it was shown last */
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
	if (f->messages)
		messages_packet(f->messages, d, &f->out);
	else
		follow_packet(f->follow, d, &f->out);
}

static void say(uint64_t n, const char *what)
{
	if (n)
		fprintf(stderr, "peel: %llu %s\n", (unsigned long long)n, what);
}

static void say_left(const struct following *f)
{
	struct messages_counts c = { 0 };
	if (f->s->really_quiet)
		return;
	if (f->messages) {
		c = messages_counts(f->messages);
	} else {
		c.left = follow_left_over(f->follow);
		c.forced = follow_forced(f->follow);
	}
	say(c.left, "bytes behind a gap that nobody acknowledged are not shown");
	say(c.forced, "gaps were taken for lost before anybody acknowledged them: no room to wait");
	say(c.too_long, "messages were longer than 1048576 bytes; only so many of each are shown");
	say(c.lost, "times a stream lost its place: nothing tells where its messages begin after that");
	say(c.evicted, "times a stream went on that had to be let go, too many at once: it counts from 1 again");
}

static void show(void *context, struct buf *out, bool last)
{
	struct following *f = context;
	if (last && f->messages)
		messages_end(f->messages, &f->out);
	else if (last)
		follow_end(f->follow, &f->out);
	buf_put(out, f->out.p, f->out.len);
	buf_clear(&f->out);
	if (last)
		say_left(f);
}

static const struct watcher follow_watcher = { .begin = begin, .packet = packet, .show = show, .often = true };

/* What is wrong with the arguments; NULL: nothing. */
static const char *complaint(const struct settings *s, struct follow_request *want)
{
	if (!s->follow.spec)
		return s->follow.frame ? NULL : "peel follow needs to know what: tcp,ascii,0";
	const char *wrong = follow_request_parse(want, s->follow.spec);
	if (wrong)
		return wrong;
	if (s->follow.frame && want->protocol != FOLLOW_TCP && want->protocol != FOLLOW_UDP)
		return "--frame cuts the bytes of tcp and udp";
	return s->follow.jsonl && !s->follow.frame ? "-T jsonl needs --frame" : NULL;
}

int run_follow(struct settings *s)
{
	struct following f = { .s = s };
	struct follow_request want = { .protocol = FOLLOW_TCP };
	struct messages_options o = { .side = s->follow.side, .jsonl = s->follow.jsonl };
	const char *wrong = complaint(s, &want);
	if (wrong) {
		complain("follow - %s", wrong);
		return EXIT_USAGE;
	}
	if (s->follow.frame && (wrong = framing_parse(&o.rule, s->follow.frame))) {
		complain("--frame \"%s\": %s", s->follow.frame, wrong);
		return EXIT_USAGE;
	}
	want.side = s->follow.side;
	o.only = s->follow.spec ? &want : NULL;
	if (s->follow.frame)
		f.messages = messages_new(&o);
	else
		f.follow = follow_new(&want, s->print.terminal);
	s->sink = NULL;
	s->watcher = &follow_watcher;
	s->watcher_context = &f; /* cppcheck-suppress autoVariables // forgotten again before it ends */
	s->watcher_streams = want.protocol == FOLLOW_HTTP;
	int status = run_packets(s);
	follow_free(f.follow);
	messages_free(f.messages);
	buf_free(&f.out);
	return status;
}
