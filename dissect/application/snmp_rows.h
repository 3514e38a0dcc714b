/* snmp_rows.h: what the parts of SNMP share: the rows, and what a message asks. */
#ifndef PEEL_DISSECT_APPLICATION_SNMP_ROWS_H
#define PEEL_DISSECT_APPLICATION_SNMP_ROWS_H

#include "dissect/asn1.h"

enum {
	SNMP, SNMP_TEXT, RESPONSE_IN, RESPONSE_TO, TIME, FLAG_REPORT, FLAG_CRYPT, FLAG_AUTH, CONFORM, ENTERPRISE_ID,
	ENGINE_FORMAT, ENGINE_IPV4, ENGINE_IPV6, ENGINE_MAC, ENGINE_TEXT, ENGINE_TIME, ENGINE_DATA, AGENT_TRAILER,
	NO_SUCH_OBJECT, NO_SUCH_INSTANCE, END_OF_VIEW, VALUE_INT, VALUE_OCTETS, VALUE_OID, VALUE_NULL, VALUE_IPV4,
	VALUE_IPV6, VALUE_ADDRESS, VALUE_COUNTER32, VALUE_GAUGE, VALUE_TICKS, VALUE_OPAQUE, VALUE_NSAP, VALUE_COUNTER64,
	VALUE_UNSIGNED, VALUE_UNKNOWN, NAME, VALUE_TEXT, VERSION, COMMUNITY, DATA, PARAMETERS, DATA_V2U, PLAINTEXT_V2U,
	ENCRYPTED, MSG_VERSION, GLOBAL_DATA, MSG_ID, MAX_SIZE, MSG_FLAGS, SECURITY_MODEL, SECURITY_PARAMETERS, ENGINE_ID,
	BOOTS, ENGINE_CLOCK, USER, AUTH_PARAMETERS, PRIVACY_PARAMETERS, MSG_DATA, PLAINTEXT, ENCRYPTED_PDU,
	CONTEXT_ENGINE, CONTEXT_NAME, GET, GET_NEXT, RESPONSE, SET, TRAP, GET_BULK, INFORM, TRAP_V2, REPORT, REQUEST_ID,
	ERROR_STATUS, ERROR_INDEX, BINDINGS, NON_REPEATERS, MAX_REPETITIONS, ENTERPRISE, AGENT, GENERIC_TRAP, SPECIFIC_TRAP,
	TIME_STAMP, UNKNOWN_VERSION, INTEGER_EMPTY, INTEGER_LARGE, UNSIGNED_LARGE, NOT_RFC1910, NOT_RFC3411, IN_RESPONSE,
	SNMP_N_ROWS,
};

extern const struct protocol protocol_snmp;
extern const struct field snmp_fields[SNMP_N_ROWS];
extern const struct value_table snmp_pdus;

/* A variable binding (RFC 3416 3), and an engine's identifier (RFC 3411 5, SnmpEngineID) with its parts below. */
extern const struct asn1_type snmp_binding, snmp_engine;

/* What an object identifier is called in lines: "1.3.6.1.2.1.1.3.0", "id-at-commonName.0". */
void snmp_object(struct buf *b, struct slice oid);
/* Text in quotes where all of it is printable, up to SNMP_SHOWN_TEXT bytes, else bytes. */
enum { SNMP_SHOWN_TEXT = 512 };
void snmp_octets(struct buf *b, struct slice s);
/* The whole message, as RFC 1157, 1905, 1910 and 3412 lay it out. */
void snmp_put(struct tree *t, const struct layer *l);

#endif
