/* live.c: reads several devices at once: takes what is there, merges it by time, waits, ends cleanly. */
#include "capture/live_impl.h"

#include <errno.h>
#include <inttypes.h>
#include <net/if.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum { NS_PER_MS = 1000000 };
#define NS_PER_S INT64_C(1000000000)
#define NEVER    INT64_MAX

/* How often a device without a descriptor to wait on, and every device during the drain, is asked. */
enum { ASK_MS = 10 };

/* The drain goes on while older packets come, and no longer than this: the clock may be set back meanwhile. */
#define DRAIN_LIMIT (30 * NS_PER_S)

static int64_t now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * NS_PER_S + t.tv_nsec;
}

static bool has_staged(const struct live_port *port)
{
	return port->head < port->count;
}

/* ---- taking packets out of a ring ---- */

static bool is_after_stop(const struct live *l, const struct frame *f)
{
	return f->sec > l->drain_wall.tv_sec || (f->sec == l->drain_wall.tv_sec && f->nsec > l->drain_wall.tv_nsec);
}

static void take_packet(u_char *user, const struct pcap_pkthdr *header, const u_char *bytes)
{
	struct live_port *port = (void *)user;
	uint32_t room = port->size - port->used;
	struct frame *f = &port->staged[port->count];

	*f = (struct frame){
		.sec = header->ts.tv_sec,
		.nsec = (uint32_t)header->ts.tv_usec * port->nsec_per_tick,
		.caplen = header->caplen < room ? header->caplen : room,
		.len = header->len,
		.data = port->arena + port->used,
		.iface = port->iface,
	};
	if (port->finished || port->count == LIVE_STAGED)
		return;
	if (port->owner->draining && port->host_clock && is_after_stop(port->owner, f)) {
		port->finished = true;
		pcap_breakloop(port->handle);
		return;
	}
	memcpy(port->arena + port->used, bytes, f->caplen);
	port->used += f->caplen;
	port->count++;
	if (port->size - port->used < port->snaplen)
		pcap_breakloop(port->handle); /* the next one might not fit */
}

/* The first failure is the one that is told; the rest of the devices are drained before it is. */
static void port_fail(struct live_port *port, const char *reason)
{
	struct live *l = port->owner;

	port->failed = true;
	if (l->failure.code == SOURCE_OK)
		source_error_set(&l->failure, SOURCE_IO, "The capture on \"%s\" has stopped: %s", port->iface->name,
				 reason);
}

static void port_lost(struct live_port *port)
{
	struct live *l = port->owner;

	port->failed = true;
	if (l->failure.code == SOURCE_OK) {
		l->failure.code = SOURCE_IO;
		l->lost = port;
	}
}

/* A device that is taken away is set down first: which of both it was is known for sure when the drain is over. */
static int tell_failure(struct live *l)
{
	if (!l->lost)
		return source_fail(&l->base, (int)l->failure.code, "%s", l->failure.text);
	const char *name = l->lost->iface->name;
	return source_fail(&l->base, SOURCE_IO, "The network adapter \"%s\" is no longer %s; the capture has stopped.",
			   name, if_nametoindex(name) ? "running" : "attached");
}

/* libpcap stays silent when a device is set down, and waits for it to come back: whoever watches the capture would
 * not learn that it is blind. So the kernel is asked when the device has nothing. */
static void port_check(struct live_port *port)
{
	struct ifreq request = { 0 };

	if (port->failed || !port->is_netdev)
		return;
	memcpy(request.ifr_name, port->iface->name, strnlen(port->iface->name, sizeof request.ifr_name - 1));
	int status = ioctl(port->owner->ask_fd, SIOCGIFFLAGS, &request);
	if (status != 0 ? errno == ENODEV : !(request.ifr_flags & IFF_UP))
		port_lost(port);
}

