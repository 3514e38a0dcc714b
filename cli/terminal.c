/* terminal.c: size and character set of the terminal. */
#include "cli/terminal.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { SMALLEST = 20, LARGEST = 1000 };

static unsigned size_or(unsigned size, const char *variable, unsigned otherwise)
{
	const char *said = getenv(variable);
	unsigned long n = size ? size : said ? strtoul(said, NULL, 10) : otherwise;
	return n < SMALLEST ? otherwise : n > LARGEST ? LARGEST : (unsigned)n;
}

unsigned terminal_columns(void)
{
	struct winsize w = { 0 };
	ioctl(STDOUT_FILENO, TIOCGWINSZ, &w);
	return size_or(w.ws_col, "COLUMNS", 80);
}

unsigned terminal_lines(void)
{
	struct winsize w = { 0 };
	ioctl(STDOUT_FILENO, TIOCGWINSZ, &w);
	return size_or(w.ws_row, "LINES", 24);
}

bool terminal_utf8(void)
{
	locale_t l = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
	if (!l)
		return false;
	bool utf8 = !strcasecmp(nl_langinfo_l(CODESET, l), "UTF-8");
	freelocale(l);
	return utf8;
}

unsigned terminal_colors(void)
{
	const char *refused = getenv("NO_COLOR"), *depth = getenv("COLORTERM"), *term = getenv("TERM");
	if ((refused && *refused) || !isatty(STDOUT_FILENO) || !term || !strcmp(term, "dumb"))
		return 0;
	if ((depth && (!strcmp(depth, "truecolor") || !strcmp(depth, "24bit"))) || strstr(term, "direct"))
		return 1u << 24;
	return 256;
}
