/* wlan_suites.c: which ciphers and ways to agree on keys a network uses: the RSN element (IEEE 802.11-2020, clause 9.4.2.24), and
 * WPA's, which is alike. */
#include "base/names.h"
#include "dissect/link/wlan_impl.h"
#include "dissect/message.h"

/*  +---------+-------------+-------+------------+-------+----------+--------------+-------+-------+------------------+
 *  | version | group suite | count | suites ... | count | keys ... | capabilities | count | PMKIDs| management suite |
 *  +---------+-------------+-------+------------+-------+----------+--------------+-------+-------+------------------+
 *  A suite is an OUI and a number. The element may end behind any of these. */
enum { SUITE = 4, PMKID = 16 };

static bool is_rsn(const struct field *f)
{
	return f >= &wlan_fields[RSN_VERSION] && f <= &wlan_fields[RSN_GMCS_TYPE];
}

/* The number's name, when the suite is one of those who give them; NULL: it has none. */
static const char *suite_name(const struct field *type, uint32_t oui, unsigned n)
{
	return oui == (is_rsn(type) ? OUI_IEEE : OUI_MICROSOFT) ? value_text(type->vals, n) : NULL;
}

static void suite_text(struct buf *b, const struct field *type, struct slice s)
{
	uint32_t oui = slice_u24(s, 0);
	const char *vendor = names_vendor_long(oui), *name = suite_name(type, oui, slice_u8(s, 3));
	fmt_bytes(b, s.p, s.len < 3 ? s.len : 3, ':');
	if (vendor) {
		buf_lit(b, " (");
		buf_str(b, vendor);
		buf_char(b, ')');
	}
	buf_char(b, ' ');
	if (name) {
		buf_str(b, name);
	} else {
		buf_lit(b, "Unknown ");
		fmt_uint(b, slice_u8(s, 3));
	}
}

/* The rows of a suite stand together: itself, its OUI, its number; a list's stands before them. */
void wlan_suite_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	suite_text(b, r->f + 2, record_bytes(t->d, r));
}

void wlan_suites_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_str(b, r->f->name);
	for (uint32_t off = 0; slice_has(s, off, SUITE); off += SUITE) {
		buf_char(b, ' ');
		suite_text(b, r->f + 3, slice_sub(s, off, SUITE));
	}
}

void wlan_suite_type_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	const char *name = suite_name(r->f, slice_u24(l->data, r->off - l->off - 3), (unsigned)r->val);
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	if (name) {
		buf_str(b, name);
		buf_lit(b, " (");
	}
	fmt_uint(b, r->val);
	if (name)
		buf_char(b, ')');
}

/* Moves on by n bytes of s. 0: s ended before; -1: within them. */
static int step(struct slice s, uint32_t *off, uint32_t n)
{
	if (*off >= s.wire)
		return 0;
	if (n > s.wire - *off)
		return -1;
	*off += n;
	return 1;
}

/* A count, and as many items; of the RSN element's, as many as there is room for. */
static int step_list(struct slice s, uint32_t *off, uint32_t size, bool clipped)
{
	uint32_t at = *off, n, left;
	int found = step(s, off, 2);
	if (found <= 0)
		return found;
	n = (uint32_t)slice_uint(s, at, 2, true);
	left = (s.wire - *off) / size;
	if (n > left && !clipped)
		return -1;
	*off += (n < left ? n : left) * size;
	return 1;
}

bool wlan_suites_whole(struct slice s, bool rsn)
{
	uint32_t off = 0;
	int found = s.wire ? step(s, &off, 2) : -1;
	if (found > 0)
		found = step(s, &off, SUITE);
	for (unsigned i = 0; i < 2 && found > 0; i++)
		found = step_list(s, &off, SUITE, rsn);
	if (found > 0 && rsn)
		found = step(s, &off, 2);
	if (found > 0 && rsn)
		found = step_list(s, &off, PMKID, true);
	if (found > 0 && rsn)
		found = step(s, &off, SUITE);
	return found >= 0;
}

/* What is left of an element. */
struct rest {
	uint32_t off, end;
};

/* Moves on by n bytes; false: the element ended before, or within them, which it must not. */
static bool take(struct tree *t, struct rest *r, uint32_t n, uint32_t *at)
{
	if (r->off >= r->end || tree_ended(t))
		return false;
	if (n > r->end - r->off) {
		tree_malformed(t);
		return false;
	}
	*at = r->off;
	r->off += n;
	return true;
}