/* Stages what the ring holds. Only for a port without staged frames: theirs are the bytes in the arena. */
static void port_take(struct live_port *port)
{
	port->head = port->count = 0;
	port->used = 0;
	int status;
	do /* a breakloop that met the end of a dispatch by chance breaks the next one, before it begins */
		status = pcap_dispatch(port->handle, LIVE_STAGED, take_packet, (u_char *)port);
	while (status == PCAP_ERROR_BREAK && port->count == 0 && !port->finished);
	bool broken = port->count > 0 && port->size - port->used < port->snaplen;

	port->ready = port->count == LIVE_STAGED || broken;
	port->counts.delivered += (uint64_t)port->count;
	if (status == PCAP_ERROR) {
		port_check(port);
		if (!port->failed)
			port_fail(port, pcap_geterr(port->handle));
	} else if (port->count == 0) {
		port_check(port);
	}
	if (port->counts.delivered >> 30 != (port->counts.delivered - (uint64_t)port->count) >> 30)
		live_counts(&port->owner->base, port->iface->id); /* before libpcap's 32 bits come round */
}

/* ---- stopping ---- */

/* A block that is still open in the kernel holds packets that arrived before the stop: give it the time to be handed
 * over, so that Ctrl-C loses nothing that was already on the wire. */
static void drain_begin(struct live *l)
{
	if (l->draining)
		return;
	l->draining = true;
	clock_gettime(CLOCK_REALTIME, &l->drain_wall);
	l->drain_until = now_ns() + (l->block_ms + l->block_ms / 2 + ASK_MS) * (int64_t)NS_PER_MS;
}

static void drain_check(struct live *l)
{
	int stops = atomic_load(&l->stops);

	if (stops || l->failure.code != SOURCE_OK || (l->stop_at != NEVER && now_ns() >= l->stop_at))
		drain_begin(l);
	if (stops > 1) /* somebody is impatient */
		l->over = true;
}

static void drain_step(struct live *l)
{
	int64_t now = now_ns();
	bool finished = true;

	for (int i = 0; i < l->n_ports; i++) {
		struct live_port *port = l->ports[i];

		if (has_staged(port)) {
			finished = false;
			continue;
		}
		if (!port->finished)
			port_take(port);
		if (now >= l->drain_until && (port->count == 0 || !port->host_clock))
			port->finished = true;
		if (now >= l->drain_until + DRAIN_LIMIT)
			port->finished = true;
		finished = finished && port->finished && !has_staged(port);
	}
	l->over = finished;
}

/* ---- waiting ---- */

static void event_take(struct live *l, const struct epoll_event *event)
{
	if (event->data.u32 >= (uint32_t)l->n_ports) {
		uint64_t times;
		(void)!read(l->stop_fd, &times, sizeof times);
		return;
	}
	struct live_port *port = l->ports[event->data.u32];
	port->ready = true;
	if (!(event->events & (EPOLLERR | EPOLLHUP)))
		return;
	int reason = 0;
	socklen_t size = sizeof reason;
	port_check(port);
	/* Asking for the error clears it. What cannot be cleared would wake us for ever. */
	if (getsockopt(port->fd, SOL_SOCKET, SO_ERROR, &reason, &size) != 0 || port->failed) {
		port_lost(port);
		epoll_ctl(l->epoll_fd, EPOLL_CTL_DEL, port->fd, NULL);
	}
}

static void events_take(struct live *l, int timeout_ms)
{
	struct epoll_event events[16];
	int n = epoll_wait(l->epoll_fd, events, 16, timeout_ms);

	for (int i = 0; i < n; i++)
		event_take(l, &events[i]);
}

/* Milliseconds that may be slept: until `until`, the set end, or the next question to a device that has to be asked. */
static int sleep_ms(const struct live *l, int64_t until)
{
	int64_t end = until < l->stop_at || l->draining ? until : l->stop_at;
	int64_t ms = 60 * 1000;

	if (end != NEVER) {
		int64_t left = end - now_ns();
		left = left < 0 ? 0 : (left + NS_PER_MS - 1) / NS_PER_MS;
		ms = left < ms ? left : ms;
	}
	for (int i = 0; i < l->n_ports; i++) {
		const struct timeval *most = pcap_get_required_select_timeout(l->ports[i]->handle);
		int64_t own = most ? most->tv_sec * 1000 + most->tv_usec / 1000 + 1 : ASK_MS;

		if ((most || l->ports[i]->fd < 0) && own < ms)
			ms = own;
	}
	return (int)(l->draining && ms > ASK_MS ? ASK_MS : ms);
}

