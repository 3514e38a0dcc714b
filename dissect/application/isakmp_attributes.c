/* isakmp_attributes.c: attributes, which ISAKMP and IKE write in one way everywhere (RFC 2408, 3.3; RFC 7296, 3.3.5, 3.15.1): a
 * type whose highest bit says that two bytes of value follow, and no length in front of them. */
#include "base/fmt.h"
#include "dissect/application/isakmp_impl.h"

enum { SHORT_FORM = 0x8000 };

/* What stands behind the type in an attribute's label. */
enum told { NOTHING, NUMBER, NAME, TEXT };

struct attribute {
	uint16_t type, row;
	uint8_t told;    /* enum told */
	uint8_t size;    /* bytes that the row reads; 0: all of them */
	uint16_t second; /* a row for what stands behind them; 0: none */
	uint8_t more;
	bool repeats;
};

struct ike_attributes {
	const char *title;
	uint16_t node, format, kind, length, value;
	bool empty_is_fine;
	uint8_t n;
	const struct attribute *list;
	/* The rows of a duration by its length, where there is one: up to 4, up to 8, more bytes. */
	uint16_t duration, durations[3];
};

#define LIST(...)                                                                                        \
	.n = sizeof((const struct attribute[]){ __VA_ARGS__ }) / sizeof(struct attribute), \
	.list = (const struct attribute[]){ __VA_ARGS__ }

const struct ike_attributes ike_phase1 = {
	"IKE Attribute", IK_IKE_ATTR, IK_IKE_ATTR_FORMAT, IK_IKE_ATTR_TYPE, IK_IKE_ATTR_LENGTH, IK_IKE_ATTR_VALUE,
	LIST({ 1, IK_IKE_ATTR_ENCRYPTION_ALGORITHM, .told = NAME }, { 2, IK_IKE_ATTR_HASH_ALGORITHM, .told = NAME },
	     { 3, IK_IKE_ATTR_AUTHENTICATION_METHOD, .told = NAME }, { 4, IK_IKE_ATTR_GROUP_DESCRIPTION, .told = NAME },
	     { 5, IK_IKE_ATTR_GROUP_TYPE, .told = NAME }, { 6, .row = IK_IKE_ATTR_GROUP_PRIME },
	     { 7, .row = IK_IKE_ATTR_GROUP_GENERATOR_ONE }, { 8, .row = IK_IKE_ATTR_GROUP_GENERATOR_TWO },
	     { 9, .row = IK_IKE_ATTR_GROUP_CURVE_A }, { 10, .row = IK_IKE_ATTR_GROUP_CURVE_B },
	     { 11, IK_IKE_ATTR_LIFE_TYPE, .told = NAME }, { 13, .row = IK_IKE_ATTR_PRF },
	     { 14, IK_IKE_ATTR_KEY_LENGTH, .told = NUMBER }, { 15, .row = IK_IKE_ATTR_FIELD_SIZE },
	     { 16, .row = IK_IKE_ATTR_GROUP_ORDER }, { 17, .row = IK_IKE_ATTR_BLOCK_SIZE },
	     { 20, IK_IKE_ATTR_ASYMMETRIC_CRYPTOGRAPHIC_ALGORITHM_TYPE, .told = NAME }),
	.duration = 12, .durations = { IK_IKE_ATTR_LIFE_DURATION, IK_IKE_ATTR_LIFE_DURATION64, IK_IKE_ATTR_LIFE_DURATION_BYTES }
};

