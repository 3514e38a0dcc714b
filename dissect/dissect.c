/* dissect.c: the first pass. One loop hands each slice to the protocol that its parent named. */
#include "base/inline.h"
#include "dissect/dissection.h"
#include "dissect/options.h"
#include "dissect/registry.h"

const struct options options_default = {
	.tcp_relative = true, .tcp_analyze = true, .tcp_timestamps = true, .tcp_desegment = true, .tcp_quiet_on_error = true,
	.ip_tso = true, .ip_defragment = true, .ipv6_defragment = true, .eth_fcs = -1, .reassembly_mib = 16,
};

bool layer_cut(struct layer *l, uint32_t n)
{
	l->flags |= slice_has_wire(l->data, 0, n) ? LAYER_SHORT : LAYER_MALFORMED;
	return false;
}

/* Member by member, so that a child set up at once goes from registers into its place: what was just written in halves and
 * is read as one makes the processor wait. The type and the length of an address are written as one, mostly. */
IN_LINE void put_slice(struct slice *to, struct slice s)
{
	to->p = s.p;
	to->len = s.len;
	to->wire = s.wire;
}

IN_LINE void put_address(struct address *to, const struct address *a)
{
	memcpy(&to->type, &a->type, sizeof to->type + sizeof to->len);
	to->p = a->p;
}

/* Sets up the layer behind those there are. */
IN_LINE void prepare(struct dissection *d, struct pending_layer c, const struct layer *parent)
{
	struct layer *l = d->next;
	l->proto = registry_protocols[c.proto_id];
	l->path = NULL;
	l->proto_id = c.proto_id;
	l->self = d->n_layers;
	l->parent = parent->self;
	l->depth = c.depth;
	l->flags = c.flags;
	l->buffer = c.buffer;
	l->note = 0;
	l->off = c.off;
	l->header_len = l->tree_len = 0;
	put_slice(&l->data, c.data);
	put_slice(&l->payload, c.data);
	put_address(&l->src, &parent->src);
	put_address(&l->dst, &parent->dst);
	memset(l->fact, 0, sizeof l->fact);
}

/* Nothing that was captured: is it a layer? */
static bool says_nothing(const struct dissection *d, const struct layer *l, struct pending_layer c)
{
	return (!c.data.wire && !(c.flags & LAYER_MAY_BE_EMPTY) && !l->proto->child_always) ||
	       c.proto_id == registry_core(d->registry, CORE_DATA);
}

/* Where a child waits behind others; NULL: there is no room. */
static struct pending_layer *wait_in_line(struct dissection *d)
{
	if (d->n_pending < MAX_PENDING)
		return &d->pending[d->n_pending++];
	d->cut++;
	return NULL;
}

/* One of several children, or an empty one. */
OUT_OF_LINE void enqueue_other(struct dissection *d, const struct layer *l, struct pending_layer c)
{
	d->branches = true;
	if (!c.data.len && says_nothing(d, l, c))
		return;
	c.parent = l->self;
	if (!c.data.p)
		c.off = l->off + l->header_len;
	struct pending_layer *place = wait_in_line(d);
	if (place)
		*place = c;
}

/* An only child, which most are, is set up in its place at once; others wait on the stack. */
IN_LINE void enqueue(struct dissection *d, const struct layer *l, struct pending_layer c)
{
	if (!c.data.len || d->n_pending || d->prepared || d->n_layers >= MAX_LAYERS - 1) {
		enqueue_other(d, l, c);
		return;
	}
	d->prepared = true;
	prepare(d, c, l);
}

/* Where a child's bytes begin in the buffer of its parent, when there are any. */
IN_LINE uint32_t offset_of(const struct layer *l, struct slice bytes)
{
	return l->off + (uint32_t)((uintptr_t)bytes.p - (uintptr_t)l->data.p);
}

static void queue(struct dissection *d, const struct layer *l, uint16_t proto_id, struct slice bytes)
{
	enqueue(d, l,
		(struct pending_layer){
			.proto_id = proto_id,
			.flags = l->flags & LAYER_QUOTED,
			.buffer = l->buffer,
			.depth = l->depth,
			.off = offset_of(l, bytes),
			.data = bytes,
		});
}

static uint16_t found_or_data(const struct dissection *d, uint16_t id)
{
	return id != NO_PROTOCOL ? id : registry_core(d->registry, CORE_DATA);
}

bool next_value(struct dissection *d, struct layer *l, enum next_table table, uint32_t value, struct slice bytes)
{
	uint16_t id = registry_next(d->registry, table, value);
	queue(d, l, found_or_data(d, id), bytes);
	return id != NO_PROTOCOL;
}

