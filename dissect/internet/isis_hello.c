/* isis_hello.c: IS-IS hello PDUs (ISO 10589, 9.5 to 9.7): on LANs of either level, and on point-to-point lines. */
#include "dissect/column.h"
#include "dissect/internet/isis.h"

/*   0          1           7               9            11
 *  +----------+-----------+---------------+------------+-------------------+-----------
 *  | circuit  | system ID | holding timer | PDU length | priority, LAN ID  | values
 *  | type     | of 6      |               |            | or local circuit  |
 *  +----------+-----------+---------------+------------+-------------------+----------- */
enum {
	HELLO, CIRCUIT = CLV_OWN, RESERVED, SOURCE, HOLDING, PDU_LENGTH, PRIORITY, PRIORITY_RESERVED, LAN, LOCAL_CIRCUIT, AREA, NLPID,
	IPV4, IPV6, IPV6_GLOBAL, RESTART, RESTART_SA, RESTART_RA, RESTART_RR, RESTART_TIME, RESTART_NEIGHBOR, NEIGHBOR, INSTANCE, TOPOLOGIES,
	STATE, EXTENDED_CIRCUIT, NEIGHBOR_SYSTEM, NEIGHBOR_CIRCUIT,
};
enum { BEFORE_CLVS_LAN = 19, BEFORE_CLVS_P2P = 12, RESTART_ACKNOWLEDGED = 0x02 };

static const struct value_table circuits = VALUES({ 0, "Reserved 0 (discard PDU)" }, { 1, "Level 1 only" }, { 2, "Level 2 only" },
	{ 3, "Level 1 and 2" });
static const struct value_table adjacency = VALUES({ 0, "Up" }, { 1, "Initializing" }, { 2, "Down" });

#define RESTART_BIT(abbrev, name_, bit) F("isis.hello.clv_restart_flags." abbrev, name_, FT_BOOLEAN, BASE_NONE, .mask = bit)

static const struct field hello_fields[] = {
	[HELLO] = F("isis.hello", "ISIS HELLO", FT_PROTOCOL, BASE_NONE),
	ISIS_CLV_ROWS("hello"),
	[CIRCUIT] = F("isis.hello.circuit_type", "Circuit type", FT_UINT8, BASE_HEX, .off = 0, .size = 1, .mask = 0x03, .vals = &circuits),
	[RESERVED] = F("isis.hello.reserved", "Reserved", FT_UINT8, BASE_HEX, .off = 0, .size = 1, .mask = 0xfc),
	[SOURCE] = F("isis.hello.source_id", "SystemID {Sender of PDU}", FT_STRING, BASE_NONE),
	[HOLDING] = F("isis.hello.holding_timer", "Holding timer", FT_UINT16, BASE_DEC),
	[PDU_LENGTH] = F("isis.hello.pdu_length", "PDU length", FT_UINT16, BASE_DEC),
	[PRIORITY] = F("isis.hello.priority", "Priority", FT_UINT8, BASE_DEC, .mask = 0x7f),
	[PRIORITY_RESERVED] = F("isis.hello.reserved", "Reserved", FT_UINT8, BASE_DEC, .mask = 0x80),
	[LAN] = F("isis.hello.lan_id", "SystemID {Designated IS}", FT_STRING, BASE_NONE),
	[LOCAL_CIRCUIT] = F("isis.hello.local_circuit_id", "Local circuit ID", FT_UINT8, BASE_DEC),
	[AREA] = F("isis.hello.area_address", "Area address", FT_BYTES, BASE_NONE, .label = isis_label_area),
	[NLPID] = F("isis.hello.clv_nlpid.nlpid", "NLPID", FT_UINT8, BASE_HEX),
	[IPV4] = F("isis.hello.clv_ipv4_int_addr", "IPv4 interface address", FT_IPv4, BASE_NONE),
	[IPV6] = F("isis.hello.clv_ipv6_int_addr", "IPv6 interface address", FT_IPv6, BASE_NONE),
	[IPV6_GLOBAL] = F("isis.hello.clv_ipv6_glb_int_addr", "IPv6 Global interface address", FT_IPv6, BASE_NONE),
	[RESTART] = F("isis.hello.clv_restart_flags", "Restart Signaling Flags", FT_UINT8, BASE_HEX),
	[RESTART_SA] = RESTART_BIT("sa", "Suppress Adjacency", 0x04),
	[RESTART_RA] = RESTART_BIT("ra", "Restart Acknowledgment", RESTART_ACKNOWLEDGED),
	[RESTART_RR] = RESTART_BIT("rr", "Restart Request", 0x01),
	[RESTART_TIME] = F("isis.hello.clv_restart.remain_time", "Remaining holding time", FT_UINT16, BASE_DEC),
	[RESTART_NEIGHBOR] = F("isis.hello.clv_restart.neighbor", "Restarting Neighbor ID", FT_STRING, BASE_NONE),
	[NEIGHBOR] = F("isis.hello.is_neighbor", "IS Neighbor", FT_ETHER, BASE_NONE),
	[INSTANCE] = F("isis.hello.iid", "Instance Identifier", FT_UINT16, BASE_DEC),
	[TOPOLOGIES] = F("isis.hello.supported_itid", "Supported ITID", FT_UINT16, BASE_DEC),
	[STATE] = F("isis.hello.adjacency_state", "Adjacency State", FT_UINT8, BASE_DEC, .vals = &adjacency),
	[EXTENDED_CIRCUIT] = F("isis.hello.extended_local_circuit_id", "Extended Local circuit ID", FT_UINT32, BASE_HEX),
	[NEIGHBOR_SYSTEM] = F("isis.hello.neighbor_systemid", "Neighbor SystemID", FT_STRING, BASE_NONE),
	[NEIGHBOR_CIRCUIT] = F("isis.hello.neighbor_extended_local_circuit_id", "Neighbor Extended Local circuit ID", FT_UINT32, BASE_HEX),
};

