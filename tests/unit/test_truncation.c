/* test_truncation.c: every frame of every sample, cut after every byte: as if the capture had been cut (the wire length
 * stays), and as if the packet had been that short. Nothing may crash or read beyond the end (the bytes stand at the end
 * of a block of exactly their size, for the sanitizers), and a cut capture shows no field that the whole one has not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/pipeline.h"

/* Beyond the headers every byte is like the next: only each eleventh length is printed there. */
enum { EVERY_LENGTH = 320, STEP = 11, MAX_NAMES = 4000 };

static struct pipeline cutting; /* remembers flows, and prints */
static struct pipeline plain;   /* without memory of other packets, so that two runs can be compared */
static struct field_spec spec[PIPELINE_FIELDS];
static struct buf out;
static const char *sample;
static uint64_t runs, faults;

/* The names of the tree, in order, without expert notes (a checksum that cannot be verified is not reported as bad). */
struct names {
	unsigned n;
	const char *name[MAX_NAMES];
};

static void collect(struct names *names, const struct tree *t)
{
	names->n = 0;
	for (uint32_t i = 0; i < t->n && names->n < MAX_NAMES;) {
		const struct field *f = t->record[i].f;
		if (f->flags & F_NO_VALUE) {
			i = record_skip(t, i);
			continue;
		}
		names->name[names->n++] = f->abbrev_len ? f->abbrev : f->name;
		i++;
	}
}

/* What a frame may show only because it is cut: that it is, bytes that nobody claims, bytes taken for the rest of an
 * earlier message, and TLS on its port until four bytes are there that make plain text of it. */
static bool allowed(const char *name)
{
	static const char *const names[] = { "_ws.short", "_ws.malformed", "data", "rpc.continuation_data" };

	for (unsigned i = 0; i < COUNT(names); i++) {
		size_t n = strlen(names[i]);
		if (!strncmp(name, names[i], n) && (!name[n] || name[n] == '.'))
			return true;
	}
	return !strcmp(name, "tls");
}

/* A first fragment is kept for reassembly when it is whole, and shown as what it is when its end was not captured. */
static bool has_fragment(const struct dissection *d)
{
	for (unsigned i = 0; i < d->n_layers; i++)
		if (d->layer[i].flags & LAYER_FRAGMENT)
			return true;
	return false;
}

/* Says it once for each name and sample. */
static void fault(const char *name, uint32_t caplen, uint64_t number)
{
	static const char *last_name, *last_sample;

	faults++;
	if (name == last_name && sample == last_sample)
		return;
	last_name = name;
	last_sample = sample;
	fprintf(stderr, "%s, packet %lu cut to %u bytes shows %s, the whole one does not\n", sample,
		(unsigned long)number, caplen, name);
}

/* All that the cut frame shows is also shown of the whole one, in the same order. Text nodes are left out: their labels
 * may say how many there were. */
static void check_subset(const struct names *whole, const struct names *cut, uint32_t caplen, uint64_t number)
{
	unsigned at = 0;

	for (unsigned i = 0; i < cut->n; i++) {
		unsigned found = at;
		while (found < whole->n && strcmp(whole->name[found], cut->name[i]) != 0)
			found++;
		if (found < whole->n)
			at = found + 1;
		else if (!allowed(cut->name[i]))
			fault(cut->name[i], caplen, number);
	}
}

/* What holds of every tree, whatever the bytes. */
static void check_tree(const struct tree *t, uint32_t caplen)
{
	const struct dissection *d = t->d;

	assert_in_range(d->n_layers, 1, MAX_LAYERS);
	for (unsigned i = 1; i < d->n_layers; i++) {
		const struct layer *l = &d->layer[i];
		assert_true(l->parent < i);
		if (l->data.len > l->data.wire || l->payload.len > l->payload.wire)
			fail_msg("%s, packet %lu cut to %u bytes: a layer of %s has more captured than on the wire",
				 sample, (unsigned long)d->frame->number, caplen, l->proto->name);
		assert_true(l->buffer < d->n_buffers);
	}
	for (uint32_t i = 0; i < t->n; i++) {
		const struct record *r = &t->record[i];
		assert_true(r->layer < d->n_layers);
		assert_true(i ? r->depth <= t->record[i - 1].depth + 1 : r->depth == 0);
		if (r->buffer == 0 && r->off <= caplen && r->len && r->f->type != FT_PROTOCOL && !(r->flags & R_CUT))
			if (r->len > caplen - r->off)
				fail_msg("%s, packet %lu cut to %u bytes: %s reaches %u bytes from %u on", sample,
					 (unsigned long)d->frame->number, caplen, r->f->abbrev, r->len, r->off);
	}
}

static void print_all(void)
{
	for (unsigned i = 0; all_sinks[i]; i++) {
		buf_clear(&out);
		pipeline_print(&cutting, all_sinks[i], &out);
	}
	cutting.print.hex = cutting.print.tree = true;
	buf_clear(&out);
	pipeline_print(&cutting, &sink_text, &out);
	pipeline_print(&cutting, &sink_json, &out);
	cutting.print.hex = cutting.print.tree = false;
}

static struct frame cut_frame(const struct frame *whole, uint8_t **block, uint32_t caplen, bool wire_too)
{
	struct frame f = *whole;

	*block = malloc(caplen ? caplen : 1);
	assert_non_null(*block);
	memcpy(*block, whole->data, caplen);
	f.data = *block;
	f.caplen = caplen;
	if (wire_too)
		f.len = caplen;
	return f;
}

static void each_length(const struct frame *whole, void *context)
{
	static struct names all, some;
	uint8_t *block;

	(void)context;
	pipeline_frame(&plain, whole);
	check_tree(plain.tree, whole->caplen);
	collect(&all, plain.tree);
	bool comparable = !has_fragment(plain.d);
	for (uint32_t n = 0; n <= whole->caplen; n++) {
		bool print = n < EVERY_LENGTH || n % STEP == 0 || n + STEP > whole->caplen;
		struct frame f = cut_frame(whole, &block, n, false);
		if (comparable && f.len >= f.caplen) {
			pipeline_frame(&plain, &f);
			collect(&some, plain.tree);
			check_subset(&all, &some, n, f.number);
		}
		pipeline_frame(&cutting, &f);
		check_tree(cutting.tree, n);
		if (print)
			print_all();
		f.len = n;
		pipeline_frame(&cutting, &f);
		check_tree(cutting.tree, n);
		if (print)
			print_all();
		free(block);
		runs += 2;
	}
}

static void each_sample(const char *path, void *context)
{
	(void)context;
	sample = path;
	pipeline_restart(&cutting);
	pipeline_restart(&plain);
	frames_each(path, each_length, NULL);
}

static void test_every_length(void **state)
{
	(void)state;
	assert_true(samples_each(each_sample, NULL) > 50);
	assert_true(runs > 10000);
	assert_int_equal(faults, 0);
}

static int set_up(void **state)
{
	static const char *const names[] = { "frame.number", "ip.addr",      "tcp.flags",
					     "eth.src",      "_ws.col.Info", "frame.protocols" };

	(void)state;
	pipeline_open(&cutting, true, true);
	pipeline_open(&plain, false, false);
	pipeline_fields(&cutting, spec, names, COUNT(names));
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	pipeline_close(&cutting);
	pipeline_close(&plain);
	buf_free(&out);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_every_length) };

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