const struct ike_attributes ike_phase2 = {
	"IPsec Attribute", IK_IPSEC_ATTR, IK_IPSEC_ATTR_FORMAT, IK_IPSEC_ATTR_TYPE, IK_IPSEC_ATTR_LENGTH, IK_IPSEC_ATTR_VALUE,
	LIST({ 1, IK_IPSEC_ATTR_LIFE_TYPE, .told = NAME }, { 3, IK_IPSEC_ATTR_GROUP_DESCRIPTION, .told = NAME },
	     { 4, IK_IPSEC_ATTR_ENCAP_MODE, .told = NAME }, { 5, IK_IPSEC_ATTR_AUTH_ALGORITHM, .told = NAME },
	     { 6, IK_IPSEC_ATTR_KEY_LENGTH, .told = NUMBER }, { 7, IK_IPSEC_ATTR_KEY_ROUNDS, .told = NUMBER },
	     { 8, .row = IK_IPSEC_ATTR_CMPR_DICT_SIZE }, { 9, .row = IK_IPSEC_ATTR_CMPR_ALGORITHM },
	     { 10, IK_IPSEC_ATTR_ECN_TUNNEL, .told = NAME }, { 11, IK_IPSEC_ATTR_EXT_SEQ_NBR, .told = NAME },
	     { 12, IK_IPSEC_ATTR_AUTH_KEY_LENGTH, .told = NUMBER }, { 13, .row = IK_IPSEC_ATTR_SIG_ENCO_ALGORITHM },
	     { 14, IK_IPSEC_ATTR_ADDR_PRESERVATION, .told = NAME }, { 15, IK_IPSEC_ATTR_SA_DIRECTION, .told = NAME }),
	.duration = 2, .durations = { IK_IPSEC_ATTR_LIFE_DURATION, IK_IPSEC_ATTR_LIFE_DURATION64, IK_IPSEC_ATTR_LIFE_DURATION_BYTES }
};

const struct ike_attributes ike_lifetime1 = {
	"IKE Attribute", IK_LIFETIME_IKE_ATTR, IK_LIFETIME_IKE_ATTR_FORMAT,
	IK_LIFETIME_IKE_ATTR_TYPE, IK_LIFETIME_IKE_ATTR_LENGTH,
	IK_LIFETIME_IKE_ATTR_VALUE,
	LIST({ 11, IK_LIFETIME_IKE_ATTR_LIFE_TYPE, .told = NAME }),
	.duration = 12, .durations = { IK_LIFETIME_IKE_ATTR_LIFE_DURATION, IK_LIFETIME_IKE_ATTR_LIFE_DURATION64,
	      IK_LIFETIME_IKE_ATTR_LIFE_DURATION_BYTES }
};

const struct ike_attributes ike_lifetime2 = {
	"IPsec Attribute", IK_LIFETIME_IPSEC_ATTR, IK_LIFETIME_IPSEC_ATTR_FORMAT,
	IK_LIFETIME_IPSEC_ATTR_TYPE, IK_LIFETIME_IPSEC_ATTR_LENGTH,
	IK_LIFETIME_IPSEC_ATTR_VALUE,
	LIST({ 1, IK_LIFETIME_IPSEC_ATTR_LIFE_TYPE, .told = NAME }),
	.duration = 2, .durations = { IK_LIFETIME_IPSEC_ATTR_LIFE_DURATION, IK_LIFETIME_IPSEC_ATTR_LIFE_DURATION64,
	     IK_LIFETIME_IPSEC_ATTR_LIFE_DURATION_BYTES }
};

const struct ike_attributes ike_transform = {
	"Transform Attribute", IK_IKE2_ATTR, IK_IKE2_ATTR_FORMAT, IK_IKE2_ATTR_TYPE, IK_IKE2_ATTR_LENGTH, IK_IKE2_ATTR_VALUE,
	LIST({ 14, IK_IKE2_ATTR_KEY_LENGTH, .told = NUMBER })
};

const struct ike_attributes ike_rohc = {
	"ROHC Attribute Type", IK_DATA_ROHC_ATTR, IK_DATA_ROHC_ATTR_FORMAT, IK_DATA_ROHC_ATTR_TYPE,
	IK_DATA_ROHC_ATTR_LENGTH, IK_DATA_ROHC_ATTR_VALUE,
	LIST({ 1, .row = IK_DATA_ROHC_ATTR_MAX_CID }, { 2, .row = IK_DATA_ROHC_ATTR_PROFILE },
	     { 3, .row = IK_DATA_ROHC_ATTR_INTEG }, { 4, .row = IK_DATA_ROHC_ATTR_ICV_LEN },
	     { 5, .row = IK_DATA_ROHC_ATTR_MRRU })
};

