/* registry.h: all protocols, and who follows whom. Made once at start-up and read-only from then on. */
#ifndef PEEL_DISSECT_REGISTRY_H
#define PEEL_DISSECT_REGISTRY_H

#include "dissect/protocol.h"

enum { NO_PROTOCOL = 0xffff };

struct registry;

/* Exits with a message when the tables contradict each other: two fields of one name, two protocols on one number. */
struct registry *registry_new(void);
void registry_free(struct registry *);

/* Every protocol; its index is its number. */
extern const struct protocol *const registry_protocols[];
extern const unsigned registry_n_protocols;

static inline unsigned registry_count(void)
{
	return registry_n_protocols;
}
/* NULL: there is none of that number. */
static inline const struct protocol *registry_protocol(unsigned id)
{
	return id < registry_n_protocols ? registry_protocols[id] : NULL;
}
/* What lists of protocols call it: "DHCP/BOOTP". */
const char *protocol_short_name(const struct protocol *);
/* The number of a protocol that is one of them. */
uint16_t registry_id(const struct registry *, const struct protocol *);
/* NO_PROTOCOL when there is none of that name. */
uint16_t registry_find(const struct registry *, const char *name);
/* Who is registered for value; NO_PROTOCOL when nobody is. */
uint16_t registry_next(const struct registry *, enum next_table table, uint32_t value);
/* The first protocol that recognises the payload of l among those that guess on the table; NO_PROTOCOL: none. */
uint16_t registry_guess(const struct registry *, enum next_table table, const struct layer *l, struct slice bytes);
/* Who shows bodies of a media type; parameters after a ';' do not count. NO_PROTOCOL: nobody. */
uint16_t registry_media(const struct registry *, struct slice type);
/* -d TABLE==low-high,protocol, before the first packet. False: that is more than there is room for. */
bool registry_choose(struct registry *, enum next_table table, uint32_t low, uint32_t high, uint16_t proto_id);
/* Was the value named with -d? Of two ports, one that was goes before one that was not. */
bool registry_is_chosen(const struct registry *, enum next_table table, uint32_t value);
/* --disable-protocol: nothing leads to this one any more. NO_PROTOCOL changes nothing. */
void registry_disable(struct registry *, uint16_t id);
/* The row called abbrev, or NULL; *proto_id says whose. The first, when rows share a name. */
const struct field *registry_field(const struct registry *, const char *abbrev, uint16_t *proto_id);

/* The protocol whose rows this one borrows; NO_PROTOCOL: none. */
uint16_t registry_lender(const struct registry *, unsigned id);
/* The protocols whose rows may stand in the tree of this one: itself, and what it borrows from or shows; NO_PROTOCOL at the
 * end. */
const uint16_t *registry_shown(const struct registry *, unsigned id);

/* The protocols that the engine itself puts. */
enum registry_core { CORE_FRAME, CORE_DATA, CORE_EXPERT, CORE_MALFORMED, CORE_SHORT, CORE_FLOW, CORE_COUNT };
uint16_t registry_core(const struct registry *, enum registry_core which);
bool registry_is_core(const struct registry *, uint16_t id);

#endif
