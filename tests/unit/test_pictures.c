/* test_pictures.c: PNG, GIF and JPEG in bodies of HTTP: chunks, blocks and segments, and of any length. */
#include "http_body.h"

#define BYTES(s) s, sizeof(s) - 1

static const char png[] = "\x89PNG\r\n\x1a\n"
			  "\0\0\0\15IHDR\0\0\1\0\0\0\0\x20\10\6\0\0\1\xde\xad\xbe\xef"
			  "\0\0\0\4gAMA\0\0\xb1\x8f\1\2\3\4"
			  "\0\0\0\13tEXtSoftware\0xy\1\2\3\4"
			  "\0\0\0\2bKGD\1\2\1\2\3\4"
			  "\0\0\0\3IDATabc\1\2\3\4"
			  "\0\0\0\0IEND\xae\x42\x60\x82";

static void test_png(void **state)
{
	(void)state;
	const char *s = print_body("image/png", BYTES(png));
	body_holds(s, "HTTP/1.1 200 OK  (PNG)\n");
	body_holds(s, "    Image Header (IHDR)\n        Len: 13\n        Chunk: IHDR\n");
	body_holds(s, "= Ancillary: This is a CRITICAL chunk\n");
	body_holds(
		s,
		"        Width: 256\n        Height: 32\n        Bit Depth: 8\n        Colour Type: Truecolour with alpha (6)\n");
	body_holds(s, "        Interlace Method: Adam7 (1)\n        CRC: 0xdeadbeef\n");
	body_holds(s, "        Gamma: 0.45455\n");
	body_holds(s, "        Keyword: Software\n        String: xy\n");
	body_holds(s, "        Greyscale: 0x0102\n");
	body_holds(s, "    Image data chunk (IDAT)\n");
	body_holds(s, "        Data\n        CRC: 0x01020304\n    Image Trailer (IEND)\n");
	/* By its content, whatever it calls itself. */
	body_holds(print_body("application/x-other", BYTES(png)), "  (PNG)\n");
	body_holds(print_body(NULL, BYTES(png)), "  (PNG)\n");
}

/* A row of a chunk is its own, also when there are bytes behind the chunk; and lengths lie. */
static void test_png_lies(void **state)
{
	static const char short_row[] = "\x89PNG\r\n\x1a\n\0\0\0\1pHYs\0\1\2\3\4\0\0\0\0IEND\xae\x42\x60\x82";
	static const char long_chunk[] = "\x89PNG\r\n\x1a\n\xff\xff\xff\xffIDATxxxx";
	static const char none[] = "\x89PNX\r\n\x1a\n\0\0\0\1pHYs\0\1\2\3\4";
	(void)state;
	const char *s = print_body("image/png", BYTES(short_row));
	body_holds(s, "  (PNG)[Malformed Packet]\n");
	assert_null(strstr(s, "Horizontal"));
	body_holds(print_body("image/png", BYTES(long_chunk)), "[Malformed Packet: PNG]");
	s = print_body("image/png", BYTES(none));
	body_holds(s, "  (image/png)\n");
	body_holds(s, "HTTP body subdissector failed");
	body_holds(s, "Media type: image/png (21 bytes)");
	body_of_any_length("image/png", BYTES(png));
}

static const char gif[] = "GIF89a\x2c\1\xc8\0\x80\7\61\1\2\3\4\5\6"
			  "!\xf9\4\1\2\3\4\0"
			  "!\x55\1x\0"
			  ",\1\0\2\0\x1e\0\x28\0\xa0qwertz\2\3abc\0"
			  ";";

static void test_gif(void **state)
{
	(void)state;
	const char *s = print_body("image/gif", BYTES(gif));
	body_holds(s, "  (GIF89a)\n");
	body_holds(
		s,
		"Compuserve GIF, Version: GIF89a\n    Version: GIF89a\n    Screen width: 300\n    Screen height: 200\n");
	body_holds(s, "    Global settings: (Global color table present) (1 bit per color) (1 bit per pixel)\n"
		      "        1... .... = Global color map is present: True (1)\n");
	body_holds(s, "    49, yields an aspect ratio of (15 + 49) / 64 = 1.00\n    Global color map: 010203040506\n");
	body_holds(s, "    Extension: Graphics Control\n        Extension label: Graphics Control (0xf9)\n"
		      "        Data block: 01020304 (length = 4)\n        Data block: <none> (length = 0)\n");
	body_holds(s, "    Extension: <Warning: Unknown extension 0x55>\n");
	body_holds(
		s,
		"        Image width: 30\n        Image height: 40\n        Local settings: (Local color table present)"
		" (3 bits per color) (1 bit per pixel)\n");
	body_holds(
		s,
		"        Local color map: 71776572747a\n        LZW minimum code size: 2\n        Data block: 616263");
	body_holds(s, "    Trailer (End of the GIF stream)\n");
	body_holds(print_body("image/gif", BYTES(gif) - 3), "  (GIF89a)[Malformed Packet]\n");
	body_holds(print_body("image/gif", "GIF87a\1\0\1\0\0\7\61;                ", 29), "  (GIF87a)\n");
	body_holds(print_body("image/gif", BYTES("GIF89a\1\0\1\0\0\7\61;")), "  (image/gif)\n"); /* too short for one */
	body_holds(print_body("image/gif", "GIF89a\1\0\1\0\0\7\61\1             ", 26), "Unknown GIF data block type");
	body_of_any_length("image/gif", BYTES(gif));
}

