/* registry.c: the list of protocols, derived from the list of sources, and the tables of who follows whom. */
#include "dissect/registry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PROTOCOL(name) extern const struct protocol protocol_##name;
#include "dissect/protocols.def"
#undef PROTOCOL

#define PROTOCOL(name) &protocol_##name,
const struct protocol *const registry_protocols[] = {
#include "dissect/protocols.def"
};
#undef PROTOCOL
const unsigned registry_n_protocols = COUNT(registry_protocols);

static const char *const core_names[CORE_COUNT] = {
	[CORE_FRAME] = "frame",		     [CORE_DATA] = "data",	 [CORE_EXPERT] = "_ws.expert",
	[CORE_MALFORMED] = "_ws.malformed", [CORE_SHORT] = "_ws.short", [CORE_FLOW] = "flow",
};

/* Tables of up to 16 bits are arrays; what does not fit is searched. */
struct next_map {
	uint32_t size;
	uint16_t *id;
};
struct sparse {
	uint32_t value;
	uint8_t table;
	uint16_t id;
};
struct named_field {
	const struct field *field;
	uint16_t proto;
	uint32_t order;
};

struct media_type {
	const char *type;
	uint16_t proto;
};

/* Numbers that the user gave to a protocol. */
struct chosen {
	uint32_t low, high;
	uint8_t table;
};
enum { MAX_CHOSEN = 256, MAX_SPARSE_RANGE = 1024, MAX_GUESSES = 64 /* of a table: bits of guess_first */ };

enum { NAME_SLOTS = 1024 };

struct registry {
	struct next_map map[NEXT_N_TABLES];
	struct sparse *sparse;
	unsigned n_sparse;
	struct named_field *by_name; /* sorted */
	unsigned n_fields;
	uint16_t *guess[NEXT_N_TABLES]; /* protocols that recognise content, NO_PROTOCOL at the end */
	uint64_t (*guess_first)
		[256]; /* [table][first byte]: a bit for each of these, by its place, that may recognise it */
	struct media_type *media; /* sorted by type */
	unsigned n_media;
	uint16_t core[CORE_COUNT];
	struct chosen chosen[MAX_CHOSEN]; /* -d */
	unsigned n_chosen;
	uint16_t lender[COUNT(registry_protocols)];
	uint16_t *shown[COUNT(registry_protocols)];
	uint16_t by_place[COUNT(registry_protocols)]; /* sorted by where the protocols lie in memory */
	uint16_t by_name_hash[NAME_SLOTS];            /* of their names; the next free place when it is taken */
};

static const uint32_t table_size[NEXT_N_TABLES] = {
	[NEXT_LINK_TYPE] = 512,	  [NEXT_ETHERTYPE] = 65536, [NEXT_IP_PROTO] = 256, [NEXT_TCP_PORT] = 65536,
	[NEXT_UDP_PORT] = 65536,  [NEXT_SCTP_PORT] = 65536, [NEXT_LLC_SAP] = 256,  [NEXT_PPP] = 65536,
	[NEXT_NULL_FAMILY] = 256,
};

static void *must(void *p)
{
	if (!p) {
		fputs("peel: out of memory\n", stderr);
		exit(3);
	}
	return p;
}

const char *protocol_short_name(const struct protocol *p)
{
	if (p->short_name)
		return p->short_name;
	return p->column && *p->column ? p->column : p->fields[0].name;
}

static int compare_places(const void *a, const void *b)
{
	const struct protocol *x = registry_protocols[*(const uint16_t *)a],
			      *y = registry_protocols[*(const uint16_t *)b];
	return (x > y) - (x < y);
}

static void sort_by_place(struct registry *r)
{
	for (unsigned i = 0; i < COUNT(registry_protocols); i++)
		r->by_place[i] = (uint16_t)i;
	qsort(r->by_place, COUNT(registry_protocols), sizeof *r->by_place, compare_places);
}

uint16_t registry_id(const struct registry *r, const struct protocol *p)
{
	unsigned low = 0, high = COUNT(registry_protocols) - 1;
	while (low < high) {
		unsigned mid = (low + high) / 2;
		if (registry_protocols[r->by_place[mid]] < p)
			low = mid + 1;
		else
			high = mid;
	}
	return r->by_place[low];
}

_Static_assert(COUNT(registry_protocols) < NAME_SLOTS / 2, "most places are free");

