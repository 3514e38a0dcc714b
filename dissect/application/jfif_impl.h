/* jfif_impl.h: what the files of JPEG share: the rows, and the segment at hand. */
#ifndef PEEL_DISSECT_APPLICATION_JFIF_IMPL_H
#define PEEL_DISSECT_APPLICATION_JFIF_IMPL_H

#include "dissect/tree.h"

enum jfif_row {
	JFIF_PROTO, JFIF_MARKER, JFIF_SEGMENT, JFIF_LENGTH, JFIF_IDENTIFIER, JFIF_VERSION, JFIF_MAJOR, JFIF_MINOR, JFIF_UNITS,
	JFIF_DENSITY_X, JFIF_DENSITY_Y, JFIF_THUMB_X, JFIF_THUMB_Y, JFIF_RGB, JFIF_EXTENSION, JFIF_FRAME, JFIF_PRECISION,
	JFIF_LINES, JFIF_SAMPLES, JFIF_COMPONENTS, JFIF_COMPONENT, JFIF_SAMPLING_H, JFIF_SAMPLING_V, JFIF_QUANTIZATION, JFIF_SCAN,
	JFIF_SCAN_COMPONENTS, JFIF_SELECTOR, JFIF_DC_TABLE, JFIF_AC_TABLE, JFIF_SPECTRAL_START, JFIF_SPECTRAL_END,
	JFIF_APPROXIMATION_HIGH, JFIF_APPROXIMATION_LOW, JFIF_COMMENT_HEADER, JFIF_COMMENT, JFIF_REMAIN, JFIF_ENDIANNESS,
	JFIF_START_IFD, JFIF_NEXT_IFD, JFIF_FLASHPIX, JFIF_CODED, JFIF_FILL, JFIF_IFD, JFIF_N_TAGS, JFIF_TAG, JFIF_TAG_EXIF,
	JFIF_TAG_GPS, JFIF_TAG_INTEROP, JFIF_TYPE, JFIF_COUNT, JFIF_OFFSET, JFIF_BYTE, JFIF_ASCII, JFIF_SHORT, JFIF_LONG,
	JFIF_RATIONAL, JFIF_NUMERATOR, JFIF_DENOMINATOR, JFIF_UNDEFINED, JFIF_SLONG, JFIF_SRATIONAL, JFIF_SNUMERATOR,
	JFIF_SDENOMINATOR, JFIF_NOT_JFIF, JFIF_BAD_START, JFIF_BAD_NEXT, JFIF_BAD_OFFSET, JFIF_ROWS,
};
extern const struct field jfif_fields[JFIF_ROWS];

struct jfif_segment {
	uint32_t off, end; /* from its marker on; end: or where the file ends */
	uint16_t len;      /* as it says: without the marker */
	uint8_t marker;
	bool first; /* behind the start of the image */
};

/* Are the n bytes at off the segment's? If not, the tree ends. */
bool jfif_within(struct tree *t, const struct jfif_segment *s, uint32_t off, uint32_t n);
/* Exif's segment from the TIFF header on. */
void jfif_put_exif(struct tree *t, const struct jfif_segment *s, uint32_t off);

#endif