static void put_areas(struct tree *t, uint32_t off, uint32_t n)
{
	isis_put_areas(t, AREA, off, n);
}

static void put_neighbors(struct tree *t, uint32_t off, uint32_t n)
{
	isis_put_each(t, NEIGHBOR, off, n, 6);
}

static void put_instance(struct tree *t, uint32_t off, uint32_t n)
{
	isis_put_instance(t, INSTANCE, off, n);
}

static void put_nlpids(struct tree *t, uint32_t off, uint32_t n)
{
	isis_put_nlpids(t, NLPID, off, n);
}

static void put_ipv4(struct tree *t, uint32_t off, uint32_t n)
{
	isis_put_each(t, IPV4, off, n, 4);
}

static void put_ipv6(struct tree *t, uint32_t off, uint32_t n)
{
	isis_put_each(t, IPV6, off, n, 16);
}

static void put_ipv6_global(struct tree *t, uint32_t off, uint32_t n)
{
	isis_put_each(t, IPV6_GLOBAL, off, n, 16);
}

/* RFC 5306, 3.1: time and neighbour are there when the restart is acknowledged. */
static void put_restart(struct tree *t, uint32_t off, uint32_t n)
{
	bool acknowledged = slice_u8(t->l->data, off) & RESTART_ACKNOWLEDGED;
	if (!n)
		return;
	put(t, RESTART, off, 1);
	tree_push(t);
	for (unsigned row = RESTART_SA; row <= RESTART_RR; row++)
		put(t, row, off, 1);
	tree_pop(t);
	if (n >= 3 && acknowledged)
		put(t, RESTART_TIME, off + 1, 2);
	if (n >= 3 + ISIS_SYSTEM_ID && acknowledged)
		isis_put_id(t, RESTART_NEIGHBOR, off + 3, ISIS_SYSTEM_ID);
}

/* RFC 5303, 3.1. */
static void put_adjacency(struct tree *t, uint32_t off, uint32_t n)
{
	if (n >= 1)
		put(t, STATE, off, 1);
	if (n >= 5)
		put(t, EXTENDED_CIRCUIT, off + 1, 4);
	if (n >= 5 + ISIS_SYSTEM_ID)
		isis_put_id(t, NEIGHBOR_SYSTEM, off + 5, ISIS_SYSTEM_ID);
	if (n >= 9 + ISIS_SYSTEM_ID)
		put(t, NEIGHBOR_CIRCUIT, off + 5 + ISIS_SYSTEM_ID, 4);
}

/* Those without a function are named, and no more. */
static const struct isis_clv clvs[] = {
	{ 1, "Area address(es)", put_areas }, { 6, "IS Neighbor(s)", put_neighbors }, { 7, "Instance Identifier", put_instance },
	{ 8, "Padding", NULL }, { 10, "Authentication", NULL }, { 129, "Protocols Supported", put_nlpids },
	{ 132, "IP Interface address(es)", put_ipv4 }, { 133, "IP Authentication", NULL }, { 143, "MT Port Capability", NULL },
	{ 211, "Restart Signaling", put_restart }, { 229, "Multi Topology", NULL }, { 232, "IPv6 Interface address(es)", put_ipv6 },
	{ 233, "IPv6 Global Interface Address", put_ipv6_global }, { 240, "Point-to-point Adjacency State", put_adjacency },
};

static void hello_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	l->tree_len = l->data.len;
	if (layer_header(l, 7))
		l->header_len = l->data.len;
	l->payload = slice_first(l->payload, 0);
}

static void hello_tree(struct tree *t, const struct layer *l)
{
	bool lan = isis_type(t->d, l) != ISIS_P2P_HELLO;
	uint32_t length = slice_u16(l->data, 9), begin = lan ? BEFORE_CLVS_LAN : BEFORE_CLVS_P2P;
	put_rows(t, CIRCUIT, RESERVED, 0);
	isis_put_id(t, SOURCE, 1, ISIS_SYSTEM_ID);
	put(t, HOLDING, 7, 2);
	put(t, PDU_LENGTH, 9, 2);
	if (length < begin + ISIS_HEADER && tree_borrow(t)) {
		tree_push(t);
		put_expert(t, CLV_OWN, 9, 0, NULL); /* a row of the LSP's */
		tree_pop(t);
		tree_give_back(t);
	}
	if (lan) {
		put(t, PRIORITY, 11, 1);
		put(t, PRIORITY_RESERVED, 11, 1);
		isis_put_id(t, LAN, 12, ISIS_SYSTEM_ID + 1);
	} else {
		put(t, LOCAL_CIRCUIT, 11, 1);
	}
	if (length > begin + ISIS_HEADER)
		isis_put_clvs(t, clvs, COUNT(clvs), begin, length - ISIS_HEADER);
}

static void hello_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	buf_str(&c->info, isis_type_name(d, l));
	buf_lit(&c->info, ", System-ID: ");
	isis_id_text(&c->info, l->data, 1, ISIS_SYSTEM_ID);
}

const struct protocol protocol_isis_hello = {
	.name = "isis.hello",
	.column = "ISIS HELLO",
	FIELDS(hello_fields),
	.borrows = "isis.lsp",
	.dissect = hello_dissect,
	.fields_of = hello_tree,
	.info = hello_info,
};
