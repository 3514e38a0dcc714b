/* field.h: a field of a protocol as one const table row: name, label, type, place in the header, value strings.
 *
 * The same row drives what is read, what a filter may name, every label, JSON key and `-G fields`. */
#ifndef PEEL_DISSECT_FIELD_H
#define PEEL_DISSECT_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct record;
struct tree;

/* Numbered as tshark's -T jsonraw shows them. */
enum field_type {
	FT_NONE = 0,
	FT_PROTOCOL = 1,
	FT_BOOLEAN = 2,
	FT_CHAR = 3,
	FT_UINT8 = 4,
	FT_UINT16 = 5,
	FT_UINT24 = 6,
	FT_UINT32 = 7,
	FT_UINT40 = 8,
	FT_UINT48 = 9,
	FT_UINT56 = 10,
	FT_UINT64 = 11,
	FT_INT8 = 12,
	FT_INT16 = 13,
	FT_INT24 = 14,
	FT_INT32 = 15,
	FT_INT64 = 19,
	FT_FLOAT = 22,
	FT_DOUBLE = 23,
	FT_ABSOLUTE_TIME = 24,
	FT_RELATIVE_TIME = 25,
	FT_STRING = 26,
	FT_STRINGZ = 27,
	FT_ETHER = 29,
	FT_BYTES = 30,
	FT_IPv4 = 32,
	FT_IPv6 = 33,
	FT_FRAMENUM = 35,
	FT_GUID = 37,
	FT_OID = 38,
	FT_EUI64 = 39,
	FT_MEMO = 62, /* ours: no field, but a note between them (memo.h) */
	FT_TEXT = 63, /* ours: a node with a label and no name or value */
	FT_N_TYPES
};

enum field_base {
	BASE_NONE,
	BASE_DEC,
	BASE_HEX,
	BASE_OCT,
	BASE_DEC_HEX,  /* "12 (0xc)" */
	BASE_HEX_DEC,  /* "0x000c (12)" */
	BASE_PORT_TCP, /* decimal; a service name when names are asked for */
	BASE_PORT_UDP,
	BASE_PORT_SCTP,
	BASE_OUI,      /* 24 bits "00:00:5e" and the vendor */
	BASE_ADDRESS,  /* FT_STRING over the bytes of an address: its host name, or the address */
	BASE_UTC,      /* FT_ABSOLUTE_TIME shown in UTC whatever the time zone */
	BASE_LOCAL,    /* FT_ABSOLUTE_TIME in the local time zone */
	BASE_NTP,   /* FT_ABSOLUTE_TIME in UTC, of which 0 is none */
	BASE_NETMASK,  /* FT_IPv4: a mask, never a host */
	BASE_DASH, BASE_DOT, BASE_COLON, /* FT_BYTES: separator in the label (and the value) */
	BASE_TEXT,     /* FT_BYTES of which the label shows the text */
};

/* Expert information: how serious, and of which kind; tshark's numbers. */
enum expert_severity {
	PI_COMMENT = 0x100000,
	PI_CHAT = 0x200000,
	PI_NOTE = 0x400000,
	PI_WARN = 0x600000,
	PI_ERROR = 0x800000
};
enum expert_group {
	PI_CHECKSUM = 0x01000000,
	PI_SEQUENCE = 0x02000000,
	PI_RESPONSE_CODE = 0x03000000,
	PI_REQUEST_CODE = 0x04000000,
	PI_UNDECODED = 0x05000000,
	PI_REASSEMBLE = 0x06000000,
	PI_MALFORMED = 0x07000000,
	PI_DEBUG = 0x08000000,
	PI_PROTOCOL = 0x09000000,
	PI_SECURITY = 0x0a000000,
	PI_COMMENTS_GROUP = 0x0b000000,
	PI_DECRYPTION = 0x0c000000,
	PI_ASSUMPTION = 0x0d000000,
	PI_DEPRECATED = 0x0e000000,
};

enum field_flags {
	F_GENERATED = 1, /* computed, not in the bytes: shown in [ ] */
	F_HIDDEN = 2,    /* in JSON, PDML (hide) and filters, not in the tree */
	F_LITTLE = 4,    /* little-endian on the wire */
	F_CHILD = 8,     /* in table reading: one level below the last row without it */
	F_CHILD2 = 16,   /* two levels below */
	F_ADD_NO_UNKNOWN = 32, /* no value string fits: the number alone, not "Unknown (n)" */
	F_WRAPPED = 64,  /* a protocol that PDML and JSON show as a field (data) */
	F_RAW = 128,     /* masked, but PDML's value is the bytes as they are (ip.hdr_len: the number shown is scaled) */
	F_NAMED_PROTO = 1024, /* tshark registers it as a protocol of its own (tcp.options.mss): -T ek names it without prefix */
	F_HIGH = 512,    /* the bytes are the upper part of a word as wide as `digits` (tcp.flags.res) */
	F_NO_VALUE = 256, /* PDML shows a label alone (_ws.expert) */
	F_FIXED = 2048, /* in every header that is well formed, at .off: may be read without the rest of the tree */
	F_STREAM = 8192, /* says what became of a stream's bytes, or of layers that stand in one */
	F_OWN = 16384, /* of the frame as it was captured: no layer has to be looked into */
	F_PAIR = 4096,  /* with F_FIXED: two values next to each other, source and destination */
};

