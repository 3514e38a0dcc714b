/* test_wlan_mgt.c: management frames of wireless LANs, and what the radio says of them, as tshark shows them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"

enum { PLAIN = 105, RADIOTAP = 127, HEADER = 24, MAX_BODY = 300, BEACON = 8 };

/* The names of vendors are those of the machine, so no line here has one. */

static const char *print(unsigned link_type, const uint8_t *bytes, uint32_t n, uint32_t wire)
{
	const struct capture_interface iface = { .link_type = (uint16_t)link_type, .ts_digits = 6, .fcs_len = 0xff };
	struct frame f = { .number = 1, .caplen = n, .len = wire, .data = bytes, .iface = &iface };
	pipeline_restart(&p);
	p.print.tree = true;
	pipeline_frame(&p, &f);
	buf_clear(&out);
	pipeline_print(&p, &sink_text, &out);
	buf_char(&out, 0);
	return out.p;
}

/* A management frame of that subtype, as a tree. */
static const char *tree_of(unsigned subtype, const void *body, uint32_t n)
{
	uint8_t bytes[HEADER + MAX_BODY] = { (uint8_t)(subtype << 4) };
	memcpy(bytes + HEADER, body, n);
	return print(PLAIN, bytes, HEADER + n, HEADER + n);
}

#define FIXED_BEACON "\1\0\0\0\0\0\0\0\x64\0\x31\x04"
#define BODY(s) s, sizeof(s) - 1

static const struct {
	unsigned subtype;
	const char *body;
	uint32_t n;
	const char *lines[5]; /* that are in the tree, in this order */
} frames[] = {
	{ BEACON, BODY(FIXED_BEACON "\0\4home"),
	  { "    Fixed parameters (12 bytes)\n        Timestamp: 1\n        Beacon Interval: 0.102400 [Seconds]\n",
	    "0x0431\n", "Privacy: Data confidentiality required\n",
	    "    Tagged parameters (6 bytes)\n        Tag: SSID parameter set: \"home\"\n            Tag Number: SSID parameter set (0)\n"
	    "            Tag length: 4\n            SSID: \"home\"\n" } },
	{ 4, BODY("\0\0"), { "Tagged parameters (2 bytes)\n        Tag: SSID parameter set: Wildcard SSID\n", "SSID: <MISSING>\n" } },
	{ 4, BODY("\0\3a\1b"), { "Tag: SSID parameter set: 610162\n" } },
	{ 4, BODY("\1\3\x82\x0b\x01"),
	  { "Tag: Supported Rates 1(B), 5.5, Unknown Rate, [Mbit/sec]\n", "Supported Rates: 1(B) (0x82)\n",
	    "Supported Rates: Unknown (0x01)\n" } },
	{ 4, BODY("\5\5\0\1\3\x81\2"),
	  { "Tag: Traffic Indication Map (TIM): DTIM 0 of 1 bitmap\n", "1 = Multicast: True\n", "Association ID: 0x10\n",
	    "Association ID: 0x17\n", "Association ID: 0x19\n" } },
	{ 4, BODY("\7\10DEO\1\2\3\4\5"),
	  { "Country Code DE, Environment Outdoor\n",
	    "Country Info: First Channel Number: 1, Number of Channels: 2, Maximum Transmit Power Level: 3 dBm\n", "Padding: 04\n" } },
	{ 4, BODY("\x30\x14\1\0\0\x0f\xac\4\1\0\0\x0f\xac\4\1\0\0\x0f\xac\2\x8c\0"),
	  { "Group Cipher Suite type: AES (CCM) (4)\n", "Pairwise Cipher Suite List 00:0f:ac", "Pairwise Cipher Suite: 00:0f:ac",
	    "Auth Key Management (AKM) type: PSK (2)\n", "RSN Capabilities: 0x008c\n" } },
	{ 4, BODY("\x30\x0b\1\0\0\x0f\xac\4\x09\0\0\x0f\xac"),
	  { "Pairwise Cipher Suite Count: 9\n", "[Pairwise Cipher Suite Count too large, 4*9 > 3]\n", "Pairwise Cipher Suite List\n",
	    "[Malformed Packet: IEEE 802.11]\n" } },
	{ 4, BODY("\xdd\7\0\x50\xf2\2\0\1\x80"),
	  { ": WMM/WME: Information Element\n", "WME QoS Info: 0x80\n" } },
	{ 4, BODY("\xfa\1x"), { "Tag: Unknown (250): Undecoded\n", "Dissector for 802.11 IE Tag ((250)) code", "Tag Data: 78\n" } },
	{ 4, BODY("\3\2\1\1"), { "Tag: DS Parameter set\n", "[Tag length 2 wrong, must be = 1]\n" } },
	{ 4, BODY("\0\5ab"), { "[Tag Length is longer than remaining payload]\n", "[Malformed Packet: IEEE 802.11" } },
	{ 11, BODY("\0\0\2\0\x0a\0"),
	  { "    Fixed parameters (6 bytes)\n        Authentication Algorithm: Open System (0)\n        Authentication SEQ: 0x0002\n"
	    "        Status code: Cannot support all requested capabilities in the Capability Information field (0x000a)\n" } },
	{ 12, BODY("\7\0"), { "Reason code: Class 3 frame received from nonassociated STA (0x0007)\n" } },
	{ 1, BODY("\x31\4\0\0\1\xc0\1\1\x82"), { "Status code: Successful (0x0000)\n", "..00 0000 0000 0001 = Association ID: 0x0001\n" } },
	{ 13, BODY("\3\1\1\0\0\2\x10\0\0"),
	  { "Category code: Block Ack (3)\n", "Action code: Add Block Ack Response (0x01)\n", "Status code: Successful",
	    "Block Ack Parameters: 0x1002, Block Ack Policy\n", "Number of Buffers (1 Buffer = 2304 Bytes): 64\n" } },
	{ 13, BODY("\10\1\1\2"), { "Action code: SA Query Response (1)\n        Transaction Id: 0x0201\n" } },
};

