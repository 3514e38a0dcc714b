/* http_body.h: for tests: what is printed of a response of HTTP with a body, which came in one segment. */
#ifndef PEEL_TESTS_UNIT_HTTP_BODY_H
#define PEEL_TESTS_UNIT_HTTP_BODY_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "stream_frames.h"

/* In a connection of its own. type NULL: it does not say. */
static const char *print_body(const char *type, const void *body, size_t n)
{
	char message[STREAM_MOST];
	int head = type ? snprintf(message, sizeof message,
				   "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n", type, n)
			: snprintf(message, sizeof message, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n", n);
	assert_true((size_t)head + n <= sizeof message);
	memcpy(message + head, body, n);
	stream_restart();
	return stream_text(80, false, message, (size_t)head + n);
}

static void body_holds(const char *printed, const char *text)
{
	stream_expect(printed, &text, 1);
}

/* As much of it as there is, whatever it is: what is printed ends. */
static void body_of_any_length(const char *type, const void *body, size_t n)
{
	for (size_t i = 0; i <= n; i++)
		body_holds(print_body(type, body, i), "HTTP/1.1 200 OK");
}

#endif
