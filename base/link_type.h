/* link_type.h: link types of capture files (LINKTYPE_, https://www.tcpdump.org/linktypes.html) and what tshark calls them. */
#ifndef PEEL_BASE_LINK_TYPE_H
#define PEEL_BASE_LINK_TYPE_H

#include <stdint.h>

/* The number and name behind frame.encap_type; 0 and "Unknown" when tshark has none for the link type. */
int link_type_encap(uint16_t link_type);
const char *link_type_encap_name(uint16_t link_type);
/* The word that tables and other programs know it by: "ether", "linux-sll". */
const char *link_type_encap_word(uint16_t link_type);

#endif