/* Who is at home on the port, and takes the bytes. */
static uint16_t at_home(const struct dissection *d, enum next_table table, uint32_t port, struct slice bytes)
{
	uint16_t id = registry_next(d->registry, table, port);
	const struct protocol *p = id == NO_PROTOCOL ? NULL : registry_protocol(id);
	return p && p->refuses && p->refuses(bytes) ? NO_PROTOCOL : id;
}

uint16_t find_by_ports(const struct dissection *d, const struct layer *l, enum next_table table, uint32_t a, uint32_t b,
		       struct slice bytes)
{
	uint32_t first = a < b ? a : b, second = a < b ? b : a;
	if (registry_is_chosen(d->registry, table, second) && !registry_is_chosen(d->registry, table, first)) {
		first = second;
		second = a < b ? a : b;
	}
	uint16_t id = at_home(d, table, first, bytes);
	if (id == NO_PROTOCOL)
		id = at_home(d, table, second, bytes);
	return id == NO_PROTOCOL && bytes.len ? registry_guess(d->registry, table, l, bytes) : id;
}

static void queue_from(struct dissection *d, struct layer *l, uint16_t proto_id, struct slice bytes, uint8_t buffer,
		       unsigned flags)
{
	enqueue(d, l,
		(struct pending_layer){
			.proto_id = found_or_data(d, proto_id),
			.flags = (uint16_t)((l->flags & LAYER_QUOTED) | flags),
			.buffer = buffer,
			.data = bytes,
			.off = (uint32_t)((uintptr_t)bytes.p - (uintptr_t)d->buffer[buffer].p),
		});
}

void next_protocol(struct dissection *d, struct layer *l, uint16_t proto_id, struct slice bytes, uint8_t buffer)
{
	if (proto_id != NO_PROTOCOL || !d->skip_data)
		queue_from(d, l, proto_id, bytes, buffer, 0);
}

void next_called(struct dissection *d, struct layer *l, uint16_t proto_id, struct slice bytes)
{
	queue_from(d, l, proto_id, bytes, l->buffer, LAYER_MAY_BE_EMPTY);
}

static void become(struct dissection *d, struct layer *l, uint16_t id)
{
	l->proto_id = id;
	l->proto = registry_protocol(id);
	l->proto->dissect(d, l);
}

void layer_is_data(struct dissection *d, struct layer *l)
{
	become(d, l, registry_core(d->registry, CORE_DATA));
}

void layer_becomes(struct dissection *d, struct layer *l, const char *name)
{
	become(d, l, found_or_data(d, registry_find(d->registry, name)));
}

void next_part(struct dissection *d, struct layer *l, uint16_t proto_id, struct slice bytes, uint8_t buffer)
{
	queue_from(d, l, proto_id, bytes, buffer, LAYER_PART | LAYER_SILENT);
}

bool next_ports(struct dissection *d, struct layer *l, enum next_table table, uint32_t a, uint32_t b,
		struct slice bytes)
{
	uint16_t id = find_by_ports(d, l, table, a, b, bytes);
	next_protocol(d, l, id, bytes, l->buffer);
	return id != NO_PROTOCOL;
}

void next_rest(struct dissection *d, const struct layer *l, struct slice bytes, uint8_t buffer)
{
	if (!bytes.wire)
		return;
	d->branches |= d->served;
	d->served = true;
	if (d->n_pending == MAX_PENDING) {
		d->cut++;
		return;
	}
	d->pending[d->n_pending++] = (struct pending_layer){
		.proto_id = NO_PROTOCOL, .parent = l->self, .buffer = buffer, .data = bytes,
	};
}

/* The child that l queued last is not to be entered. */
static void take_back(struct dissection *d, const struct layer *l)
{
	uint8_t self = l->self;
	if (d->n_pending && d->pending[d->n_pending - 1].parent == self)
		d->n_pending--;
	else if (d->prepared && d->layer[d->n_layers].parent == self)
		d->prepared = false;
}

void next_instead(struct dissection *d, struct layer *l, uint16_t proto_id)
{
	take_back(d, l);
	next_protocol(d, l, proto_id, l->payload, l->buffer);
}

void next_joined(struct dissection *d, struct layer *l, enum next_table table, uint32_t value, uint8_t buffer)
{
	const struct byte_buffer *b = &d->buffer[buffer];
	take_back(d, l);
	enqueue(d, l,
		(struct pending_layer){
			.proto_id = found_or_data(d, registry_next(d->registry, table, value)),
			.flags = (uint16_t)(l->flags & LAYER_QUOTED),
			.buffer = buffer,
			.depth = l->depth,
			.data = { b->p, b->len, b->len },
		});
}

