/* quic_frames.c: the frames that an Initial packet may have (RFC 9000 12.4, 19): PADDING, PING, ACK, CRYPTO, CONNECTION_CLOSE. */
#include "base/fmt.h"
#include "dissect/application/crypto_frame.h"
#include "dissect/application/quic_impl.h"
#include "dissect/message.h"

enum { F_PADDING = 0, F_PING = 1, F_ACK = 2, F_ACK_ECN = 3, F_CRYPTO_FRAME = 6, F_CLOSE = 0x1c, F_CLOSE_APP = 0x1d };
enum { MAX_FRAMES = 512, MAX_ACK_RANGES = 1024, CRYPTO_ERROR_FIRST = 0x100, CRYPTO_ERROR_LAST = 0x1ff };

uint32_t quic_number(struct slice s, uint32_t off, uint64_t *v)
{
	/* RFC 9000 16: the first two bits say how long it is, the others are its upper ones. */
	static const uint64_t most[4] = { 0x3f, 0x3fff, 0x3fffffff, 0x3fffffffffffffff };
	unsigned prefix = slice_u8(s, off) >> 6;
	*v = slice_uint(s, off, 1u << prefix, false) & most[prefix];
	return 1u << prefix;
}

/* Skips a number. */
static uint64_t take(struct slice s, uint32_t *off)
{
	uint64_t v;
	*off += quic_number(s, *off, &v);
	return v;
}

static bool skip(struct slice s, uint32_t *off, uint64_t n)
{
	if (*off > s.len || n > s.len - *off)
		return false;
	*off += (uint32_t)n;
	return true;
}

bool quic_frame_at(struct slice s, uint32_t off, uint64_t *type, uint32_t *end)
{
	*type = take(s, &off);
	*end = s.len;
	if (*type == F_PADDING) {
		while (off < s.len && !s.p[off])
			off++;
	} else if (*type == F_ACK || *type == F_ACK_ECN) {
		take(s, &off);
		take(s, &off);
		uint64_t ranges = take(s, &off);
		take(s, &off);
		for (uint64_t i = 0; i < 2 * ranges && i < 2 * MAX_ACK_RANGES && off < s.len; i++)
			take(s, &off);
		for (unsigned i = 0; *type == F_ACK_ECN && i < 3; i++)
			take(s, &off);
	} else if (*type == F_CRYPTO_FRAME) {
		take(s, &off);
		uint64_t n = take(s, &off);
		if (!skip(s, &off, n))
			return false;
	} else if (*type == F_CLOSE || *type == F_CLOSE_APP) {
		take(s, &off);
		if (*type == F_CLOSE)
			take(s, &off);
		uint64_t n = take(s, &off);
		if (!skip(s, &off, n))
			return false;
	} else if (*type != F_PING) {
		return false;
	}
	*end = off;
	return off <= s.len;
}

static uint32_t put_number(struct tree *t, struct slice s, unsigned row, uint32_t off)
{
	uint64_t v;
	uint32_t n = quic_number(s, off, &v);
	put_uint(t, row, off, n, v);
	return off + n;
}

static void put_ack(struct tree *t, struct slice s, uint32_t off, bool ecn)
{
	uint64_t ranges;
	off = put_number(t, s, ACK_LARGEST_ACKNOWLEDGED, off);
	off = put_number(t, s, ACK_ACK_DELAY, off);
	quic_number(s, off, &ranges);
	off = put_number(t, s, ACK_ACK_RANGE_COUNT, off);
	off = put_number(t, s, ACK_FIRST_ACK_RANGE, off);
	for (uint64_t i = 0; i < ranges && i < MAX_ACK_RANGES && !tree_ended(t); i++) {
		off = put_number(t, s, ACK_GAP, off);
		off = put_number(t, s, ACK_ACK_RANGE, off);
	}
	for (unsigned row = ACK_ECT0_COUNT; ecn && row <= ACK_ECN_CE_COUNT; row++)
		off = put_number(t, s, row, off);
}

static void put_close(struct tree *t, struct slice s, uint32_t off, bool app)
{
	uint64_t error, n;
	uint32_t size = quic_number(s, off, &error);
	put_uint(t, app ? CC_ERROR_CODE_APP : CC_ERROR_CODE, off, size, error);
	if (!app && error >= CRYPTO_ERROR_FIRST && error <= CRYPTO_ERROR_LAST)
		put(t, CC_ERROR_CODE_TLS_ALERT, off + size - 1, 1);
	off += size;
	if (!app)
		off = put_number(t, s, CC_FRAME_TYPE, off);
	quic_number(s, off, &n);
	off = put_number(t, s, CC_REASON_PHRASE_LENGTH, off);
	put(t, CC_REASON_PHRASE, off, (uint32_t)n);
}

bool quic_crypto_next(struct quic_crypto_walk *w, uint64_t *place, struct slice *bytes)
{
	const struct slice s = w->frames;
	uint64_t type;
	for (uint32_t at, end; w->seen < MAX_FRAMES && w->off < s.len && quic_frame_at(s, w->off, &type, &end);
	     w->off = end) {
		w->seen++;
		at = w->off;
		if (type != F_CRYPTO_FRAME)
			continue;
		take(s, &at); /* the type, which need not be one byte */
		*place = take(s, &at);
		uint64_t n = take(s, &at);
		*bytes = slice_sub(s, at, (uint32_t)n); /* quic_frame_at has looked whether they are there */
		w->off = end;
		return true;
	}
	return false;
}

uint32_t quic_crypto_size(struct slice s, uint32_t *frames)
{
	struct quic_crypto_walk w = { s, 0, 0 };
	uint64_t place;
	struct slice bytes;
	uint32_t sum = 0;
	for (*frames = 0; quic_crypto_next(&w, &place, &bytes); ++*frames)
		sum += bytes.len;
	return sum;
}

