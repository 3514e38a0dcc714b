/* snmp.h: what an SNMP message is: which PDU it has, and of which request. */
#ifndef PEEL_DISSECT_APPLICATION_SNMP_H
#define PEEL_DISSECT_APPLICATION_SNMP_H

#include "base/slice.h"
#include "dissect/ber.h"

enum snmp_pdu {
	SNMP_GET, SNMP_GET_NEXT, SNMP_RESPONSE, SNMP_SET, SNMP_TRAP, SNMP_GET_BULK, SNMP_INFORM, SNMP_TRAP_V2, SNMP_REPORT,
	SNMP_N_PDUS, SNMP_ENCRYPTED, SNMP_NONE,
};

struct snmp_message {
	unsigned version;
	enum snmp_pdu pdu;
	struct ber body; /* the PDU's element */
	uint32_t request_id;
};

/* Does s begin with an element that fits into it? */
bool snmp_is_message(struct slice s);
struct snmp_message snmp_read(struct slice s);

#endif