bool next_named(struct dissection *d, struct layer *l, const char *name, struct slice bytes)
{
	uint16_t id = registry_find(d->registry, name);
	queue(d, l, found_or_data(d, id), bytes);
	return id != NO_PROTOCOL;
}

void next_data(struct dissection *d, struct layer *l, struct slice bytes)
{
	queue(d, l, registry_core(d->registry, CORE_DATA), bytes);
}

/* The parent's last fact keeps the place of the type. */
enum media_found next_media(struct dissection *d, struct layer *l, uint32_t off, uint32_t n, const char *or_else,
			    struct slice bytes, uint8_t buffer)
{
	uint16_t id = n ? registry_media(d->registry, slice_sub(l->data, off, n)) : NO_PROTOCOL;
	const struct protocol *p = id == NO_PROTOCOL ? NULL : registry_protocol(id);
	l->fact[LAYER_FACTS - 1] = (uint64_t)off << 32 | n;
	bool refused = p && p->refuses && p->refuses(bytes);
	if (!p || refused)
		id = registry_guess(d->registry, NEXT_MEDIA, l, bytes);
	bool known = id != NO_PROTOCOL;
	next_protocol(d, l, known || !or_else ? id : registry_find(d->registry, or_else), bytes, buffer);
	return refused ? MEDIA_REFUSED : known ? MEDIA_SHOWN : MEDIA_UNKNOWN;
}

struct slice layer_media(const struct dissection *d, const struct layer *l)
{
	const struct layer *parent = layer_parent(d, l);
	if (parent->proto->media_of)
		return parent->proto->media_of(d, parent, l);
	uint64_t place = parent->fact[LAYER_FACTS - 1];
	return slice_sub(parent->data, (uint32_t)(place >> 32), (uint32_t)place);
}

void next_quoted(struct dissection *d, struct layer *l, enum next_table table, uint32_t value, struct slice bytes)
{
	enqueue(d, l,
		(struct pending_layer){
			.proto_id = found_or_data(d, registry_next(d->registry, table, value)),
			.flags = LAYER_QUOTED,
			.buffer = l->buffer,
			.depth = (uint8_t)(l->depth + 1u),
			.off = offset_of(l, bytes),
			.data = bytes,
		});
}

void next_inside(struct dissection *d, const struct layer *l, unsigned levels)
{
	uint8_t depth = (uint8_t)(l->depth + levels), self = l->self;
	if (d->n_pending && d->pending[d->n_pending - 1].parent == self)
		d->pending[d->n_pending - 1].depth = depth;
	else if (d->prepared && d->layer[d->n_layers].parent == self)
		d->layer[d->n_layers].depth = depth;
}

/* What a continued layer has of the one it continues. */
static void continue_layer(struct dissection *d, struct layer *l)
{
	const struct layer *parent = &d->layer[l->parent];
	memcpy(l->fact, parent->fact, sizeof l->fact);
	l->note = parent->note;
	l->path = "";
}

void next_continued(struct dissection *d, struct layer *l, struct slice bytes)
{
	unsigned before = d->n_pending;
	bool alone = !d->prepared;
	queue(d, l, l->proto_id, bytes);
	if (d->n_pending > before)
		d->pending[before].flags |= LAYER_CONTINUED | LAYER_SILENT;
	else if (alone && d->prepared)
		d->layer[d->n_layers].flags |= LAYER_CONTINUED | LAYER_SILENT;
}

const struct layer *layer_above(const struct dissection *d, const struct layer *l, const char *name)
{
	while (l != d->layer) {
		l = layer_parent(d, l);
		if (!strcmp(l->proto->name, name))
			return l;
	}
	return NULL;
}

uint32_t layer_used(const struct dissection *d, const struct layer *l)
{
	uint32_t before = 0;
	for (const struct layer *parent = l, *c = l + 1; c < d->layer + d->n_layers; c++) {
		if (layer_parent(d, c) != parent || c->buffer != l->buffer)
			break;
		if (!(c->flags & LAYER_ELASTIC))
			return before + c->data.wire;
		before += c->header_len;
		parent = c;
	}
	return l->payload.wire;
}

/* A layer queues its children in order; the stack wants the first on top. */
static void reverse_pending(struct dissection *d, unsigned from)
{
	for (unsigned a = from, b = d->n_pending; b > a + 1; a++) {
		b--;
		struct pending_layer swap = d->pending[a];
		d->pending[a] = d->pending[b];
		d->pending[b] = swap;
	}
}

