/* tshark.c: where the program called as tshark differs from peel. */
#include "cli/settings.h"

void tshark_begin(struct settings *s)
{
	s->name_letters = "m";
	s->print.as_tshark = true;
}

int tshark_check(const struct settings *s)
{
	const char *bad = NULL;
	if (s->read_filter && !s->two_passes)
		bad = "-R without -2 is deprecated. For single-pass filtering use -Y.";
	else if (s->read_file && s->capture_filter)
		bad = "Only read filters, not capture filters, can be specified when reading a capture file.";
	if (!bad)
		return EXIT_OK;
	complain("%s", bad);
	return EXIT_USAGE;
}