/* After a sleep, those that cannot say that they have something are asked. */
static void wake_mute(struct live *l)
{
	for (int i = 0; i < l->n_ports; i++)
		if (l->ports[i]->fd < 0 || pcap_get_required_select_timeout(l->ports[i]->handle))
			l->ports[i]->ready = true;
}

/* Takes from every port that is ready and has nothing staged; true: some port has frames staged. */
static bool refill(struct live *l)
{
	bool any = false, some_ready = false, some_idle = false;

	for (int i = 0; i < l->n_ports; i++) {
		some_ready = some_ready || l->ports[i]->ready;
		some_idle = some_idle || !l->ports[i]->ready;
	}
	if (some_ready && some_idle) /* a busy device must not make us deaf for the others */
		events_take(l, 0);
	for (int i = 0; i < l->n_ports; i++) {
		struct live_port *port = l->ports[i];

		if (port->ready && !has_staged(port))
			port_take(port);
		any = any || has_staged(port);
	}
	return any;
}

/* Works until there are frames to give out or the end is reached: true; false: not before `until`. */
static bool advance(struct live *l, int64_t until)
{
	for (;;) {
		drain_check(l);
		if (l->over)
			return true;
		if (l->draining) {
			drain_step(l);
			for (int i = 0; i < l->n_ports; i++)
				if (has_staged(l->ports[i]))
					return true;
			if (l->over)
				return true;
		} else if (refill(l)) {
			return true;
		}
		if (!l->draining && l->failure.code != SOURCE_OK)
			continue;
		if (until != NEVER && now_ns() >= until)
			return false;
		events_take(l, sleep_ms(l, until));
		wake_mute(l);
	}
}

/* ---- giving out ---- */

static bool is_earlier(const struct frame *a, const struct frame *b)
{
	return a->sec < b->sec || (a->sec == b->sec && a->nsec < b->nsec);
}

/* The oldest staged frame of all. A port that runs empty while its ring may hold more ends the batch: what comes next
 * there could be older than the other ports' frames, and can be staged only when this batch is done with. */
static int merge(struct live *l, struct frame *batch, int max)
{
	int n = 0;

	while (n < max) {
		struct live_port *first = NULL;

		for (int i = 0; i < l->n_ports; i++) {
			struct live_port *port = l->ports[i];
			if (has_staged(port) &&
			    (!first || is_earlier(&port->staged[port->head], &first->staged[first->head])))
				first = port;
		}
		if (!first)
			break;
		batch[n] = first->staged[first->head++];
		batch[n++].number = ++l->base.n_frames;
		if (!has_staged(first) && first->ready)
			break;
	}
	return n;
}

static int live_read(struct source *s, struct frame *batch, int max)
{
	struct live *l = (struct live *)s;

	advance(l, NEVER);
	int n = l->over && atomic_load(&l->stops) > 1 ? 0 : merge(l, batch, max);
	if (n > 0 || l->failure.code == SOURCE_OK)
		return n;
	return tell_failure(l);
}

int live_wait(struct source *s, int timeout_ms)
{
	struct live *l = (struct live *)s;

	return advance(l, timeout_ms < 0 ? NEVER : now_ns() + timeout_ms * (int64_t)NS_PER_MS);
}

void live_stop_after(struct source *s, const struct timespec *from_now)
{
	((struct live *)s)->stop_at = now_ns() + from_now->tv_sec * NS_PER_S + from_now->tv_nsec;
}

/* Called by signal handlers: an atomic and write(2), nothing else. pcap_breakloop is not needed, since no call into
 * libpcap waits, and would cut the drain short. */
static void live_stop(struct source *s)
{
	struct live *l = (struct live *)s;
	const uint64_t one = 1;
	int kept = errno;

	atomic_fetch_add(&l->stops, 1);
	(void)!write(l->stop_fd, &one, sizeof one);
	errno = kept;
}

/* ---- counts ---- */