static void check_lines(const char *at, const char *const *lines, unsigned n)
{
	const char *all = strstr(at, "\nIEEE 802.11 Wireless");
	for (unsigned k = 0; k < n && lines[k]; k++) {
		const char *found = strstr(at, lines[k]);
		if (!found)
			fail_msg("no \"%s\" in %s", lines[k], all ? all : at);
		at = found + strlen(lines[k]);
	}
}

static void test_frames(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof frames / sizeof *frames; i++)
		check_lines(tree_of(frames[i].subtype, frames[i].body, frames[i].n), frames[i].lines, 5);
}

/* Each of the frames, cut at every length: on the wire (malformed), and in the capture (short). */
static void test_any_end(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof frames / sizeof *frames; i++)
		for (uint32_t n = 0; n < frames[i].n; n++) {
			uint8_t bytes[HEADER + MAX_BODY] = { (uint8_t)(frames[i].subtype << 4) };
			memcpy(bytes + HEADER, frames[i].body, frames[i].n);
			assert_non_null(strstr(tree_of(frames[i].subtype, frames[i].body, n),
					       "\nIEEE 802.11 Wireless Management\n"));
			print(PLAIN, bytes, HEADER + n, HEADER + frames[i].n);
			assert_non_null(strstr(out.p, "\nIEEE 802.11 Wireless Management\n"));
			if (!strstr(out.p, "[Packet size limited during capture") &&
			    !strstr(out.p, "[Malformed Packet"))
				fail_msg("frame %u captured to %u: %s", i, n, out.p);
		}
}