#define CONFIGURATION                                                                                                 \
	{ 1, IK_CFG_IP4_ADDRESS, .size = 4 }, { 2, IK_CFG_IP4_NETMASK, .size = 4 },                                   \
	{ 3, IK_CFG_IP4_DNS, .size = 4 }, { 4, IK_CFG_IP4_NBNS, .size = 4 },                                          \
	{ 5, .row = IK_CFG_ADDRESS_EXPIRY }, { 6, IK_CFG_IP4_DHCP, .size = 4 },                                       \
	{ 7, IK_CFG_ATTR_APPLICATION_VERSION, .told = TEXT },                                                         \
	{ 8, IK_CFG_IP6_ADDRESS, .size = 16, .second = IK_CFG_IP6_ADDRESS_PREFIX, .more = 1 },                        \
	{ 9, IK_CFG_IP6_NETMASK, .size = 16 }, { 10, IK_CFG_IP6_DNS, .size = 16 },                                    \
	{ 11, IK_CFG_IP6_NBNS, .size = 16 }, { 12, IK_CFG_IP6_DHCP, .size = 16 },                                     \
	{ 13, IK_CFG_IP4_SUBNET_IP, .size = 4, .second = IK_CFG_IP4_SUBNET_NETMASK, .more = 4, .repeats = true },     \
	{ 14, IK_CFG_ATTR_SUPPORTED_ATTRIBUTES, .size = 2, .repeats = true },                                         \
	{ 15, IK_CFG_IP6_SUBNET_IP, .size = 16, .second = IK_CFG_IP6_SUBNET_PREFIX, .more = 1, .repeats = true },     \
	{ 17, IK_CFG_IP6_LINK_INTERFACE, .size = 8 },                                                                 \
	{ 18, IK_CFG_IP6_PREFIX_IP, .size = 16, .second = IK_CFG_IP6_PREFIX_LENGTH, .more = 1 },                      \
	{ 20, IK_CFG_ATTR_P_CSCF_IP4_ADDRESS, .size = 4 }, { 21, IK_CFG_ATTR_P_CSCF_IP6_ADDRESS, .size = 16 },        \
	{ 16520, IK_CFG_ATTR_XAUTH_TYPE, .told = NAME }, { 16521, IK_CFG_ATTR_XAUTH_USER_NAME, .told = TEXT },        \
	{ 16522, IK_CFG_ATTR_XAUTH_USER_PASSWORD, .told = TEXT }, { 16523, IK_CFG_ATTR_XAUTH_PASSCODE,                \
	  .told = TEXT },                                                                                             \
	{ 16524, IK_CFG_ATTR_XAUTH_MESSAGE, .told = TEXT }, { 16525, IK_CFG_ATTR_XAUTH_CHALLENGE, .told = TEXT },     \
	{ 16526, IK_CFG_ATTR_XAUTH_DOMAIN, .told = TEXT }, { 16527, IK_CFG_ATTR_XAUTH_STATUS, .told = NAME },         \
	{ 16528, IK_CFG_ATTR_XAUTH_NEXT_PIN, .told = TEXT }, { 16529, IK_CFG_ATTR_XAUTH_ANSWER, .told = TEXT },       \
	{ 28672, IK_CFG_ATTR_UNITY_BANNER, .told = TEXT }, { 28674, IK_CFG_ATTR_UNITY_DEF_DOMAIN, .told = TEXT }

const struct ike_attributes ike_config1 = { "Config Attribute", IK_CFG_ATTR_1, IK_CFG_ATTR_FORMAT, IK_CFG_ATTR_TYPE_1,
					    IK_CFG_ATTR_LENGTH, IK_CFG_ATTR_VALUE, true, LIST(CONFIGURATION) };
const struct ike_attributes ike_config2 = { "Config Attribute", IK_CFG_ATTR_2, IK_CFG_ATTR_FORMAT, IK_CFG_ATTR_TYPE_2,
					    IK_CFG_ATTR_LENGTH, IK_CFG_ATTR_VALUE, true, LIST(CONFIGURATION) };

static const struct attribute *find(const struct ike_attributes *set, unsigned type)
{
	for (unsigned i = 0; i < set->n; i++)
		if (set->list[i].type == type)
			return &set->list[i];
	return NULL;
}

/* The number that a duration's row reads: as many bytes as there are. */
static unsigned duration_row(const struct ike_attributes *set, uint32_t n)
{
	return set->durations[n <= 4 ? 0 : n <= 8 ? 1 : 2];
}