struct value {
	uint32_t value;
	const char *text;
};
struct value_range {
	uint32_t low, high;
	const char *text;
};

enum value_kind { VK_VALUES, VK_RANGES, VK_BOOL, VK_UNIT };

/* What a number is called: a list in ascending order, ranges (first match), the two names of a boolean (true first), or
 * a unit: singular and plural. */
struct value_table {
	uint8_t kind;
	uint16_t n;
	union {
		const struct value *values;
		const struct value_range *ranges;
		const char *const *names;
	};
};

#define VALUES(...)                                                                                   \
	{                                                                                             \
		.kind = VK_VALUES, .n = sizeof((const struct value[]){ __VA_ARGS__ }) / sizeof(struct value), \
		.values = (const struct value[]){ __VA_ARGS__ },                                       \
	}
#define RANGES(...)                                                                                          \
	{                                                                                                    \
		.kind = VK_RANGES, .n = sizeof((const struct value_range[]){ __VA_ARGS__ }) / sizeof(struct value_range), \
		.ranges = (const struct value_range[]){ __VA_ARGS__ },                                        \
	}
#define BOOL_NAMES(yes, no) { .kind = VK_BOOL, .n = 2, .names = (const char *const[]){ yes, no } }
#define UNIT(one, many) { .kind = VK_UNIT, .n = 2, .names = (const char *const[]){ one, many } }

struct field {
	const char *abbrev; /* "tcp.window_size_value"; "" for FT_TEXT */
	const char
		*key; /* as JSON has it, up to the value: "\"tcp.window_size_value\": \"", abbrev_len + 5 characters */
	const char *name; /* "Window" */
	uint8_t abbrev_len, name_len;
	uint8_t type;   /* enum field_type */
	uint8_t base;   /* enum field_base */
	uint16_t flags; /* enum field_flags */
	uint16_t off;   /* fixed place: bytes from the start of the header */
	uint8_t size;   /* fixed size in bytes; 0: the protocol's code says */
	uint8_t digits; /* of the bit diagram when it is not 8 * size (TCP's 12 flag bits) */
	uint64_t mask;  /* bits of the field within its bytes; 0: all */
	const struct value_table *vals;
	/* Writes the label behind the bit diagram when name and value in their ordinary form are not what people read. */
	void (*label)(struct buf *, const struct tree *, const struct record *);
	uint32_t severity, group; /* experts only; `name` is then the ordinary message */
};

/* One row. In order: abbrev, name, type, base, then whatever else by name: F("ip.ttl", "Time to Live", FT_UINT8,
 * BASE_DEC, .off = 8, .size = 1) */
#define F(abbrev_, name_, type_, base_, ...) \
	{ .abbrev = abbrev_, .key = "\"" abbrev_ "\": \"", .name = name_, .abbrev_len = sizeof(abbrev_) - 1, .name_len = sizeof(name_) - 1, .type = type_, .base = base_, __VA_ARGS__ }
/* A text-only node; its label is `name_` unless .label is given. */
#define F_TEXT(name_, ...) { .abbrev = "", .name = name_, .name_len = sizeof(name_) - 1, .type = FT_TEXT, __VA_ARGS__ }
/* An expert's row: F_EXPERT("tcp.connection.rst", "Connection reset (RST)", PI_WARN, PI_SEQUENCE) */
#define F_EXPERT(abbrev_, message_, severity_, group_)                                                          \
	{ .abbrev = abbrev_, .key = "\"" abbrev_ "\": \"", .name = message_, .abbrev_len = sizeof(abbrev_) - 1, .name_len = sizeof(message_) - 1, .type = FT_NONE, .severity = severity_, \
	  .group = group_, .flags = F_GENERATED }

enum { NO_DIAGRAM = 0xff }; /* .digits of a masked field whose label shows no bits */

#define COUNT(array) ((unsigned)(sizeof(array) / sizeof((array)[0])))

/* The text for a number, or NULL. VK_UNIT has none. */
const char *value_text(const struct value_table *t, uint64_t v);

/* The tables that several protocols share: true/false pairs as tshark names them. */
extern const struct value_table bool_set;  /* Set / Not set */
extern const struct value_table bool_true; /* True / False */
extern const struct value_table bool_yes;  /* Yes / No */
extern const struct value_table unit_seconds, unit_milliseconds, unit_bytes;
extern const struct value_table checksum_status_names; /* Bad Good Unverified Not present Illegal */
enum checksum_status { CHECKSUM_BAD, CHECKSUM_GOOD, CHECKSUM_UNVERIFIED, CHECKSUM_NOT_PRESENT, CHECKSUM_ILLEGAL };

static inline bool field_is_integer(const struct field *f)
{
	return (f->type >= FT_CHAR && f->type <= FT_INT64) || f->type == FT_FRAMENUM;
}
static inline bool field_is_signed(const struct field *f)
{
	return f->type >= FT_INT8 && f->type <= FT_INT64;
}
/* Hexadecimal digits that an integer type is shown with. */
static inline unsigned field_hex_digits(const struct field *f)
{
	static const uint8_t bytes[] = { [FT_CHAR] = 1, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8 };
	return f->type < sizeof bytes && bytes[f->type] ? 2u * bytes[f->type] : 8;
}

#endif