static const char jpeg[] = "\xff\xd8"
			   "\xff\xe0\0\20JFIF\0\1\2\1\0\x48\0\x48\0\0"
			   "\xff\xe1\0\x4cHttp\0x" /* the length is set below */
			   "\xff\xc0\0\13\10\0\144\0\310\1\1\42\0"
			   "\xff\xfe\0\7hello"
			   "\xff\xda\0\10\1\1\22\0\77\22"
			   "ab\xff\0c\xff\xff\xd0" "d\xff\xd9";

static void test_jpeg(void **state)
{
	char bytes[sizeof jpeg];
	(void)state;
	memcpy(bytes, jpeg, sizeof jpeg);
	bytes[23] = 8;
	const char *s = print_body("image/jpeg", bytes, sizeof jpeg - 1);
	body_holds(s, "  (JPEG JFIF image)\n");
	body_holds(
		s,
		"    Marker: Start of Image (0xffd8)\n    Marker segment: Reserved for application segments - 0 (0xFFE0)\n"
		"        Marker: Reserved for application segments - 0 (0xffe0)\n        Length: 16\n"
		"        Identifier: JFIF\n        Version: 1.2\n            Major Version: 1\n");
	body_holds(s, "        Units: Dots per inch (1)\n        Xdensity: 72\n");
	body_holds(s, "        Identifier: Http (Unknown identifier)\n        Remaining segment data: 1 bytes\n");
	body_holds(s, "Baseline DCT (0xFFC0)\n");
	body_holds(s, "        Lines: 100\n        Samples per line: 200\n");
	body_holds(s, "        0010 .... = Horizontal sampling factor: 2\n");
	body_holds(s, "        Comment: hello\n");
	body_holds(s, "        End of spectral selection: 63\n");
	body_holds(s, "implemented): 6162ff0063\n    Fill bytes: ff\n    Marker: Restart interval termination");
	body_holds(s, "    Marker: End of Image (0xffd9)\n");
	body_of_any_length("image/jpeg", bytes, sizeof jpeg - 1);
	body_holds(print_body("image/jpeg", jpeg, sizeof jpeg - 1), "  (JPEG JFIF image)[Malformed Packet]\n");
}

/* Lists of tags that point at values, at other lists, at nothing, and at themselves. */
static void test_exif(void **state)
{
	static const char bytes[] = "\xff\xd8\xff\xe1\0\x60"
				    "Exif\0\0II*\0\10\0\0\0"
				    "\4\0"
				    "\17\1\2\0\3\0\0\0ab\0\0"
				    "\32\1\5\0\1\0\0\0\x3e\0\0\0"
				    "\33\1\5\0\1\0\0\0\0\1\0\0"
				    "\x69\x87\4\0\1\0\0\0\x46\0\0\0"
				    "\10\0\0\0"
				    "\x48\0\0\0\1\0\0\0"
				    "\1\0\1\xa0\3\0\1\0\0\0\1\0\0\0\0\0\0\0"
				    "x\xff\xd9";
	(void)state;
	const char *s = print_body("image/jpeg", BYTES(bytes));
	body_holds(
		s,
		"        Identifier: Exif\n            [Expert Info (Warning/Protocol): Initial App0 segment with \"JFIF\"");
	body_holds(
		s,
		"        Endianness: little endian\n        Start offset of IFD starting from the TIFF header start: 8 bytes\n"
		"        Image File Directory #0\n            Number of fields in this IFD: 4\n"
		"            Tag: Make (271)\n            Type: ASCII (2)\n            Count: 3\n            Value: ab\n");
	body_holds(s, "bogus, should be < 88");
	body_holds(s, " (bogus, should be >= 62)");
	body_holds(s,
		   "        Value: 72/1\n            Numerator: 72\n            Denominator: 1\n        Exif IFD #0\n");
	body_holds(
		s,
		"            Tag: ColorSpace (40961)\n            Type: SHORT (3)\n            Count: 1\n            Value: 1\n");
	body_of_any_length("image/jpeg", BYTES(bytes));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_png),  cmocka_unit_test(test_png_lies), cmocka_unit_test(test_gif),
		cmocka_unit_test(test_jpeg), cmocka_unit_test(test_exif),
	};
	return cmocka_run_group_tests(tests, stream_set_up, stream_tear_down);
}