struct live_counts live_counts(struct source *s, uint32_t i)
{
	struct live *l = (struct live *)s;
	struct pcap_stat now;

	if (i >= (uint32_t)l->n_ports)
		return (struct live_counts){ 0 };
	struct live_port *port = l->ports[i];
	struct live_counts *c = &port->counts;
	if (pcap_stats(port->handle, &now) == 0) {
		c->known = true;
		c->received += now.ps_recv - port->seen_received; /* modulo 2^32 */
		c->dropped_kernel += now.ps_drop - port->seen_dropped;
		c->dropped_interface += now.ps_ifdrop - port->seen_ifdropped;
		port->seen_received = now.ps_recv;
		port->seen_dropped = now.ps_drop;
		port->seen_ifdropped = now.ps_ifdrop;
	}
	struct live_counts given = *c;
	given.delivered -= (uint64_t)(port->count - port->head);
	return given;
}

void live_print_counts(struct source *s, FILE *out)
{
	for (uint32_t i = 0; i < source_n_interfaces(s); i++) {
		struct live_counts c = live_counts(s, i);

		fprintf(out, "%" PRIu64 " packet%s captured on %s", c.delivered, c.delivered == 1 ? "" : "s",
			source_interface(s, i)->name);
		if (c.known)
			fprintf(out, ", %" PRIu64 " dropped by the kernel, %" PRIu64 " dropped by the interface",
				c.dropped_kernel, c.dropped_interface);
		fputc('\n', out);
	}
}

/* ---- opening and closing ---- */

static void live_close(struct source *s)
{
	struct live *l = (struct live *)s;

	for (int i = 0; i < l->n_ports; i++)
		live_port_close(l->ports[i]);
	if (l->epoll_fd >= 0)
		close(l->epoll_fd);
	if (l->stop_fd >= 0)
		close(l->stop_fd);
	if (l->ask_fd >= 0)
		close(l->ask_fd);
	free(l);
}

const struct source_ops live_ops = { .name = "live", .read = live_read, .close = live_close, .stop = live_stop };

bool live_is(const struct source *s)
{
	return s->ops == &live_ops;
}

static bool watch(struct live *l, int fd, uint32_t tag)
{
	struct epoll_event event = { .events = EPOLLIN, .data.u32 = tag };

	return fd < 0 || epoll_ctl(l->epoll_fd, EPOLL_CTL_ADD, fd, &event) == 0;
}

static bool devices_open(struct live *l, const struct live_device *devices, int n, struct source_error *error)
{
	for (int i = 0; i < n; i++) {
		struct live_port *port = live_port_open(l, &devices[i], error);
		if (!port)
			return false;
		l->ports[l->n_ports++] = port;
		if (!watch(l, port->fd, (uint32_t)i)) {
			source_error_set(error, SOURCE_IO, "epoll: %s", strerror(errno));
			return false;
		}
	}
	return true;
}

struct source *live_open(const struct live_device *devices, int n, enum live_delivery delivery,
			 struct source_error *error)
{
	struct source_error ignored;

	error = error ? error : &ignored;
	if (n < 1 || n > LIVE_MAX_DEVICES) {
		source_error_set(error, SOURCE_UNSUPPORTED, "A capture takes 1 to %d devices", LIVE_MAX_DEVICES);
		return NULL;
	}
	struct live *l = calloc(1, sizeof *l);
	if (!l) {
		source_error_set(error, SOURCE_IO, "out of memory");
		return NULL;
	}
	source_init(&l->base, &live_ops);
	l->stop_at = NEVER;
	l->block_ms = delivery == LIVE_BLOCKS ? LIVE_BLOCKS_MS : LIVE_PROMPT_MS;
	l->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	l->stop_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	l->ask_fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0); /* without one, a device set down is noticed later */
	if (l->epoll_fd < 0 || l->stop_fd < 0 || !watch(l, l->stop_fd, UINT32_MAX)) {
		source_error_set(error, SOURCE_IO, "epoll: %s", strerror(errno));
		source_close(&l->base);
		return NULL;
	}
	if (!devices_open(l, devices, n, error)) {
		source_close(&l->base);
		return NULL;
	}
	return &l->base;
}
