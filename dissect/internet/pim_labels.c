/* pim_labels.c: labels of PIM that are not "name: value". */
#include "dissect/internet/pim_impl.h"

/* "PIM Options: 4", of messages that consist of options */
void pim_options_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "PIM Options");
	if (!r->aux)
		return;
	buf_lit(b, ": ");
	fmt_uint(b, r->aux - 1);
}

void pim_holdtime_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *name = r->val == 0xffff ? "Infinity" : !r->val && r->aux ? "goodbye" : NULL;
	(void)t;
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

/* "Dummy HeaderIPv4": tshark has a blank there in version 1 only. */
void pim_dummy_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, r->aux >= 10 ? "Dummy Header " : "Dummy Header");
	buf_str(b, r->aux % 10 == 6 ? "IPv6" : "IPv4");
}

void pim_set_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Group ");
	fmt_uint(b, r->aux);
}

/* "Group 0: 239.1.2.3/32", "IP address: 10.1.2.3/32 (SWR)", "Group 0 Mask: 255.255.255.255" */
void pim_address_label(struct buf *b, const struct tree *t, const struct record *r)
{
	static const char letters[] = "SWR";
	struct slice s = record_string(t, r);
	bool mask = r->f == &pim_rows[PIM_GROUP_MASK], open = false;
	buf_str(b, mask && r->aux ? "Group" : r->f->name);
	if (r->aux / PIM_AUX_NUMBER) {
		buf_char(b, ' ');
		fmt_uint(b, r->aux / PIM_AUX_NUMBER - 1);
	}
	buf_str(b, mask && r->aux ? " Mask: " : ": ");
	if (r->f->type == FT_IPv4)
		fmt_ipv4_u32(b, (uint32_t)r->val);
	else if (s.len == 16)
		fmt_ipv6(b, s.p);
	if (r->aux & PIM_AUX_MASK) {
		buf_char(b, '/');
		fmt_uint(b, r->aux & 0xff);
	}
	for (unsigned i = 0; i < 3; i++)
		if (r->aux & (unsigned)PIM_AUX_S << i) {
			buf_str(b, open ? "" : " (");
			buf_char(b, letters[i]);
			open = true;
		}
	if (open)
		buf_char(b, ')');
}

/* "Flags: 0x81, Bidirectional PIM, Admin Scope Zone": the rows behind this one are its bits. */
void pim_flags_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Flags: ");
	fmt_0x(b, r->val, 2);
	for (const struct field *f = r->f + 1; f->mask; f++) {
		uint64_t v = (r->val & f->mask) >> __builtin_ctzll(f->mask);
		const char *name = f->vals && f->type != FT_BOOLEAN ? value_text(f->vals, v) : NULL;
		if (!v && !name)
			continue;
		buf_lit(b, ", ");
		buf_str(b, f->name);
		if (f->type == FT_BOOLEAN)
			continue;
		buf_lit(b, ": ");
		if (f->vals)
			buf_str(b, name ? name : "Unknown");
		else
			fmt_0x(b, v, 2);
	}
}

void pim_attribute_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *name = value_text(&pim_attributes, slice_u8(record_bytes(t->d, r), 0) & 0x3f);
	buf_lit(b, "Join Attribute: ");
	buf_str(b, name ? name : "Unknown");
}