static unsigned name_hash(const char *name)
{
	uint32_t h = 2166136261; /* FNV-1a */
	while (*name)
		h = (h ^ (uint8_t)*name++) * 16777619;
	return h ^ h >> 16;
}

static void hash_names(struct registry *r)
{
	memset(r->by_name_hash, 0xff, sizeof r->by_name_hash);
	for (unsigned i = 0; i < COUNT(registry_protocols); i++) {
		unsigned h = name_hash(registry_protocols[i]->name);
		while (r->by_name_hash[h % NAME_SLOTS] != NO_PROTOCOL)
			h++;
		r->by_name_hash[h % NAME_SLOTS] = (uint16_t)i;
	}
}

uint16_t registry_find(const struct registry *r, const char *name)
{
	uint16_t id;
	for (unsigned h = name_hash(name); (id = r->by_name_hash[h % NAME_SLOTS]) != NO_PROTOCOL; h++)
		if (!strcmp(registry_protocols[id]->name, name))
			break;
	return id;
}

static uint16_t *slot(const struct registry *r, enum next_table table, uint32_t value)
{
	const struct next_map *m = &r->map[table];
	if (value < m->size)
		return &m->id[value];
	for (unsigned i = 0; i < r->n_sparse; i++)
		if (r->sparse[i].table == table && r->sparse[i].value == value)
			return &r->sparse[i].id;
	return NULL;
}

uint16_t registry_next(const struct registry *r, enum next_table table, uint32_t value)
{
	const uint16_t *s = slot(r, table, value);
	return s ? *s : NO_PROTOCOL;
}

static void set(struct registry *r, enum next_table table, uint32_t value, uint16_t id)
{
	uint16_t *s = slot(r, table, value);
	if (s) {
		*s = id;
		return;
	}
	r->sparse = must(realloc(r->sparse, (r->n_sparse + 1) * sizeof *r->sparse));
	r->sparse[r->n_sparse++] = (struct sparse){ value, (uint8_t)table, id };
}

bool registry_choose(struct registry *r, enum next_table table, uint32_t low, uint32_t high, uint16_t id)
{
	uint32_t size = r->map[table].size;
	if (r->n_chosen == MAX_CHOSEN || (!size && high - low >= MAX_SPARSE_RANGE))
		return false;
	r->chosen[r->n_chosen++] = (struct chosen){ low, high, (uint8_t)table };
	for (uint64_t v = low; v <= high && (!size || v < size); v++)
		set(r, table, (uint32_t)v, id);
	return true;
}

bool registry_is_chosen(const struct registry *r, enum next_table table, uint32_t value)
{
	for (unsigned i = 0; i < r->n_chosen; i++)
		if (r->chosen[i].table == table && r->chosen[i].low <= value && value <= r->chosen[i].high)
			return true;
	return false;
}

static void index_guesses(struct registry *r)
{
	memset(r->guess_first, 0, NEXT_N_TABLES * sizeof *r->guess_first);
	for (unsigned t = 0; t < NEXT_N_TABLES; t++)
		for (unsigned i = 0; r->guess[t][i] != NO_PROTOCOL; i++) {
			const uint8_t *first = registry_protocols[r->guess[t][i]]->guess_first;
			for (unsigned byte = first[0]; byte <= (first[1] ? first[1] : 255u); byte++)
				r->guess_first[t][byte] |= UINT64_C(1) << i;
		}
}

void registry_disable(struct registry *r, uint16_t id)
{
	for (unsigned t = 0; t < NEXT_N_TABLES; t++) {
		for (uint32_t v = 0; v < r->map[t].size; v++)
			if (r->map[t].id[v] == id)
				r->map[t].id[v] = NO_PROTOCOL;
		uint16_t *to = r->guess[t];
		for (const uint16_t *from = to; *from != NO_PROTOCOL; from++)
			if (*from != id)
				*to++ = *from;
		*to = NO_PROTOCOL;
	}
	index_guesses(r);
	for (unsigned i = 0; i < r->n_sparse; i++)
		if (r->sparse[i].id == id)
			r->sparse[i].id = NO_PROTOCOL;
	for (unsigned i = 0; i < r->n_media; i++)
		if (r->media[i].proto == id)
			r->media[i].proto = NO_PROTOCOL;
}