bool quic_crypto_join(struct slice s, uint8_t *room, uint32_t size)
{
	struct quic_crypto_walk w = { s, 0, 0 };
	uint64_t place;
	struct slice bytes;
	while (quic_crypto_next(&w, &place, &bytes)) {
		if (place > size || bytes.len > size - place)
			return false; /* a gap, which another packet may fill */
		memcpy(room + place, bytes.p, bytes.len);
	}
	return true;
}

/* False: the handshake leaves a gap, or is in one frame and there is nothing to put together. */
static bool join_crypto(struct tree *t, struct slice s, uint8_t *buffer, uint32_t *total)
{
	uint32_t frames;
	uint8_t *room;
	*total = quic_crypto_size(s, &frames);
	return frames >= 2 && (room = tree_buffer(t, *total, "Reassembled QUIC CRYPTO", buffer)) &&
	       quic_crypto_join(s, room, *total);
}

/* The buffer with a message that other packets had a part in, and that this one completes; 0: none. */
static uint8_t completed(const struct tree *t, const struct layer *l)
{
	const struct app_note *note = layer_app_note(t->d, l);
	return note ? (uint8_t)note->value[QUIC_NOTE_BUFFER] : 0;
}

/* The handshake messages of the packet, below its CRYPTO frame at hand, which is the last. */
static void put_messages(struct tree *t, const struct layer *l, uint32_t off, uint32_t n, uint64_t place, bool server)
{
	struct layer inner;
	uint8_t buffer = completed(t, l);
	uint32_t total = t->d->buffer[buffer].len;
	bool joined = buffer || join_crypto(t, l->data, &buffer, &total);
	if ((place && !joined) || tree_ended(t) || !tree_borrow(t))
		return;
	if (joined) {
		tree_enter(t, &inner, buffer);
		crypto_frame_put(t, &inner, 0, total, server);
		tree_leave(t, l);
	} else {
		crypto_frame_put(t, l, off, off + n, server);
	}
	tree_give_back(t);
}

bool quic_has_handshake(struct slice s)
{
	struct quic_crypto_walk w = { s, 0, 0 };
	uint64_t place = 1;
	struct slice bytes;
	while (place && quic_crypto_next(&w, &place, &bytes))
		;
	return !place;
}

static bool is_last_crypto(struct slice s, uint32_t off)
{
	struct quic_crypto_walk w = { s, off, 0 };
	uint64_t place;
	struct slice bytes;
	return !quic_crypto_next(&w, &place, &bytes);
}

static void put_crypto(struct tree *t, const struct layer *l, uint32_t off, bool server, bool again)
{
	uint64_t place, n;
	quic_number(l->data, off, &place);
	off = put_number(t, l->data, CRYPTO_OFFSET, off);
	quic_number(l->data, off, &n);
	off = put_number(t, l->data, CRYPTO_LENGTH, off);
	put_node(t, CRYPTO_CRYPTO_DATA, off, (uint32_t)n);
	if (again && !place && !completed(t, l))
		put_expert(t, RETRANSMISSION, off, 0, NULL);
	else if (!tree_ended(t) && is_last_crypto(l->data, off + (uint32_t)n))
		put_messages(t, l, off, (uint32_t)n, place, server);
}

static void put_title(struct tree *t, struct slice s, uint64_t type, uint32_t off, uint32_t end)
{
	const char *name = value_text(&quic_frame_types, type);
	uint64_t error;
	MESSAGE(m);
	buf_str(&m, name ? name : "Unknown");
	if (type == F_PADDING) {
		buf_lit(&m, " Length: ");
		fmt_uint(&m, end - off);
	} else if (type == F_CLOSE) {
		uint32_t at = off;
		take(s, &at);
		error = take(s, &at);
		const char *text = value_text(quic_fields[CC_ERROR_CODE].vals, error);
		const char *alert = value_text(quic_fields[CC_ERROR_CODE_TLS_ALERT].vals, error & 0xff);
		buf_lit(&m, " Error code: ");
		buf_str(&m, text ? text : "Unknown");
		if (error >= CRYPTO_ERROR_FIRST && error <= CRYPTO_ERROR_LAST) {
			buf_lit(&m, " (");
			buf_str(&m, alert ? alert : "Unknown");
			buf_char(&m, ')');
		}
	}
	put_copy(t, FRAME, off, end - off, m.p, (uint32_t)m.len);
}

void quic_put_frames(struct tree *t, const struct layer *l, bool server, bool again)
{
	uint32_t off = 0, end;
	uint64_t type;
	for (unsigned i = 0; i < MAX_FRAMES && off < l->data.len && !tree_ended(t); i++, off = end) {
		bool good = quic_frame_at(l->data, off, &type, &end);
		uint32_t size = quic_number(l->data, off, &type);
		put_title(t, l->data, type, off, end);
		tree_push(t);
		put_uint(t, FRAME_TYPE, off, size, type);
		if (type == F_PADDING)
			put_uint(t, PADDING_LENGTH, off + 1, 0, end - off);
		else if (!good && type != F_CRYPTO_FRAME && type != F_CLOSE && type != F_CLOSE_APP)
			put_expert(t, UNKNOWN_FRAME, off, size, NULL);
		else if (type == F_ACK || type == F_ACK_ECN)
			put_ack(t, l->data, off + size, type == F_ACK_ECN);
		else if (type == F_CRYPTO_FRAME)
			put_crypto(t, l, off + size, server, again);
		else if (type == F_CLOSE || type == F_CLOSE_APP)
			put_close(t, l->data, off + size, type == F_CLOSE_APP);
		tree_pop(t);
	}
}
