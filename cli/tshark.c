/* tshark.c: where the program called as tshark differs from peel. */
#include "cli/settings.h"

void tshark_begin(struct settings *s)
{
	s->name_letters = "m";
	s->print.as_tshark = true;
}

/* A name a line. */
void tshark_list_names(struct buf *list)
{
	struct buf lines = { 0 };
	for (size_t i = 0; i < list->len; i++)
		if (list->p[i] == ' ')
			buf_lit(&lines, "\n\t");
		else
			buf_char(&lines, list->p[i]);
	buf_free(list);
	*list = lines;
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