static void put_value(struct tree *t, uint32_t off, uint32_t n, unsigned type, const struct ike_attributes *set)
{
	const struct attribute *a = find(set, type);
	if (set->duration == type && type) {
		put(t, duration_row(set, n), off, n);
		return;
	}
	if (!a)
		return;
	if (!a->size) {
		put(t, a->row, off, n);
		return;
	}
	for (uint32_t end = off + n; off < end && !tree_ended(t); off += a->size + a->more) {
		put(t, a->row, off, a->size);
		if (a->second && off + a->size < end)
			put(t, a->second, off + a->size, a->more);
		if (!a->repeats)
			return;
	}
}

static uint32_t put_attribute(struct tree *t, uint32_t off, const struct ike_attributes *set)
{
	if (!tree_need(t, off, 4))
		return 4;
	unsigned type = slice_u16(t->l->data, off);
	bool is_short = type & SHORT_FORM;
	uint32_t n = is_short ? 2 : slice_u16(t->l->data, off + 2), value = off + (is_short ? 2 : 4);
	uint32_t rest = slice_from(t->l->data, off).wire;
	put_node(t, set->node, off, value + n - off < rest ? value + n - off : rest);
	tree_push(t);
	put(t, set->format, off, 2);
	put_uint(t, set->kind, off, 2, type & ~(unsigned)SHORT_FORM);
	if (!is_short)
		put(t, set->length, off + 2, 2);
	if (n) {
		put(t, set->value, value, n);
		put_value(t, value, n, type & ~(unsigned)SHORT_FORM, set);
	} else if (!set->empty_is_fine) {
		put_expert(t, IK_ATTRIBUTE_VALUE_EMPTY, off, 4, NULL);
	}
	tree_pop(t);
	return value + n - off;
}

void ike_put_attributes(struct tree *t, uint32_t off, uint32_t end, const struct ike_attributes *set)
{
	while (off < end && !tree_ended(t))
		off += put_attribute(t, off, set);
}

/* "IKE Attribute (t=1,l=2): Encryption-Algorithm: AES-CBC" */
static void label(struct buf *b, const struct tree *t, const struct record *r, const struct ike_attributes *set)
{
	struct slice s = record_bytes(t->d, r);
	unsigned type = slice_u16(s, 0);
	bool is_short = type & SHORT_FORM;
	uint32_t n = is_short ? 2 : slice_u16(s, 2);
	struct slice value = slice_from(s, is_short ? 2 : 4);
	type &= ~(unsigned)SHORT_FORM;
	const struct attribute *a = find(set, type);
	const char *name = isakmp_fields[set->kind].vals ? value_text(isakmp_fields[set->kind].vals, type) : NULL;
	buf_str(b, set->title);
	buf_lit(b, " (t=");
	fmt_uint(b, type);
	buf_lit(b, ",l=");
	fmt_uint(b, n);
	buf_lit(b, "): ");
	if (name) {
		buf_str(b, name);
	} else {
		buf_lit(b, "Unknown Attribute Type (");
		fmt_uint_pad(b, type, 2, '0');
		buf_char(b, ')');
	}
	if (!n || !slice_has(value, 0, n))
		return;
	uint64_t number = slice_uint(value, 0, n, false);
	bool duration = set->duration == type && type;
	if ((duration && n <= 8) || (a && a->told == NUMBER)) {
		buf_lit(b, ": ");
		fmt_uint(b, number);
	} else if (a && a->told == TEXT) {
		buf_lit(b, ": ");
		fmt_text(b, value.p, n);
	} else if (a && a->told == NAME) {
		const char *text = value_text(isakmp_fields[a->row].vals, number);
		buf_lit(b, ": ");
		if (text) {
			buf_str(b, text);
		} else {
			buf_lit(b, "Unknown ");
			fmt_uint(b, number);
		}
	}
}

#define LABEL(name)                                                                              \
	void ike_label_##name(struct buf *b, const struct tree *t, const struct record *r) \
	{                                                                                        \
		label(b, t, r, &ike_##name);                                                     \
	}
LABEL(phase1)
LABEL(phase2)
LABEL(lifetime1)
LABEL(lifetime2)
LABEL(transform)
LABEL(config1)
LABEL(config2)
LABEL(rohc)