/* Every element with every length up to 60, of bytes that are counts and lengths themselves: the tree ends, and has it. */
static void test_any_element(void **state)
{
	uint8_t body[2 + 60];
	(void)state;
	for (unsigned tag = 0; tag < 256; tag++)
		for (uint8_t n = 0; n <= 60; n++) {
			for (unsigned i = 0; i < 60; i++)
				body[2 + i] = (uint8_t)((i * 7u + n + tag) % 13);
			memcpy(body + 2, n % 2 ? "\0\x50\xf2" : n % 4 ? "\0\3\x7f" : "\0\x90\x4c\x33", 4);
			body[0] = (uint8_t)tag;
			body[1] = n;
			if (!strstr(tree_of(4, body, 2u + n), "Tag: "))
				fail_msg("element %u of %u bytes: %s", tag, n, strstr(out.p, "\nIEEE 802.11 Wireless"));
		}
}

static const struct {
	const char *header;
	uint32_t n;
	const char *lines[5];
} radios[] = {
	/* flags, rate, channel, signal and noise in dBm, antenna, signal in dB */
	{ BODY("\0\0\x12\0\x6e\x18\0\0\0\2\x6c\x09\xa0\0\xf0\x9c\0\x54"),
	  { "Data Rate: 1.0 Mb/s\n", "Channel frequency: 2412 [BG 1]\n",
	    "Channel flags: 0x00a0, Complementary Code Keying (CCK), 2 GHz spectrum\n", "dB antenna signal: 84 dB\n",
	    "802.11 radio information\n    PHY type: 802.11b (HR/DSSS) (4)\n    Short preamble: False\n    Data rate: 1.0 Mb/s\n"
	    "    Channel: 1\n    Frequency: 2412MHz\n    Signal strength (dB): 84 dB\n    Signal strength (dBm): -16 dBm\n"
	    "    Noise level (dBm): -100 dBm\n    Signal/noise ratio (dB): 84 dB\n    [Duration: 400\302\265s]\n"
	    "        [Preamble: 192\302\265s]\n" } },
	/* timestamp, rate */
	{ BODY("\0\0\x11\0\5\0\0\0\x10\x27\0\0\0\0\0\0\x30"),
	  { "MAC timestamp: 10000\n", "Data rate: 24.0 Mb/s\n", "[Duration: 32\302\265s]\n", "[Start: 9968\302\265s]\n",
	    "[End: 10000\302\265s]\n" } },
	/* channel, modulation: 20 MHz, index 7, long guard interval */
	{ BODY("\0\0\x0f\0\x08\0\x08\0\xa4\x15\x40\1\7\0\7"),
	  { "MCS index: 7\n    [Data Rate: 65.0 Mb/s]\n", "PHY type: 802.11n (HT) (7)\n", "Channel: 108\n",
	    "[No stbc information was available, assuming no stbc.]\n", "[Preamble: 36\302\265s]\n" } },
	/* a vendor's own fields, and one antenna more */
	{ BODY("\0\0\x1b\0\x20\0\0\xc0\x01\0\0\xa0\x20\0\0\0\xd8\0\0\3\x7f\1\1\0\xaa\xd0\0"),
	  { "Antenna signal: -40 dBm\n", "Vendor namespace: 00:03:7f-1\n", "Antenna signal: -48 dBm\n",
	    "Signal strength (dBm): -48 dBm\n" } },
};

static void test_radio(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof radios / sizeof *radios; i++) {
		uint8_t bytes[128];
		uint32_t n = radios[i].n;
		memcpy(bytes, radios[i].header, n);
		memset(bytes + n, 0, HEADER);
		bytes[n] = 12 << 4;
		memcpy(bytes + n + HEADER, "\7\0", 2);
		check_lines(print(RADIOTAP, bytes, n + HEADER + 2, n + HEADER + 2), radios[i].lines, 5);
		for (uint32_t k = 0; k < n + HEADER + 2; k++) /* at any end, and with a length that lies */
			print(RADIOTAP, bytes, k, n + HEADER + 2);
		for (unsigned length = 0; length < 60; length++) {
			bytes[2] = (uint8_t)length;
			print(RADIOTAP, bytes, n + HEADER + 2, n + HEADER + 2);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_frames),
		cmocka_unit_test(test_any_end),
		cmocka_unit_test(test_any_element),
		cmocka_unit_test(test_radio),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