static void put_suite(struct tree *t, unsigned row, uint32_t off)
{
	put(t, row, off, SUITE);
	tree_push(t);
	put(t, row + 1, off, 3);
	put(t, row + 2, off + 3, 1);
	tree_pop(t);
}

/* "Pairwise Cipher Suite Count too large, 4*12336 > 3" */
static void put_too_many(struct tree *t, unsigned row, uint32_t at, uint32_t size, uint32_t count, uint32_t left)
{
	MESSAGE(text);
	buf_str(&text, wlan_fields[row].name);
	buf_lit(&text, ", ");
	fmt_uint(&text, size);
	buf_char(&text, '*');
	fmt_uint(&text, count);
	buf_lit(&text, " > ");
	fmt_uint(&text, left);
	tree_push(t);
	put_expert(t, row, at, 2, message_text(&text));
	tree_pop(t);
}

/* A count and as many suites; too_many is 0 where nobody says that there are fewer. The list's row is followed by the suite's. */
static void put_suites(struct tree *t, unsigned count_row, unsigned too_many, unsigned list, struct rest *r)
{
	uint32_t at, left, n;
	if (!take(t, r, 2, &at))
		return;
	put(t, count_row, at, 2);
	n = (uint32_t)slice_uint(t->l->data, at, 2, true);
	left = r->end - r->off;
	if (n * SUITE > left && too_many) {
		put_too_many(t, too_many, at, SUITE, n, left);
		n = left / SUITE;
	}
	put_node(t, list, r->off, n * SUITE < left ? n * SUITE : left);
	tree_push(t);
	for (; n && !tree_ended(t); n--) {
		if (r->end - r->off < SUITE)
			tree_malformed(t);
		else
			put_suite(t, list + 1, r->off);
		r->off += SUITE;
	}
	tree_pop(t);
}

static void put_pmkids(struct tree *t, struct rest *r)
{
	uint32_t at, left, n;
	if (!take(t, r, 2, &at))
		return;
	put(t, RSN_PMKID_COUNT, at, 2);
	n = (uint32_t)slice_uint(t->l->data, at, 2, true);
	left = r->end - r->off;
	if (n * PMKID > left) {
		put_too_many(t, RSN_PMKID_COUNT_INVALID, at, PMKID, n, left);
		n = left / PMKID;
	}
	put_node(t, RSN_PMKID_LIST, r->off, n * PMKID);
	r->off += n * PMKID;
}

void wlan_put_rsn(struct tree *t, uint32_t off, uint32_t n)
{
	struct rest r = { off, off + n };
	uint32_t at;
	if (take(t, &r, 2, &at))
		put(t, RSN_VERSION, at, 2);
	if (take(t, &r, SUITE, &at))
		put_suite(t, RSN_GCS, at);
	put_suites(t, RSN_PCS_COUNT, RSN_PCS_COUNT_INVALID, RSN_PCS_LIST, &r);
	put_suites(t, RSN_AKMS_COUNT, RSN_AKMS_COUNT_INVALID, RSN_AKMS_LIST, &r);
	if (take(t, &r, 2, &at))
		wlan_put_bits(t, RSN_CAPABILITIES, RSN_CAPABILITIES_PREAUTH, RSN_CAPABILITIES_EXTENDED_KEY_ID_IAF, at,
			      2);
	put_pmkids(t, &r);
	if (take(t, &r, SUITE, &at))
		put_suite(t, RSN_GMCS, at);
}

void wlan_put_wpa(struct tree *t, uint32_t off, uint32_t n)
{
	struct rest r = { off, off + n };
	uint32_t at;
	if (r.off >= r.end)
		tree_malformed(t);
	if (take(t, &r, 2, &at))
		put(t, WFA_IE_WPA_VERSION, at, 2);
	if (take(t, &r, SUITE, &at))
		put_suite(t, WFA_IE_WPA_MCS, at);
	put_suites(t, WFA_IE_WPA_UCS_COUNT, 0, WFA_IE_WPA_UCS_LIST, &r);
	put_suites(t, WFA_IE_WPA_AKMS_COUNT, 0, WFA_IE_WPA_AKMS_LIST, &r);
}
