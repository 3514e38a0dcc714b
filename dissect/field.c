/* field.c: looking up what a number is called, and the value tables that many protocols share. */
#include "dissect/field.h"

static const char *find_value(const struct value_table *t, uint64_t v)
{
	const struct value *rows = t->values;
	if (v < t->n && rows[v].value == v)
		return rows[v].text;
	for (unsigned low = 0, high = t->n; low < high;) {
		unsigned mid = (low + high) / 2;
		if (rows[mid].value == v)
			return rows[mid].text;
		if (rows[mid].value < v)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

const char *value_text(const struct value_table *t, uint64_t v)
{
	switch (t ? t->kind : VK_UNIT) {
	case VK_VALUES: return find_value(t, v);
	case VK_RANGES:
		for (unsigned i = 0; i < t->n; i++)
			if (v >= t->ranges[i].low && v <= t->ranges[i].high)
				return t->ranges[i].text;
		return NULL;
	case VK_BOOL: return t->names[v ? 0 : 1];
	default: return NULL;
	}
}

const struct value_table bool_set = BOOL_NAMES("Set", "Not set");
const struct value_table bool_true = BOOL_NAMES("True", "False");
const struct value_table bool_yes = BOOL_NAMES("Yes", "No");
const struct value_table unit_seconds = UNIT(" second", " seconds");
const struct value_table unit_milliseconds = UNIT(" millisecond", " milliseconds");
const struct value_table unit_bytes = UNIT(" byte", " bytes");
const struct value_table checksum_status_names =
	VALUES({ 0, "Bad" }, { 1, "Good" }, { 2, "Unverified" }, { 3, "Not present" }, { 4, "Illegal" });
