/* complain.c: one line on standard error. */
#include "cli/complain.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/fmt.h"
#include "cli/face.h"
#include "cli/settings.h"

void complain(const char *format, ...)
{
	char text[2048];
	struct buf safe = { 0 };
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	/* What the message quotes may hold control characters; lists keep their own line breaks. */
	for (char *line = text; line;) {
		char *end = strchr(line, '\n');
		if (*line == '\t')
			buf_char(&safe, *line++);
		fmt_text(&safe, line, end ? (size_t)(end - line) : strlen(line));
		buf_char(&safe, '\n');
		line = end ? end + 1 : NULL;
	}
	fflush(stdout);
	fprintf(stderr, "%s: %.*s", face_name(), (int)safe.len, safe.p);
	buf_free(&safe);
}

int wrong(const char *format, const char *value)
{
	char text[512];
	snprintf(text, sizeof text, format, value);
	complain("%s", text);
	return EXIT_USAGE;
}
