/* test_zeek.c: conn_state, history and missed bytes of small conversations, by the letters that Zeek would write. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "flow/zeek.h"

enum { O, R, CLIENT = 50000, SERVER = 80 };

struct say {
	unsigned from, flags;
	uint32_t seq, ack, len;
};

/* A conversation that one side began; what is expected of it. */
static void talk(const struct say *s, unsigned n, bool bare, const char *state, const char *history, uint64_t missed)
{
	struct zeek_conn c;
	for (unsigned i = 0; i < n; i++) {
		struct tcp_segment g = {
			.src_port = s[i].from == O ? CLIENT : SERVER, .dst_port = s[i].from == O ? SERVER : CLIENT,
			.flags = (uint16_t)s[i].flags, .window = 500, .len_known = true, .len = s[i].len,
			.seq = s[i].seq + (s[i].from == O ? 0xfffffff0 : 77),
			.ack = s[i].flags & TCP_ACK ? s[i].ack + (s[i].from == O ? 77 : 0xfffffff0) : 0,
		};
		if (!i)
			zeek_begin_tcp(&c, s[i].from, &g, bare);
		zeek_tcp(&c, s[i].from, &g, s[i].len, 0);
	}
	c.history[c.n_history] = 0;
	assert_string_equal(c.history, history);
	assert_string_equal(zeek_tcp_state(&c), state);
	assert_int_equal(c.end[0].missed + c.end[1].missed, missed);
}

#define TALK(state, history, missed, ...)                                                         \
	talk((const struct say[]){ __VA_ARGS__ }, sizeof((const struct say[]){ __VA_ARGS__ }) / sizeof(struct say), \
	     false, state, history, missed)
#define SHAKE { O, TCP_SYN, 0, 0, 0 }, { R, TCP_SYN | TCP_ACK, 0, 1, 0 }, { O, TCP_ACK, 1, 1, 0 }
#define CLOSE(o, r)                                                                             \
	{ O, TCP_FIN | TCP_ACK, o, r, 0 }, { R, TCP_FIN | TCP_ACK, r, (o) + 1, 0 }, { O, TCP_ACK, (o) + 1, (r) + 1, 0 }

static void test_states(void **state)
{
	(void)state;
	TALK("S0", "S", 0, { O, TCP_SYN, 0, 0, 0 });
	TALK("REJ", "Sr", 0, { O, TCP_SYN, 0, 0, 0 }, { R, TCP_RST | TCP_ACK, 0, 1, 0 });
	TALK("S1", "ShA", 0, SHAKE);
	TALK("SF", "ShAFf", 0, SHAKE, CLOSE(1, 1));
	TALK("S2", "ShAF", 0, SHAKE, { O, TCP_FIN | TCP_ACK, 1, 1, 0 });
	TALK("S3", "ShAf", 0, SHAKE, { R, TCP_FIN | TCP_ACK, 1, 1, 0 });
	TALK("RSTO", "ShAR", 0, SHAKE, { O, TCP_RST, 1, 0, 0 });
	TALK("RSTR", "ShAr", 0, SHAKE, { R, TCP_RST, 1, 0, 0 });
	TALK("RSTOS0", "SR", 0, { O, TCP_SYN, 0, 0, 0 }, { O, TCP_RST, 1, 0, 0 });
	TALK("SH", "SF", 0, { O, TCP_SYN, 0, 0, 0 }, { O, TCP_FIN, 1, 0, 0 });
	TALK("OTH", "DdA", 0, { O, TCP_ACK, 9, 9, 5 }, { R, TCP_ACK, 9, 14, 5 }, { O, TCP_ACK, 14, 14, 0 });
}

static void test_missed(void **state)
{
	(void)state;
	TALK("SF", "ShADadFf", 0, SHAKE, { O, TCP_ACK, 1, 1, 10 }, { R, TCP_ACK, 1, 11, 0 }, { R, TCP_ACK, 1, 11, 100 },
	     CLOSE(11, 101));
	/* 40 bytes of the responder's never came, but were acknowledged; then again 7. */
	TALK("S1", "ShAdg", 47, SHAKE, { R, TCP_ACK, 1, 1, 10 }, { R, TCP_ACK, 51, 1, 10 }, { O, TCP_ACK, 1, 61, 0 },
	     { R, TCP_ACK, 68, 1, 2 }, { O, TCP_ACK, 1, 70, 0 });
	/* Late, but before the acknowledgement: nothing is missing; not beyond what was sent counts as sent again. */
	TALK("S1", "ShAdt", 0, SHAKE, { R, TCP_ACK, 11, 1, 10 }, { R, TCP_ACK, 1, 1, 9 }, { R, TCP_ACK, 10, 1, 1 },
	     { O, TCP_ACK, 1, 21, 0 });
	TALK("S1", "ShAdt", 0, SHAKE, { R, TCP_ACK, 1, 1, 10 }, { R, TCP_ACK, 1, 1, 10 }, { O, TCP_ACK, 1, 11, 0 });
}

static void test_roles(void **state)
{
	static const struct say late[] = { { R, TCP_SYN | TCP_ACK, 0, 1, 0 }, { O, TCP_ACK, 1, 1, 0 } };
	(void)state;
	TALK("SHR", "^f", 0, { R, TCP_FIN | TCP_ACK, 9, 9, 0 });
	TALK("RSTRH", "^r", 0, { R, TCP_RST, 9, 0, 0 });
	/* A SYN/ACK alone: by its port, or once something follows it. */
	talk(late, 2, false, "S1", "^hA", 0);
	talk(late, 1, true, "OTH", "H", 0);
	talk(late, 2, true, "S1", "^hA", 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_states), cmocka_unit_test(test_missed),
					    cmocka_unit_test(test_roles) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
