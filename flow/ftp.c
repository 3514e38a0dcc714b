/* ftp.c: the working directory of an FTP session, and which session a data connection belongs to. */
#include <stdio.h>
#include <stdlib.h>

#include "dissect/application/ftp_impl.h"
#include "dissect/numbers.h"
#include "dissect/registry.h"
#include "flow/tracker_impl.h"

enum { MAX_SETUPS = 256, MAX_PATH = 192, MAX_COMMAND = 160 };

struct text {
	uint16_t len;
	char p[MAX_PATH];
};

/* What a data connection will be told of itself. */
struct ftp_setup {
	uint32_t serial; /* 0: free */
	uint32_t frame, command_frame;
	uint8_t family, method; /* enum ftp_family, enum ftp_method */
	uint16_t port, command_len;
	uint8_t addr[16];
	char command[MAX_COMMAND];
	struct text directory;
};

/* The latest setups of all sessions; the oldest makes room. */
struct ftp_setups {
	uint32_t serial;
	struct ftp_setup setup[MAX_SETUPS];
};

/* A control connection's state; of a data connection, the serial number alone. */
struct ftp_state {
	uint32_t serial;
	bool looked, pending; /* pending: a CWD waits for its reply */
	bool pwd_asked;
	struct text directory, wanted;
};

static struct ftp_setups *setups_of(struct tracker *k)
{
	if (k->ftp)
		return k->ftp;
	k->ftp = calloc(1, sizeof *k->ftp);
	if (!k->ftp) {
		fputs("peel: out of memory\n", stderr);
		exit(3);
	}
	return k->ftp;
}

static struct ftp_setup *by_serial(struct ftp_setups *t, uint32_t serial)
{
	struct ftp_setup *s = &t->setup[serial % MAX_SETUPS];
	return serial && s->serial == serial ? s : NULL;
}

static void text_append(struct text *t, const void *p, uint32_t n)
{
	uint32_t room = MAX_PATH - (uint32_t)t->len;
	n = n < room ? n : room;
	memcpy(t->p + t->len, p, n);
	t->len = (uint16_t)(t->len + n);
}

/* Takes the last name off a path. */
static void up(struct text *t)
{
	while (t->len && t->p[t->len - 1] == '/')
		t->len--;
	while (t->len && t->p[t->len - 1] != '/')
		t->len--;
	while (t->len > 1 && t->p[t->len - 1] == '/')
		t->len--;
}

/* The directory after CWD path: the path itself when it is absolute or nothing is known to go from. */
static void change(const struct text *from, const uint8_t *p, uint32_t n, struct text *to)
{
	to->len = 0;
	if (!n || p[0] == '/' || !from->len) {
		text_append(to, p, n);
		return;
	}
	*to = *from;
	for (uint32_t i = 0, len; i < n; i += len + 1) {
		for (len = 0; i + len < n && p[i + len] != '/';)
			len++;
		if (len == 2 && !memcmp(p + i, "..", 2)) {
			up(to);
		} else if (len && !(len == 1 && p[i] == '.')) {
			if (to->len && to->p[to->len - 1] != '/')
				text_append(to, "/", 1);
			text_append(to, p + i, len);
		}
	}
}

/* A data connection is to be expected at the place. */
static void announce(struct tracker *k, const struct dissection *d, const struct layer *l, struct ftp_state *s,
		     const struct ftp_place *p, enum ftp_method method)
{
	struct ftp_setups *t = setups_of(k);
	struct ftp_setup *set = &t->setup[++t->serial % MAX_SETUPS];
	struct address a = p->family == FTP_ANY ? l->src : (struct address){ ADDR_IPV4, 4, p->addr };
	if (p->family == FTP_IPV6)
		a = (struct address){ ADDR_IPV6, 16, p->addr };
	if (a.type != ADDR_IPV4 && a.type != ADDR_IPV6)
		return;
	memset(set, 0, sizeof *set);
	set->serial = s->serial = t->serial;
	set->frame = (uint32_t)d->frame->number;
	set->family = a.type;
	set->method = (uint8_t)method;
	set->port = p->port;
	memcpy(set->addr, a.p, a.len);
	set->directory = s->directory;
	/* Active connections come from port 20, whose owner FTP is anyway; tshark, too, knows those alone. */
	if (method == FTP_METHOD_PASV || method == FTP_METHOD_EPASV)
		expect_add(&k->expect, &a, p->port, IP_PROTO_TCP, k->ftp_data_id, 0);
}

