/* options.h: the preferences (-o) that change what dissecting says. */
#ifndef PEEL_DISSECT_OPTIONS_H
#define PEEL_DISSECT_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

struct options {
	bool ip_check_checksum;  /* ip.check_checksum, FALSE */
	bool tcp_check_checksum; /* tcp.check_checksum, FALSE */
	bool udp_check_checksum; /* udp.check_checksum, FALSE */
	bool tcp_relative;       /* tcp.relative_sequence_numbers, TRUE */
	bool tcp_analyze;        /* tcp.analyze_sequence_numbers, TRUE */
	bool tcp_timestamps;     /* tcp.calculate_timestamps, TRUE */
	bool tcp_desegment;      /* tcp.desegment_tcp_streams, TRUE */
	bool tcp_in_order;       /* tcp.reassemble_out_of_order, FALSE */
	bool tcp_quiet_on_error; /* tcp.no_subdissector_on_error, TRUE */
	bool ip_tso;             /* ip.tso_support, TRUE */
	bool ip_defragment;      /* ip.defragment, TRUE */
	bool ipv6_defragment;    /* ipv6.defragment, TRUE */
	int eth_fcs;             /* eth.assume_fcs / capture's word: -1 guess (default), 0 never, 1 always */
	bool eth_check_fcs;      /* eth.check_fcs, FALSE */
	uint32_t reassembly_mib; /* --max-reassembly: memory for what comes in pieces */
};

/* tshark's defaults. */
extern const struct options options_default;

#endif
