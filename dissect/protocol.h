/* protocol.h: what a protocol file exports: one const struct protocol, named protocol_<file name>.
 *
 * Three hooks, each a pure function of the packet's bytes and of what was found before it in the same packet:
 *   dissect   walks over the header, for every packet: how long it is, who comes next, addresses and ports.
 *   fields    fills the tree, only when some field of the protocol is wanted.
 *   info      writes the Info column, only when the line is wanted and this layer is the one that speaks.
 */
#ifndef PEEL_DISSECT_PROTOCOL_H
#define PEEL_DISSECT_PROTOCOL_H

#include "base/slice.h"
#include "dissect/field.h"

struct buf;
struct dissection;
struct layer;
struct tree;
struct column;

/* Where a layer looks up who comes next. A child names (table, value); parents are never edited. */
enum next_table {
	NEXT_LINK_TYPE,  /* LINKTYPE_ number */
	NEXT_ETHERTYPE,
	NEXT_IP_PROTO,
	NEXT_TCP_PORT,
	NEXT_UDP_PORT,
	NEXT_SCTP_PORT,
	NEXT_SCTP_PPID,
	NEXT_LLC_SAP,    /* 802.2 DSAP */
	NEXT_SNAP,       /* OUI << 16 | PID, for OUIs whose PID is no ethertype */
	NEXT_PPP,        /* PPP protocol number */
	NEXT_NULL_FAMILY, /* BSD loopback address family */
	NEXT_RPC_PROGRAM, /* ONC RPC program number */
	NEXT_MEDIA,      /* bodies of a media type that nobody shows: for guesses alone, value unused */
	NEXT_BY_NAME,    /* asked for by next_named, value unused */
	NEXT_N_TABLES,
};

struct next_link {
	uint8_t table; /* enum next_table */
	uint32_t value;
};

/* What the pdu hook says besides a number of bytes. */
enum pdu_size {
	PDU_REST = 0,               /* what is at hand is all that the protocol asks for */
	PDU_ONE_MORE = 0xffffffff,  /* the bytes at hand do not say yet: another segment */
	PDU_UNTIL_FIN = 0xfffffffe, /* as long as the stream goes on */
	PDU_OF_NOBODY = 0xfffffffd, /* the protocol takes what is at hand, and makes no layer of it */
};

struct protocol {
	const char *name;           /* filter name: "tcp" */
	const char *column;         /* Protocol column: "TCP" */
	const char *short_name;     /* in lists of protocols, where it is another than column; or NULL */
	const struct field *fields; /* fields[0] is the protocol's own row, FT_PROTOCOL */
	uint16_t n_fields;
	uint16_t n_on;
	const struct next_link *on;
	const char *borrows; /* protocol whose rows this one puts as well (tree_borrow); or NULL */
	/* Protocols whose rows stand inside this one's tree (certificates; RPC's in its programs'), NULL at the end; or NULL. */
	const struct protocol *const *shows;
	bool in_parent;   /* to filters its bytes begin with its parent's, as in tshark: nfs contains "x" */
	bool pdus_joined; /* whole PDUs that stand together are one layer (TLS records) */
	/* Over a byte stream: how many bytes the PDU has that begins at s, which may be more or less than s holds; or one
	 * of enum pdu_size. hint: what flow/ told this direction of the stream, 0 when nothing. NULL: PDU_REST always.
	 * Dissect then gets whole PDUs, whatever segments they came in. */
	uint32_t (*pdu)(struct slice s, uint32_t hint);
	/* The same for what stands behind a PDU of it in the same segment; NULL: pdu. */
	uint32_t (*pdu_behind)(struct slice s, uint32_t hint);
	/* What the Info column says of a PDU of which there are only these bytes yet, instead of the line of the segment (tcp)
	 * itself; false: nothing. */
	bool (*begun)(struct buf *, const struct layer *tcp, struct slice s);
	const char *info_between; /* between the Info of PDUs in one frame; NULL: nothing */
	bool info_each;           /* each PDU of a segment speaks, not the last one only */
	bool pdu_shown;           /* the stream's layer shows how long each PDU is (tcp.pdu.size) */
	bool child_always; /* whom it names is a layer also when there is nothing for it: a link layer, an Ethertype's */
	bool wraps;        /* the Protocol column names it around what the IP packet that it carries is */
	uint8_t reads_first; /* bytes; of a layer of which fewer were captured the Protocol column says whose it is */
	bool told_early;     /* what cuts it short is known once it is dissected: its tree hardly ends anywhere else */
	bool part_shown;     /* so does a layer without fields that the segment is part of a PDU (TLS) */
	/* Are these bytes, which came to one of its ports, none of its own? NULL: it takes all. */
	bool (*refuses)(struct slice s);
	bool stays; /* a stream of which it took something is its own, also what it would refuse */
	/* Do these bytes look like this protocol's? Asked for the payload of l, TCP or UDP, whose ports nobody is
	 * registered for, when guess_on names NEXT_TCP_PORT or NEXT_UDP_PORT. */
	bool (*guess)(const struct layer *l, struct slice s);
	uint8_t guess_on[2]; /* enum next_table; 0: none */
	uint8_t guess_first
		[2]; /* the lowest and the highest first byte of what guess may recognise; both 0: any, or none */
	/* Of a protocol that hands on several bodies (next_media): the media type of the one that child shows; NULL: it has one. */
	struct slice (*media_of)(const struct dissection *, const struct layer *, const struct layer *child);
	const char *const *
		media; /* media types that it shows, in lower case ("kind/" and a star: what of the kind nobody else does), NULL at the end; or NULL */
	/* Is the header as it should be, so that rows marked F_FIXED stand in it? NULL: when it is all there. */
	bool (*regular)(const struct layer *);
	/* What a layer that ends early is called, where it is one of several kinds of header; NULL: short_name. */
	const char *(*kind_name)(const struct layer *);
	void (*dissect)(struct dissection *, struct layer *);
	void (*fields_of)(struct tree *, const struct layer *);
	/* What frame.protocols says behind the layer's own name, a ':' before each, as far as the buffer has room; or NULL. */
	void (*path_inside)(struct buf *, const struct dissection *, const struct layer *);
	/* What stands in front of the Info column, whichever layer speaks; or NULL. Asked where dissection.fronts is set. */
	void (*front)(struct column *, const struct dissection *, const struct layer *);
	void (*info)(struct column *, const struct dissection *, const struct layer *);
	/* Of a body that a message carries: what stands behind the Info of that message; NULL: its media type in parentheses.
	 * What cut the body short is said there as well. */
	void (*behind)(struct column *, const struct dissection *, const struct layer *);
	bool behind_reads; /* it says something of the body's bytes, in their own form */
};

#define FIELDS(table) .fields = table, .n_fields = COUNT(table)
#define ON(links) .on = links, .n_on = COUNT(links)

#endif
