/* dhcpv6_impl.h: the parts of DHCPv6 among themselves. */
#ifndef PEEL_DISSECT_APPLICATION_DHCPV6_IMPL_H
#define PEEL_DISSECT_APPLICATION_DHCPV6_IMPL_H

#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/message.h"
#include "dissect/text.h"
#include "dissect/tree.h"

enum dhcpv6_row {
	DHCPV6, D6_TEXT, D6_OPTION, D6_MSGTYPE, D6_HOPCOUNT, D6_XID, D6_LINKADDR, D6_PEERADDR, D6_OPTION_TYPE,
	D6_OPTION_LENGTH, D6_CLIENTFQDN_BAD_MSGTYPE, D6_CLIENT_FQDN_FLAGS, D6_CLIENTFQDN_CLIENT_S,
	D6_CLIENTFQDN_CLIENT_N, D6_CLIENTFQDN_SERVER_S, D6_CLIENTFQDN_SERVER_O, D6_CLIENTFQDN_SERVER_N,
	D6_DOMAIN_FIELD_LEN, D6_BOGUS_LABEL_LENGTH, D6_DOMAIN_FIELD_LEN_EXCEEDED, D6_ENCODED_FQDN_GT_255,
	D6_ROOT_ONLY_DOMAIN_NAME, D6_TLD, D6_PARTIAL_NAME_PRECEDED_BY_FQDN, D6_REMOTEID_ENTERPRISE, D6_DUID_BYTES,
	D6_DUID_TYPE, D6_DUIDLLT_TIME, D6_DUIDLLT_LINK_LAYER_ADDR, D6_DUIDLLT_HWTYPE, D6_DUIDLL_HWTYPE,
	D6_DUIDEN_ENTERPRISE, D6_DUIDEN_IDENTIFIER, D6_DUIDLL_LINK_LAYER_ADDR, D6_DUIDUUID_BYTES, D6_IAID, D6_IAID_T1,
	D6_IAID_T2, D6_IATA, D6_IAADDR_IP, D6_IAADDR_PREF_LIFETIME, D6_IAADDR_VALID_LIFETIME, D6_REQUESTED_OPTION_CODE,
	D6_OPTION_PREFERENCE, D6_ELAPSED_TIME, D6_AUTH_PROTOCOL, D6_AUTH_ALGORITHM, D6_AUTH_RDM,
	D6_AUTH_REPLAY_DETECTION, D6_AUTH_INFO, D6_AUTH_REALM, D6_AUTH_KEY_ID, D6_AUTH_MD5_DATA, D6_UNICAST,
	D6_STATUS_CODE, D6_STATUS_MSG, D6_VENDORCLASS_ENTERPRISE, D6_VENDORCLASS_DATA, D6_VENDOROPTS_ENTERPRISE,
	D6_VENDOROPTS_ENTERPRISE_OPTION_CODE, D6_VENDOROPTS_ENTERPRISE_OPTION_LENGTH,
	D6_VENDOROPTS_ENTERPRISE_OPTION_DATA, D6_INTERFACE_ID, D6_RECONF_MSG, D6_SIP_SERVER_DOMAIN_SEARCH_FQDN,
	D6_SIP_SERVER_A, D6_DNS_SERVER, D6_SEARCH_LIST_ENTRY, D6_NIS_SERVER, D6_NISP_SERVER, D6_NIS_FQDN, D6_NISP_FQDN,
	D6_SNTP_SERVER, D6_LIFETIME, D6_BCMCS_SERVER_FQDN, D6_BCMCS_SERVER_A, D6_REMOTEID_ENTERPRISE_ID,
	D6_SUBSCRIBER_ID, D6_CLIENT_DOMAIN, D6_PANA_AGENT, D6_TIMEZONE, D6_TZDB, D6_LQ_QUERY, D6_LQ_QUERY_LINK_ADDRESS,
	D6_CLT_TIME, D6_LQ_RELAY_DATA_PEER_ADDR, D6_LQ_RELAY_DATA_MSG, D6_LQ_CLIENT_LINK, D6_CAPWAP_AC_V6,
	D6_AFTR_NAME, D6_IAPREFIX_PREF_LIFETIME, D6_IAPREFIX_VALID_LIFETIME, D6_IAPREFIX_PREF_LEN,
	D6_IAPREFIX_PREF_ADDR, D6_MIP6_HOME_AGENT, D6_MIP6_HOME_ADDRESS, D6_NAI, D6_PD_EXCLUDE_PREF_LEN,
	D6_PD_EXCLUDE_SUBNET_ID, D6_USERCLASS_LENGTH, D6_USERCLASS_OPAQUE_DATA, D6_NTPSERVER_OPTION_TYPE,
	D6_NTPSERVER_OPTION_LENGTH, D6_NTPSERVER_ADDR, D6_NTPSERVER_MC_ADDR, D6_CAPTIVE_PORTAL, D6_OPTION_CODE,
	D6_FAILOVER_BINDING_STATUS, D6_FAILOVER_CONNECT_FLAGS, D6_FAILOVER_CONNECT_FLAGS_RESERVED,
	D6_FAILOVER_CONNECT_FLAGS_F, D6_FAILOVER_DNS_HOSTNAME, D6_FAILOVER_DNS_ZONENAME, D6_FAILOVER_DNS_FLAGS,
	D6_FAILOVER_DNS_FLAGS_RESERVED, D6_FAILOVER_DNS_FLAGS_U, D6_FAILOVER_DNS_FLAGS_S, D6_FAILOVER_DNS_FLAGS_R,
	D6_FAILOVER_DNS_FLAGS_F, D6_FAILOVER_EXPIRATION_TIME, D6_FAILOVER_MAX_UNACKED_BNDUPD, D6_FAILOVER_MCLT,
	D6_FAILOVER_PARTNER_LIFETIME, D6_FAILOVER_PARTNER_LIFETIME_SENT, D6_FAILOVER_PARTNER_DOWN_TIME,
	D6_FAILOVER_PARTNER_RAW_CLT_TIME, D6_FAILOVER_PROTOCOL_MAJOR_VERSION, D6_FAILOVER_PROTOCOL_MINOR_VERSION,
	D6_FAILOVER_KEEPALIVE_TIME, D6_FAILOVER_RECONFIGURE_TIME, D6_FAILOVER_RECONFIGURE_KEY,
	D6_FAILOVER_RELATIONSHIP_NAME, D6_FAILOVER_SERVER_FLAGS, D6_FAILOVER_SERVER_FLAGS_RESERVED,
	D6_FAILOVER_SERVER_FLAGS_A, D6_FAILOVER_SERVER_FLAGS_S, D6_FAILOVER_SERVER_FLAGS_C, D6_FAILOVER_SERVER_STATE,
	D6_FAILOVER_START_TIME_OF_STATE, D6_FAILOVER_STATE_EXPIRATION_TIME, D6_RELAY_PORT, D6_NTPSERVER_FQDN,
	D6_S46_RULE_FLAGS, D6_S46_RULE_FLAGS_RESERVED, D6_S46_RULE_FLAGS_FMR, D6_S46_RULE_EA_LEN,
	D6_S46_RULE_IPV4_PREF_LEN, D6_S46_RULE_IPV4_PREFIX, D6_S46_RULE_IPV6_PREFIX_LEN, D6_S46_RULE_IPV6_PREFIX,
	D6_S46_BR_ADDRESS, D6_S46_DMR_DMR_PREF_LEN, D6_S46_DMR_DMR_PREFIX, D6_S46_V4V6BIND_IPV4_ADDRESS,
	D6_S46_V4V6BIND_IPV6_PREF_LEN, D6_S46_V4V6BIND_IPV6_PREFIX, D6_S46_PORTPARAM_OFFSET, D6_S46_PORTPARAM_PSID_LEN,
	D6_S46_PORTPARAM_PSID, D6_MUDURL, D6_MALFORMED_OPTION, D6_ERROR_HOPCOUNT, D6_BAD_MSGTYPE,
	D6_S_BIT_SHOULD_BE_ZERO, D6_X_NAME_NOT_DNS_ENCODED, D6_X_DOMAIN_FIELD_LENGTH_EXCEEDED,
	D6_X_ENCODED_FQDN_GT_255, D6_X_ROOT_ONLY_DOMAIN_NAME, D6_X_TLD_LOOKUP, D6_X_PARTIAL_NAME_PRECEDED_BY_FQDN,
	D6_BAD_QUERY_TYPE, D6_N_ROWS,
};
extern const struct field dhcpv6_rows[D6_N_ROWS];
extern const struct value_table dhcpv6_messages, dhcpv6_options;

