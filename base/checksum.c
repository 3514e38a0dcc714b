/* checksum.c: the Internet checksum (RFC 1071). */
#include "base/checksum.h"

#include <zlib.h>

uint64_t checksum_add(uint64_t sum, const uint8_t *p, uint32_t n)
{
	/* Sum in the machine's order and swap once: the one's complement sum does not mind (RFC 1071, 2B). */
	uint64_t s = 0;
	for (; n >= 4; n -= 4, p += 4) {
		uint32_t v;
		memcpy(&v, p, 4);
		s += v;
	}
	if (n >= 2) {
		uint16_t v;
		memcpy(&v, p, 2);
		s += v;
		p += 2;
		n -= 2;
	}
	if (n)
		s += *p;
	while (s >> 16)
		s = (s & 0xffff) + (s >> 16);
	return sum + __builtin_bswap16((uint16_t)s);
}

uint16_t checksum_fold(uint64_t sum)
{
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return (uint16_t)~sum;
}

uint16_t checksum_should_be(uint16_t found, uint16_t folded)
{
	/* RFC 1624: what is there, corrected by what is left over. */
	uint32_t sum = (uint32_t)found + folded;
	sum = (sum & 0xffff) + (sum >> 16);
	return sum == 0xffff ? 0 : (uint16_t)sum;
}

uint32_t checksum_crc32(const uint8_t *p, uint32_t n)
{
	return n ? (uint32_t)crc32(0, p, n) : 0;
}