/* The bytes of a stream on top of the stack: who gets how many of them? */
static void serve_stream(struct dissection *d)
{
	struct pending_layer p = d->pending[--d->n_pending];
	struct layer *l = &d->layer[p.parent];
	if (d->stream)
		d->stream(d->tracker, d, l, p.data, p.buffer);
	else
		next_ports(d, l, NEXT_TCP_PORT, slice_u16(l->data, 0), slice_u16(l->data, 2), p.data);
}

/* The last layer that there is room for shows what is left as data, whoever it was meant for. */
static void end_in_data(struct dissection *d)
{
	uint16_t data = registry_core(d->registry, CORE_DATA), *id = &d->pending[d->n_pending - 1].proto_id;
	if (*id == data)
		return;
	*id = data;
	d->cut++;
}

/* A layer that goes on where its parent stopped, or one without fields. */
OUT_OF_LINE void enter_rest(struct dissection *d, struct layer *l)
{
	if (l->flags & LAYER_CONTINUED)
		continue_layer(d, l);
	else
		layer_header(l, l->data.len);
}

/* Enters the layer that is set up behind those there are. */
IN_LINE void enter(struct dissection *d)
{
	struct layer *l = d->next++;
	d->n_layers++;
	d->prepared = false;
	if (l->flags & (LAYER_CONTINUED | LAYER_PART)) {
		enter_rest(d, l);
		return;
	}
	if (l->proto->dissect)
		l->proto->dissect(d, l);
	track_fn *track = d->track ? d->track[l->proto_id] : NULL;
	if (track)
		track(d->tracker, d, l);
}

/* Takes what lies on top of the stack. */
OUT_OF_LINE void enter_pending(struct dissection *d)
{
	if (d->pending[d->n_pending - 1].proto_id == NO_PROTOCOL) {
		serve_stream(d);
		return;
	}
	if (d->n_layers == MAX_LAYERS - 1)
		end_in_data(d);
	const struct pending_layer *p = &d->pending[--d->n_pending];
	prepare(d, *p, &d->layer[p->parent]);
	enter(d);
}

void dissection_copy(struct dissection *to, const struct dissection *from)
{
#define COPY(array, n) memcpy(to->array, from->array, (n) * sizeof *to->array)
	memcpy(to, from, offsetof(struct dissection, layer)); /* all that counts, and what is the same for all frames */
	COPY(layer, from->n_layers);
	COPY(buffer, from->n_own_buffers);
	COPY(tcp, from->n_tcp);
	COPY(udp, from->n_udp);
	COPY(match, from->n_match);
	COPY(app, from->n_app);
	COPY(flow, from->n_flow);
	COPY(joined, from->n_joined);
	COPY(streamed, from->n_stream);
	COPY(note_text, from->note_text_len);
	to->note_text_len = from->note_text_len;
	to->n_buffers = from->n_own_buffers;
#undef COPY
}

/* The layer of the frame itself, which has no parent: but for its bytes it is always the same. */
static void enter_frame(struct dissection *d, const struct frame *frame)
{
	struct layer *l = d->next = d->layer;
	struct slice all = { frame->data, frame->caplen, frame->caplen };
	uint16_t id = registry_core(d->registry, CORE_FRAME);
	if (frame->len > frame->caplen) {
		all.wire = frame->len;
		d->fronts = true; /* columns may have to say so */
	}
	if (l->proto_id != id || !l->proto) {
		d->buffer[0].name = "Frame";
		l->self = 0;
		l->src.type = l->dst.type = ADDR_NONE;
		prepare(d, (struct pending_layer){ .proto_id = id }, l);
	}
	put_slice(&l->data, all);
	put_slice(&l->payload, all);
	d->next++;
	d->n_layers = 1;
	l->proto->dissect(d, l);
}

void dissect_frame(struct dissection *d, const struct frame *frame)
{
	d->frame = frame;
	d->now = frame_ns(frame);
	d->n_layers = d->n_pending = d->n_tcp = d->n_udp = d->n_match = d->n_app = d->n_flow = d->cut = 0;
	d->n_joined = d->n_stream = 0;
	d->fronts = d->branches = d->last_word = d->served = d->prepared = false;
	d->note_text_len = d->room_used = 0;
	d->n_buffers = 1;
	d->buffer[0].p = frame->data;
	d->buffer[0].len = frame->caplen;

	enter_frame(d, frame);
	for (;;) {
		uint8_t from = d->n_pending;
		if (d->prepared) {
			enter(d);
		} else if (from && d->n_layers < MAX_LAYERS) {
			from--;
			enter_pending(d);
		} else {
			break;
		}
		if ((uint8_t)(d->n_pending - from) > 1)
			reverse_pending(d, from);
	}
	d->cut = (uint8_t)(d->cut + d->n_pending);
	d->n_own_buffers = d->n_buffers;
}
