/* fuzz_savefile.c: any bytes as a savefile, read to the end and written out again; every captured byte is touched. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "capture/savefile.h"
#include "capture/writer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static volatile uint32_t seen;

static void touch(const void *bytes, size_t n)
{
	const uint8_t *p = bytes;

	for (size_t i = 0; i < n; i++)
		seen += p[i];
}

static void touch_frame(const struct frame *f)
{
	touch(f->data, f->caplen);
	touch(f->iface, sizeof *f->iface);
	for (uint32_t i = 0; f->options && i < f->options->n_comments; i++)
		touch(f->options->comment[i].text, f->options->comment[i].len);
}

static void walk(struct source *s)
{
	struct frame batch[16];
	struct writer *w[WRITER_N_FORMATS];
	uint64_t frames = 0;
	int n;

	for (int i = 0; i < WRITER_N_FORMATS; i++)
		w[i] = writer_open("/dev/null", &(struct writer_options){ .format = (enum writer_format)i }, NULL);
	while ((n = source_read(s, batch, 16)) > 0)
		for (int i = 0; i < n; i++) {
			if (batch[i].number != ++frames || source_interface(s, batch[i].iface->index) != batch[i].iface)
				abort();
			touch_frame(&batch[i]);
			for (int k = 0; k < WRITER_N_FORMATS; k++)
				writer_frame(w[k], &batch[i]);
		}
	if ((n < 0) != (source_error(s)->code != SOURCE_OK))
		abort();
	for (int i = 0; i < WRITER_N_FORMATS; i++)
		writer_close(w[i], NULL);
}

/* The first byte says in what pieces the rest arrives, so that records are also met in two halves. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct source_error error;

	if (size == 0)
		return 0;
	struct source *s = savefile_open_memory(data + 1, size - 1, data[0], &error);
	if (s)
		walk(s);
	else if (error.code == SOURCE_OK || !error.text[0])
		abort();
	source_close(s);
	return 0;
}
