/* follow.c: -z follow,PROTOCOL,MODE,STREAM: what both ends of a stream sent. The only report that may be longer than
 * memory: it is printed while packets come, or when others print as well, kept in a file that has no name. */
#include "output/follow/follow.h"

#include <stdio.h>
#include <stdlib.h>

#include "output/stats/report.h"

enum { KEPT_BYTES = 4 * 1024 * 1024, COPY_BYTES = 64 * 1024 };

struct follow_report {
	struct follow_request want;
	struct follow *follow;
	struct buf text;
	FILE *file; /* what was more than KEPT_BYTES; NULL: nothing */
};

static bool follow_parse(struct report *r, const char *args, struct buf *error)
{
	struct follow_report *f = r->state;
	struct buf spec = { 0 };
	buf_str(&spec, r->kind->name + strlen("follow,"));
	buf_char(&spec, ',');
	buf_str(&spec, args ? args : "");
	buf_char(&spec, 0);
	const char *wrong = follow_request_parse(&f->want, spec.p);
	buf_free(&spec);
	if (wrong)
		text_printf(error, "follow - %s", wrong);
	return !wrong;
}

static void follow_begin(struct report *r)
{
	struct follow_report *f = r->state;
	f->follow = follow_new(&f->want, r->env->print->terminal);
}

/* Said once, and nothing is kept from there on. */
static void break_off(struct report *r)
{
	struct follow_report *f = r->state;
	if (!r->failed)
		fputs("peel: -z follow: no room for what has to wait until the end; a part is left out\n", stderr);
	r->failed = true;
	buf_clear(&f->text);
}

static void spill(struct report *r)
{
	struct follow_report *f = r->state;
	if (r->failed || (!f->file && !(f->file = tmpfile())) ||
	    fwrite(f->text.p, 1, f->text.len, f->file) != f->text.len)
		break_off(r);
	buf_clear(&f->text);
}

static void follow_see(struct report *r, const struct stat_packet *p)
{
	struct follow_report *f = r->state;
	follow_packet(f->follow, p->d, r->env->now ? r->env->now : &f->text);
	if (r->env->json) /* which tells how much there was alone */
		buf_clear(&f->text);
	else if (f->text.len >= KEPT_BYTES)
		spill(r);
}

/* What waited in the file. */
static void put_spilt(struct report *r, struct buf *b)
{
	struct follow_report *f = r->state;
	size_t n = 0;
	bool whole = !fflush(f->file) && !fseek(f->file, 0, SEEK_SET);
	while (whole && (n = fread(buf_room(b, COPY_BYTES), 1, COPY_BYTES, f->file)) > 0) {
		b->len += n;
		r->env->write_out(r->env->context, b);
	}
	if (!whole || ferror(f->file))
		break_off(r);
}

static void follow_text(struct report *r, struct buf *b)
{
	struct follow_report *f = r->state;
	if (f->file)
		put_spilt(r, b);
	follow_end(f->follow, r->env->now ? r->env->now : &f->text);
	buf_put(b, f->text.p, f->text.len);
}

/* How much there was; the bytes themselves are peel follow's. */
static json_t *follow_json(struct report *r)
{
	const struct follow_report *f = r->state;
	json_t *o = json_object();
	for (unsigned i = 0; i < 2; i++) {
		struct buf name = { 0 };
		stream_end_name(&name, follow_node(f->follow, i), NULL);
		json_t *node = json_object();
		json_object_set_new(node, "name", json_text(name.p, name.len));
		json_object_set_new(node, "bytes", json_integer((json_int_t)follow_bytes(f->follow, i)));
		json_object_set_new(o, i ? "node1" : "node0", node);
		buf_free(&name);
	}
	return o;
}

static void follow_release(struct report *r)
{
	struct follow_report *f = r->state;
	follow_free(f->follow);
	buf_free(&f->text);
	if (f->file)
		fclose(f->file);
}

#define FOLLOW(protocol, ...)                                                                                          \
	{ .name = "follow," protocol, .usage = ",MODE,STREAM[,RANGE]", .size = sizeof(struct follow_report),           \
	  .parse = follow_parse, .begin = follow_begin, .packet = follow_see, .text = follow_text,                     \
	  .json = follow_json, .end = follow_release, __VA_ARGS__ }

const struct report_kind follow_reports[] = {
	FOLLOW("http", .needs_data = true), FOLLOW("tcp", .needs_data = false), FOLLOW("tls", .needs_data = false),
	FOLLOW("udp", .needs_data = false), { .name = NULL },
};