static void command(struct tracker *k, const struct dissection *d, const struct layer *l, struct ftp_state *s,
		    const struct ftp_line *f)
{
	struct ftp_setup *set = k->ftp ? by_serial(k->ftp, s->serial) : NULL;
	struct ftp_place p;
	if (set && !set->command_frame) {
		set->command_frame = (uint32_t)d->frame->number;
		set->command_len = (uint16_t)(f->len < MAX_COMMAND ? f->len : MAX_COMMAND);
		memcpy(set->command, l->data.p, set->command_len);
	}
	s->pending = ftp_is(l->data, f, "CWD") || ftp_is(l->data, f, "CDUP");
	s->pwd_asked = ftp_is(l->data, f, "PWD") || ftp_is(l->data, f, "XPWD");
	if (ftp_is(l->data, f, "CWD"))
		change(&s->directory, l->data.p + f->arg, f->arg_len, &s->wanted);
	else if (ftp_is(l->data, f, "CDUP"))
		change(&s->directory, (const uint8_t *)"..", 2, &s->wanted);
	else if (ftp_is(l->data, f, "PORT") && ftp_host_port(l->data, f, &p))
		announce(k, d, l, s, &p, FTP_METHOD_PORT);
	else if (ftp_is(l->data, f, "EPRT") && ftp_extended(l->data, f, &p))
		announce(k, d, l, s, &p, FTP_METHOD_EPRT);
}

static void reply(struct tracker *k, const struct dissection *d, const struct layer *l, struct ftp_state *s,
		  const struct ftp_line *f)
{
	struct ftp_place p;
	char path[MAX_PATH];
	if (f->code == 250 && s->pending) {
		s->directory = s->wanted;
	} else if (f->code == 257 && s->pwd_asked) {
		uint32_t n = ftp_quoted(l->data, f, path, sizeof path);
		if (n) {
			s->directory.len = 0;
			text_append(&s->directory, path, n);
		}
	} else if (f->code == 227 && ftp_host_port(l->data, f, &p)) {
		announce(k, d, l, s, &p, FTP_METHOD_PASV);
	} else if (f->code == 229 && ftp_extended(l->data, f, &p)) {
		announce(k, d, l, s, &p, FTP_METHOD_EPASV);
	}
	if (f->code == 234) /* RFC 4217: what follows is TLS */
		tracker_hand_over(k, d, l, registry_find(d->registry, "tls"));
	s->pending = false;
}

void track_ftp(struct tracker *k, struct dissection *d, struct layer *l)
{
	unsigned side;
	struct ftp_line f;
	struct ftp_state *s = l->flags & LAYER_QUOTED ? NULL : tracker_state(k, d, l, sizeof *s, &side);
	_Static_assert(sizeof *s <= APP_STATE_BYTES, "the state has room");
	if (!s)
		return;
	ftp_line_read(l->data, l->fact[0], &f);
	if (f.reply)
		reply(k, d, l, s, &f);
	else
		command(k, d, l, s, &f);
	tracker_note_text(d, tracker_note(k, d, l), s->directory.p, s->directory.len);
}

/* The setup that names an end of the connection. */
static uint32_t find_setup(const struct ftp_setups *t, const struct layer *l, uint16_t source, uint16_t destination)
{
	for (uint32_t i = 0; t && i < MAX_SETUPS && i < t->serial; i++) {
		const struct ftp_setup *set = &t->setup[(t->serial - i) % MAX_SETUPS];
		if ((set->port == source && set->family == l->src.type && !memcmp(set->addr, l->src.p, l->src.len)) ||
		    (set->port == destination && set->family == l->dst.type &&
		     !memcmp(set->addr, l->dst.p, l->dst.len)))
			return set->serial;
	}
	return 0;
}

void track_ftp_data(struct tracker *k, struct dissection *d, struct layer *l)
{
	unsigned side;
	struct ftp_state *s = l->flags & LAYER_QUOTED ? NULL : tracker_state(k, d, l, sizeof *s, &side);
	if (!s)
		return;
	struct slice tcp = layer_parent(d, l)->data;
	if (!s->looked) {
		s->serial = find_setup(k->ftp, l, slice_u16(tcp, 0), slice_u16(tcp, 2));
		s->looked = true;
	}
	const struct ftp_setup *set = k->ftp ? by_serial(k->ftp, s->serial) : NULL;
	struct app_note *n = tracker_note(k, d, l);
	n->value[FTP_NOTE_SETUP] = set ? set->frame : d->frame->number;
	if (!set)
		return;
	char text[MAX_COMMAND + MAX_PATH];
	memcpy(text, set->command, set->command_len);
	memcpy(text + set->command_len, set->directory.p, set->directory.len);
	n->value[FTP_NOTE_COMMAND_FRAME] = set->command_frame;
	n->value[FTP_NOTE_METHOD] = set->method;
	n->value[FTP_NOTE_COMMAND_LEN] = set->command_len;
	tracker_note_text(d, n, text, set->command_len + (uint32_t)set->directory.len);
}
