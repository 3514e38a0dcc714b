/* fuzz_filter.c: the input is a display filter: it compiles or is refused with a message, and is then asked of a packet. */
#include <stdlib.h>
#include <string.h>

#include "filter/filter.h"
#include "tests/unit/pipeline.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ethernet, IPv4, ICMP port unreachable with an IPv4 and UDP header quoted: two layers of ip, and text. */
static const uint8_t packet[] = {
	0x02, 0, 0, 0, 0, 1, 0x02, 0, 0, 0, 0, 2, 0x08, 0x00, 0x45, 0x00, 0x00, 0x3c, 0, 1, 0, 0, 0x40, 0x01, 0, 0, 10, 0, 0, 1,
	10, 0, 0, 2, 3, 3, 0, 0, 0, 0, 0, 0, 0x45, 0x00, 0x00, 0x20, 0, 2, 0, 0, 0x40, 0x11, 0, 0, 10, 0, 0, 2, 10, 0, 0, 1,
	0x30, 0x39, 0x00, 0x35, 0x00, 0x0c, 0, 0, 't', 'e', 'x', 't',
};

static struct pipeline p;

static void open_once(void)
{
	static const struct capture_interface iface = { .link_type = 1, .ts_digits = 6, .fcs_len = 0xff };
	static const struct frame f = {
		.number = 1, .sec = 1700000000, .caplen = sizeof packet, .len = sizeof packet, .data = packet, .iface = &iface,
	};
	if (p.registry)
		return;
	pipeline_open(&p, true, false);
	pipeline_frame(&p, &f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct filter_error error;
	struct buf message = { 0 };
	char *text = malloc(size + 1);
	open_once();
	if (!text)
		abort();
	if (size)
		memcpy(text, data, size);
	text[size] = 0;
	const struct filter_options options = { .registry = p.registry, .strict = size & 1 };
	struct filter *f = filter_new(text, &options, &error);
	if (f) {
		enum filter_answer glance = filter_glance(f, p.d);
		bool match = filter_match(f, p.tree);
		if (glance != FILTER_UNKNOWN && (glance == FILTER_YES) != match)
			abort();
	} else {
		filter_error_print(&message, text, &error);
		if (!message.len)
			abort();
	}
	filter_free(f);
	buf_free(&message);
	free(text);
	return 0;
}