static void link_protocols(struct registry *r)
{
	for (unsigned i = 0; i < COUNT(registry_protocols); i++)
		for (unsigned k = 0; k < registry_protocols[i]->n_on; k++) {
			const struct next_link *on = &registry_protocols[i]->on[k];
			uint16_t taken = registry_next(r, on->table, on->value);
			if (taken != NO_PROTOCOL) {
				fprintf(stderr, "peel: protocols %s and %s both claim number %u of table %u\n",
					registry_protocols[taken]->name, registry_protocols[i]->name, on->value,
					on->table);
				exit(3);
			}
			set(r, on->table, on->value, (uint16_t)i);
		}
}

static bool guesses_on(const struct protocol *p, unsigned table)
{
	return p->guess && table && (p->guess_on[0] == table || p->guess_on[1] == table);
}

static void list_guesses(struct registry *r)
{
	for (unsigned t = 0; t < NEXT_N_TABLES; t++) {
		unsigned n = 0;
		r->guess[t] = must(malloc((COUNT(registry_protocols) + 1) * sizeof(uint16_t)));
		for (unsigned i = 0; i < COUNT(registry_protocols); i++)
			if (guesses_on(registry_protocols[i], t))
				r->guess[t][n++] = (uint16_t)i;
		if (n > MAX_GUESSES) {
			fprintf(stderr, "peel: more than %u protocols recognise content of table %u\n", MAX_GUESSES, t);
			exit(3);
		}
		r->guess[t][n] = NO_PROTOCOL;
	}
	r->guess_first = must(malloc(NEXT_N_TABLES * sizeof *r->guess_first));
	index_guesses(r);
}

uint16_t registry_guess(const struct registry *r, enum next_table table, const struct layer *l, struct slice bytes)
{
	for (uint64_t may = r->guess_first[table][slice_u8(bytes, 0)]; may; may &= may - 1) {
		uint16_t id = r->guess[table][__builtin_ctzll(may)];
		if (registry_protocols[id]->guess(l, bytes))
			return id;
	}
	return NO_PROTOCOL;
}

static int compare_types(const void *a, const void *b)
{
	return strcmp(((const struct media_type *)a)->type, ((const struct media_type *)b)->type);
}

static void list_media(struct registry *r)
{
	for (unsigned i = 0; i < COUNT(registry_protocols); i++)
		for (const char *const *m = registry_protocols[i]->media; m && *m; m++) {
			r->media = must(realloc(r->media, (r->n_media + 1) * sizeof *r->media));
			r->media[r->n_media++] = (struct media_type){ *m, (uint16_t)i };
		}
	if (r->n_media)
		qsort(r->media, r->n_media, sizeof *r->media, compare_types);
}

static const struct media_type *find_media(const struct registry *r, const char *name)
{
	struct media_type key = { name, 0 };
	return r->n_media ? bsearch(&key, r->media, r->n_media, sizeof key, compare_types) : NULL;
}

uint16_t registry_media(const struct registry *r, struct slice type)
{
	char name[64];
	uint32_t n = 0;
	for (; n < type.len && type.p[n] != ';' && type.p[n] != ' ' && type.p[n] != '\t'; n++) {
		if (n == sizeof name - 1)
			return NO_PROTOCOL;
		name[n] = (char)(type.p[n] >= 'A' && type.p[n] <= 'Z' ? type.p[n] + 32 : type.p[n]);
	}
	name[n] = 0;
	const struct media_type *found = find_media(r, name);
	char *slash = found ? NULL : memchr(name, '/', n);
	if (slash && slash + 2 < name + sizeof name) {
		memcpy(slash, "/*", 3);
		found = find_media(r, name);
	}
	return found ? found->proto : NO_PROTOCOL;
}

static int compare_names(const void *a, const void *b)
{
	const struct named_field *x = a, *y = b;
	int c = strcmp(x->field->abbrev, y->field->abbrev);
	return c ? c : (x->order > y->order) - (x->order < y->order);
}

