/* complain.h: what is said when something is wrong. */
#ifndef PEEL_CLI_COMPLAIN_H
#define PEEL_CLI_COMPLAIN_H

/* The program's name and the message, on stderr, in one line; control characters in it are escaped. */
__attribute__((format(printf, 1, 2))) void complain(const char *format, ...);
/* The same with the one value that the format quotes. Returns EXIT_USAGE. */
__attribute__((format(printf, 1, 0))) int wrong(const char *format, const char *value);

#endif