enum dhcpv6_message {
	D6_SOLICIT = 1, D6_ADVERTISE = 2, D6_REQUEST = 3, D6_RENEW = 5, D6_REBIND = 6, D6_REPLY = 7, D6_RELAY_FORWARD = 12, D6_RELAY_REPLY = 13,
};
/* Options that hold other options or say something in the line (RFC 8415, 21; RFC 5007, 4; RFC 7598, 5). */
enum dhcpv6_option {
	D6_O_CLIENT = 1, D6_O_IA_NA = 3, D6_O_IA_TA = 4, D6_O_ADDRESS = 5, D6_O_REQUEST = 6, D6_O_RELAY = 9, D6_O_FQDN = 39,
};
enum { D6_HEADER = 4, D6_RELAY_HEADER = 34, D6_OPTION_HEADER = 4, D6_MAX_DEPTH = 24 };

static inline bool dhcpv6_is_relay(unsigned message)
{
	return message == D6_RELAY_FORWARD || message == D6_RELAY_REPLY;
}

/* An option in the layer's bytes. */
struct dhcpv6_value {
	uint32_t off, n, option; /* of its value, bytes of it, and where the option itself begins */
	uint8_t message, depth;  /* type of the message that it is in */
};

/* Messages and options, as deep as they are nested; end is where what they stand in ends. */
void dhcpv6_put_message(struct tree *t, uint32_t off, uint32_t end, unsigned depth);
void dhcpv6_put_options(struct tree *t, uint32_t off, uint32_t end, unsigned message, unsigned depth);
/* The option's value is not as it should be: "IA_NA: malformed option", or another `what`. */
void dhcpv6_put_bad(struct tree *t, const struct dhcpv6_value *v, const char *who, const char *what);
void dhcpv6_put_malformed(struct tree *t, const struct dhcpv6_value *v, const char *who);
/* A line of text, for what has no field of its own. */
void dhcpv6_put_title(struct tree *t, uint32_t off, uint32_t n, const char *title);
/* Values of options, whose length is one that they may have. */
typedef void dhcpv6_put_fn(struct tree *t, const struct dhcpv6_value *v);
dhcpv6_put_fn dhcpv6_put_duid, dhcpv6_put_association, dhcpv6_put_temporary, dhcpv6_put_address, dhcpv6_put_elapsed,
	dhcpv6_put_relayed, dhcpv6_put_authentication, dhcpv6_put_status, dhcpv6_put_user_class,
	dhcpv6_put_vendor_class, dhcpv6_put_vendor, dhcpv6_put_prefix, dhcpv6_put_with_enterprise, dhcpv6_put_fqdn,
	dhcpv6_put_query, dhcpv6_put_relay_data, dhcpv6_put_time_servers, dhcpv6_put_exclude, dhcpv6_put_map_rule,
	dhcpv6_put_map_default, dhcpv6_put_map_binding, dhcpv6_put_map_ports, dhcpv6_put_nai, dhcpv6_put_key,
	dhcpv6_put_nothing;
/* How many bytes of an option's value stand before the options in it; false: there are none in it. */
bool dhcpv6_container(unsigned code, uint32_t n, uint32_t *front);

/* How many bytes reading an option's value takes: more than it has when lengths in it say so. */
uint32_t dhcpv6_taken(struct slice s, unsigned code, uint32_t off, uint32_t n);

/* A field of domain names (RFC 8415, 10). */
void dhcpv6_put_names(struct tree *t, unsigned row, uint32_t off, uint32_t n);
/* What the line says of a field of names that are not as they should be; NULL: nothing. */
const char *dhcpv6_names_remark(struct slice s, uint32_t off, uint32_t n);

/* Labels that are more than "name: value". */
typedef void dhcpv6_label_fn(struct buf *, const struct tree *, const struct record *);
dhcpv6_label_fn dhcpv6_option_label, dhcpv6_lifetime_label, dhcpv6_fqdn_label, dhcpv6_server_label, dhcpv6_bogus_label,
	dhcpv6_exceeded_label, dhcpv6_long_label, dhcpv6_empty_label, dhcpv6_partial_label, dhcpv6_tld_label,
	dhcpv6_root_label, dhcpv6_bad_type_label, dhcpv6_flags_label, dhcpv6_name_label;

#endif