static void index_fields(struct registry *r)
{
	unsigned n = 0;
	for (unsigned i = 0; i < COUNT(registry_protocols); i++)
		n += registry_protocols[i]->n_fields;
	r->by_name = must(calloc(n + 1, sizeof *r->by_name));
	for (unsigned i = 0; i < COUNT(registry_protocols); i++)
		for (unsigned k = 0; k < registry_protocols[i]->n_fields; k++)
			if (registry_protocols[i]->fields[k].abbrev_len) {
				r->by_name[r->n_fields] = (struct named_field){ &registry_protocols[i]->fields[k],
										(uint16_t)i, r->n_fields };
				r->n_fields++;
			}
	qsort(r->by_name, r->n_fields, sizeof *r->by_name, compare_names);
	for (unsigned i = 1; i < r->n_fields; i++)
		if (!strcmp(r->by_name[i].field->abbrev, r->by_name[i - 1].field->abbrev) &&
		    r->by_name[i].proto != r->by_name[i - 1].proto) {
			fprintf(stderr, "peel: field %s belongs to two protocols\n", r->by_name[i].field->abbrev);
			exit(3);
		}
}

static void add_once(uint16_t *list, unsigned *n, uint16_t id)
{
	for (unsigned i = 0; i < *n; i++)
		if (list[i] == id)
			return;
	list[(*n)++] = id;
}

/* What stands in the tree of those whose rows it shows stands in its own as well. */
static void list_shown(struct registry *r)
{
	uint16_t list[COUNT(registry_protocols) + 1];
	for (unsigned i = 0; i < COUNT(registry_protocols); i++) {
		unsigned n = 0;
		add_once(list, &n, (uint16_t)i);
		for (unsigned k = 0; k < n; k++) {
			uint16_t id = list[k];
			if (r->lender[id] != NO_PROTOCOL)
				add_once(list, &n, r->lender[id]);
			for (const struct protocol *const *p = registry_protocols[id]->shows; p && *p; p++)
				add_once(list, &n, registry_id(r, *p));
		}
		list[n++] = NO_PROTOCOL;
		r->shown[i] = must(malloc(n * sizeof *list));
		memcpy(r->shown[i], list, n * sizeof *list);
	}
}

struct registry *registry_new(void)
{
	struct registry *r = must(calloc(1, sizeof *r));
	for (unsigned t = 0; t < NEXT_N_TABLES; t++) {
		r->map[t].size = table_size[t];
		r->map[t].id = must(malloc(table_size[t] * sizeof(uint16_t) + 1));
		memset(r->map[t].id, 0xff, table_size[t] * sizeof(uint16_t));
	}
	hash_names(r);
	link_protocols(r);
	list_guesses(r);
	list_media(r);
	index_fields(r);
	sort_by_place(r);
	for (unsigned i = 0; i < CORE_COUNT; i++)
		r->core[i] = registry_find(r, core_names[i]);
	for (unsigned i = 0; i < COUNT(registry_protocols); i++)
		r->lender[i] =
			registry_protocols[i]->borrows ? registry_find(r, registry_protocols[i]->borrows) : NO_PROTOCOL;
	list_shown(r);
	return r;
}

uint16_t registry_lender(const struct registry *r, unsigned id)
{
	return id < COUNT(registry_protocols) ? r->lender[id] : NO_PROTOCOL;
}

const uint16_t *registry_shown(const struct registry *r, unsigned id)
{
	return r->shown[id];
}

uint16_t registry_core(const struct registry *r, enum registry_core which)
{
	return r->core[which];
}

void registry_free(struct registry *r)
{
	if (!r)
		return;
	for (unsigned t = 0; t < NEXT_N_TABLES; t++) {
		free(r->map[t].id);
		free(r->guess[t]);
	}
	for (unsigned i = 0; i < COUNT(registry_protocols); i++)
		free(r->shown[i]);
	free(r->sparse);
	free(r->by_name);
	free(r->guess_first);
	free(r->media);
	free(r);
}

const struct field *registry_field(const struct registry *r, const char *abbrev, uint16_t *proto_id)
{
	for (unsigned low = 0, high = r->n_fields; low < high;) {
		unsigned mid = (low + high) / 2;
		int c = strcmp(r->by_name[mid].field->abbrev, abbrev);
		if (c < 0) {
			low = mid + 1;
		} else if (c > 0) {
			high = mid;
		} else {
			while (mid && !strcmp(r->by_name[mid - 1].field->abbrev, abbrev))
				mid--;
			if (proto_id)
				*proto_id = r->by_name[mid].proto;
			return r->by_name[mid].field;
		}
	}
	return NULL;
}

bool registry_is_core(const struct registry *r, uint16_t id)
{
	for (unsigned i = 0; i < CORE_COUNT; i++)
		if (r->core[i] == id)
			return true;
	return false;
}
