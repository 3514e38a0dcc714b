/* jfif_fields.c: the rows of JPEG files, and the names of markers (T.81, table B.1) and of Exif's tags (CIPA DC-008). */
#include "base/fmt.h"
#include "dissect/application/jfif_impl.h"
#include "dissect/text.h"

static const struct value_table marker_names = VALUES(
	{ 0xff01, "Reserved - For temporary private use in arithmetic coding" },
	{ 0xffc0, "Start of Frame (non-differential, Huffman coding) - Baseline DCT" },
	{ 0xffc1, "Start of Frame (non-differential, Huffman coding) - Extended sequential DCT" },
	{ 0xffc2, "Start of Frame (non-differential, Huffman coding) - Progressive DCT" },
	{ 0xffc3, "Start of Frame (non-differential, Huffman coding) - Lossless (sequential)" },
	{ 0xffc4, "Define Huffman table(s)" },
	{ 0xffc5, "Start of Frame (differential, Huffman coding) - Differential sequential DCT" },
	{ 0xffc6, "Start of Frame (differential, Huffman coding) - Differential progressive DCT" },
	{ 0xffc7, "Start of Frame (differential, Huffman coding) - Differential lossless (sequential)" },
	{ 0xffc8, "Start of Frame (non-differential, arithmetic coding) - Reserved for JPEG extensions" },
	{ 0xffc9, "Start of Frame (non-differential, arithmetic coding) - Extended sequential DCT" },
	{ 0xffca, "Start of Frame (non-differential, arithmetic coding) - Progressive DCT" },
	{ 0xffcb, "Start of Frame (non-differential, arithmetic coding) - Lossless (sequential)" },
	{ 0xffcc, "Define arithmetic coding conditioning(s)" },
	{ 0xffcd, "Start of Frame (differential, arithmetic coding) - Differential sequential DCT" },
	{ 0xffce, "Start of Frame (differential, arithmetic coding) - Differential progressive DCT" },
	{ 0xffcf, "Start of Frame (differential, arithmetic coding) - Differential lossless (sequential)" },
	{ 0xffd0, "Restart interval termination - Restart with modulo 8 count 0" },
	{ 0xffd1, "Restart interval termination - Restart with modulo 8 count 1" },
	{ 0xffd2, "Restart interval termination - Restart with modulo 8 count 2" },
	{ 0xffd3, "Restart interval termination - Restart with modulo 8 count 3" },
	{ 0xffd4, "Restart interval termination - Restart with modulo 8 count 4" },
	{ 0xffd5, "Restart interval termination - Restart with modulo 8 count 5" },
	{ 0xffd6, "Restart interval termination - Restart with modulo 8 count 6" },
	{ 0xffd7, "Restart interval termination - Restart with modulo 8 count 7" }, { 0xffd8, "Start of Image" },
	{ 0xffd9, "End of Image" }, { 0xffda, "Start of Scan" }, { 0xffdb, "Define quantization table(s)" },
	{ 0xffdc, "Define number of lines" }, { 0xffdd, "Define restart interval" },
	{ 0xffde, "Define hierarchical progression" }, { 0xffdf, "Expand reference component(s)" },
	{ 0xffe0, "Reserved for application segments - 0" }, { 0xffe1, "Reserved for application segments - 1" },
	{ 0xffe2, "Reserved for application segments - 2" }, { 0xffe3, "Reserved for application segments - 3" },
	{ 0xffe4, "Reserved for application segments - 4" }, { 0xffe5, "Reserved for application segments - 5" },
	{ 0xffe6, "Reserved for application segments - 6" }, { 0xffe7, "Reserved for application segments - 7" },
	{ 0xffe8, "Reserved for application segments - 8" }, { 0xffe9, "Reserved for application segments - 9" },
	{ 0xffea, "Reserved for application segments - 10" }, { 0xffeb, "Reserved for application segments - 11" },
	{ 0xffec, "Reserved for application segments - 12" }, { 0xffed, "Reserved for application segments - 13" },
	{ 0xffee, "Reserved for application segments - 14" }, { 0xffef, "Reserved for application segments - 15" },
	{ 0xfff0, "Reserved for JPEG extensions - 0" }, { 0xfff1, "Reserved for JPEG extensions - 1" },
	{ 0xfff2, "Reserved for JPEG extensions - 2" }, { 0xfff3, "Reserved for JPEG extensions - 3" },
	{ 0xfff4, "Reserved for JPEG extensions - 4" }, { 0xfff5, "Reserved for JPEG extensions - 5" },
	{ 0xfff6, "Reserved for JPEG extensions - 6" }, { 0xfff7, "Reserved for JPEG extensions - 7" },
	{ 0xfff8, "Reserved for JPEG extensions - 8" }, { 0xfff9, "Reserved for JPEG extensions - 9" },
	{ 0xfffa, "Reserved for JPEG extensions - 10" }, { 0xfffb, "Reserved for JPEG extensions - 11" },
	{ 0xfffc, "Reserved for JPEG extensions - 12" }, { 0xfffd, "Reserved for JPEG extensions - 13" },
	{ 0xfffe, "Comment" });

static const struct value_table tag_names = VALUES(
	{ 256, "ImageWidth" }, { 257, "ImageLength" }, { 258, "BitsPerSample" }, { 259, "Compression" },
	{ 262, "PhotometricInterpretation" }, { 270, "ImageDescription" }, { 271, "Make" }, { 272, "Model" },
	{ 273, "StripOffsets" }, { 274, "Orientation" }, { 277, "SamplesPerPixel" }, { 278, "RowsPerStrip" },
	{ 279, "StripByteCounts" }, { 282, "XResolution" }, { 283, "YResolution" }, { 284, "PlanarConfiguration" },
	{ 296, "ResolutionUnit" }, { 301, "TransferFunction" }, { 305, "Software" }, { 306, "DateTime" }, { 315, "Artist" },
	{ 318, "WhitePoint" }, { 319, "PrimaryChromaticities" }, { 513, "JPEGInterchangeFormat" },
	{ 514, "JPEGInterchangeFormatLength" }, { 529, "YCbCrCoefficients" }, { 530, "YCbCrSubSampling" },
	{ 531, "YCbCrPositioning" }, { 532, "ReferenceBlackWhite" }, { 33432, "Copyright" }, { 34665, "Exif IFD Pointer" },
	{ 34853, "GPS IFD Pointer" }, { 40965, "Interoperability IFD Pointer" });

static const struct value_table exif_tag_names = VALUES(
	{ 33434, "ExposureTime" }, { 33437, "FNumber" }, { 34850, "ExposureProgram" }, { 34852, "SpectralSensitivity" },
	{ 34855, "PhotographicSensitivity" }, { 34856, "OECF" }, { 34864, "SensitivityType" },
	{ 34865, "StandardOutputSensitivity" }, { 34866, "RecommendedExposureIndex" }, { 34867, "ISOSpeed" },
	{ 34868, "ISOSpeedLatitudeyyy" }, { 34869, "ISOSpeedLatitudezzz" }, { 36864, "ExifVersion" },
	{ 36867, "DateTimeOriginal" }, { 36868, "DateTimeDigitized" }, { 36880, "OffsetTime" },
	{ 36881, "OffsetTimeOriginal" }, { 36882, "OffsetTimeDigitized" }, { 37121, "ComponentsConfiguration" },
	{ 37122, "CompressedBitsPerPixel" }, { 37377, "ShutterSpeedValue" }, { 37378, "ApertureValue" },
	{ 37379, "BrightnessValue" }, { 37380, "ExposureBiasValue" }, { 37381, "MaxApertureValue" },
	{ 37382, "SubjectDistance" }, { 37383, "MeteringMode" }, { 37384, "LightSource" }, { 37385, "Flash" },
	{ 37386, "FocalLength" }, { 37396, "SubjectArea" }, { 37500, "MakerNote" }, { 37510, "UserComment" },
	{ 37520, "SubSecTime" }, { 37521, "SubSecTimeOriginal" }, { 37522, "SubSecTimeDigitized" },
	{ 37888, "Temperature" }, { 37889, "Humidity" }, { 37890, "Pressure" }, { 37891, "WaterDepth" },
	{ 37892, "Acceleration" }, { 37893, "CameraElevationAngle" }, { 40960, "FlashpixVersion" }, { 40961, "ColorSpace" },
	{ 40962, "PixelXDimension" }, { 40963, "PixelYDimension" }, { 40964, "RelatedSoundFile" }, { 41483, "FlashEnergy" },
	{ 41484, "SpatialFrequencyResponse" }, { 41486, "FocalPlaneXResolution" }, { 41487, "FocalPlaneYResolution" },
	{ 41488, "FocalPlaneResolutionUnit" }, { 41492, "SubjectLocation" }, { 41493, "ExposureIndex" },
	{ 41495, "SensingMethod" }, { 41728, "FileSource" }, { 41729, "SceneType" }, { 41730, "CFAPattern" },
	{ 41985, "CustomRendered" }, { 41986, "ExposureMode" }, { 41987, "WhiteBalance" }, { 41988, "DigitalZoomRatio" },
	{ 41989, "FocalLengthIn35mmFilm" }, { 41990, "SceneCaptureType" }, { 41991, "GainControl" }, { 41992, "Contrast" },
	{ 41993, "Saturation" }, { 41994, "Sharpness" }, { 41995, "DeviceSettingDescription" },
	{ 41996, "SubjectDistanceRange" }, { 42016, "ImageUniqueID" }, { 42032, "CameraOwnerName" },
	{ 42033, "BodySerialNumber" }, { 42034, "LensSpecification" }, { 42035, "LensMake" }, { 42036, "LensModel" },
	{ 42037, "LensSerialNumber" }, { 42080, "CompositeImage" }, { 42081, "SourceImageNumberOfCompositeImage" },
	{ 42082, "SourceExposureTimesOfCompositeImage" }, { 42240, "Gamma" });

static const struct value_table gps_tag_names = VALUES(
	{ 0, "GPSVersionID" }, { 1, "GPSLatitudeRef" }, { 2, "GPSLatitude" }, { 3, "GPSLongitudeRef" },
	{ 4, "GPSLongitude" }, { 5, "GPSAltitudeRef" }, { 6, "GPSAltitude" }, { 7, "GPSTimeStamp" }, { 8, "GPSSatellites" },
	{ 9, "GPSStatus" }, { 10, "GPSMeasureMode" }, { 11, "GPSDOP" }, { 12, "GPSSpeedRef" }, { 13, "GPSSpeed" },
	{ 14, "GPSTrackRef" }, { 15, "GPSTrack" }, { 16, "GPSImgDirectionRef" }, { 17, "GPSImgDirection" },
	{ 18, "GPSMapDatum" }, { 19, "GPSDestLatitudeRef" }, { 20, "GPSDestLatitude" }, { 21, "GPSDestLongitudeRef" },
	{ 22, "GPSDestLongitude" }, { 23, "GPSDestBearingRef" }, { 24, "GPSDestBearing" }, { 25, "GPSDestDistanceRef" },
	{ 26, "GPSDestDistance" }, { 27, "GPSProcessingMethod" }, { 28, "GPSAreaInformation" }, { 29, "GPSDateStamp" },
	{ 30, "GPSDifferential" }, { 31, "GPSHPositioningError" });

static const struct value_table interop_tag_names = VALUES(
	{ 1, "InteroperabilityIndex" });

static const struct value_table type_names = VALUES(
	{ 1, "BYTE" }, { 2, "ASCII" }, { 3, "SHORT" }, { 4, "LONG" }, { 5, "RATIONAL" }, { 7, "UNDEFINED" }, { 9, "SLONG" },
	{ 10, "SRATIONAL" });

static const struct value_table unit_names = VALUES({ 0, "No units; Xdensity and Ydensity specify the pixel aspect ratio" },
						    { 1, "Dots per inch" }, { 2, "Dots per centimeter" });
static const struct value_table extension_names =
	VALUES({ 0x10, "Thumbnail encoded using JPEG" }, { 0x11, "Thumbnail encoded using 1 byte (8 bits) per pixel" },
	       { 0x13, "Thumbnail encoded using 3 bytes (24 bits) per pixel" });

static void marker_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *name = value_text(&marker_names, r->val);
	(void)t;
	buf_lit(b, "Marker: ");
	buf_str(b, name ? name : "Unknown");
	buf_lit(b, " (0x");
	fmt_hex(b, r->val, 4);
	buf_char(b, ')');
	if (!name)
		buf_lit(b, " (Reserved)");
}

/* "Marker segment: Comment (0xFFFE)" */
static void segment_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *name = value_text(&marker_names, r->val);
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	buf_str(b, name ? name : "Unknown");
	buf_lit(b, " (0x");
	fmt_hex_upper(b, r->val);
	buf_char(b, ')');
}

static void identifier_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_string(t, r);
	buf_lit(b, "Identifier: ");
	fmt_text(b, s.p, s.len);
	if (r->aux)
		buf_lit(b, " (Unknown identifier)");
}

static void version_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_lit(b, "Version: ");
	fmt_uint(b, slice_u8(s, 0));
	buf_char(b, '.');
	fmt_uint(b, slice_u8(s, 1));
}

static void remain_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Remaining segment data: ");
	fmt_uint(b, r->aux);
	buf_lit(b, " bytes");
}

static void endianness_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Endianness: ");
	if (r->val == 0x4949 || r->val == 0x4d4d) {
		buf_str(b, r->val == 0x4949 ? "little endian" : "big endian");
		return;
	}
	buf_lit(b, "Incorrect encoding 0x");
	fmt_hex(b, r->val, 4);
	buf_lit(b, "- skipping the remainder of this application marker");
}

/* "Exif IFD #0"; val: of the segment's lists of tags which, and aux its number. */
static void ifd_label(struct buf *b, const struct tree *t, const struct record *r)
{
	static const char *const names[] = { "Image File Directory #", "Exif IFD #", "GPS IFD #",
					     "Interoperability IFD #" };
	(void)t;
	buf_str(b, names[r->val & 3]);
	fmt_uint(b, r->aux);
}

/* "Value: 72/1"; val: numerator << 32 | denominator */
static void rational_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Value: ");
	fmt_uint(b, r->val >> 32);
	buf_char(b, '/');
	fmt_uint(b, (uint32_t)r->val);
}

static void srational_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Value: ");
	fmt_int(b, (int32_t)(r->val >> 32));
	buf_char(b, '/');
	fmt_int(b, (int32_t)r->val);
}

#define NODE(abbrev, name, ...) F("image-jfif." abbrev, name, FT_NONE, BASE_NONE, __VA_ARGS__)
#define BYTE(abbrev, name, ...) F("image-jfif." abbrev, name, FT_UINT8, BASE_DEC, .size = 1, __VA_ARGS__)
#define WORD(abbrev, name, ...) F("image-jfif." abbrev, name, FT_UINT16, BASE_DEC, .size = 2, __VA_ARGS__)
#define LONG(abbrev, name, ...) F("image-jfif." abbrev, name, FT_UINT32, BASE_DEC, .size = 4, __VA_ARGS__)
#define SLONG(abbrev, name) F("image-jfif." abbrev, name, FT_INT32, BASE_DEC, .size = 4)
#define TAGS(abbrev, table) WORD(abbrev, "Tag", .vals = &table)

const struct field jfif_fields[JFIF_ROWS] = {
	[JFIF_PROTO] = F("image-jfif", "JPEG File Interchange Format", FT_PROTOCOL, BASE_NONE),
	[JFIF_MARKER] = F("image-jfif.marker", "Marker", FT_UINT16, BASE_HEX, .label = marker_label),
	[JFIF_SEGMENT] = NODE("marker_segment", "Marker segment", .label = segment_label),
	[JFIF_LENGTH] = WORD("length", "Length", .off = 0),
	[JFIF_IDENTIFIER] = F("image-jfif.identifier", "Identifier", FT_STRINGZ, BASE_NONE, .label = identifier_label),
	[JFIF_VERSION] = NODE("version", "Version", .off = 0, .size = 2, .label = version_label),
	[JFIF_MAJOR] = BYTE("version.major", "Major Version", .off = 0, .flags = F_CHILD),
	[JFIF_MINOR] = BYTE("version.minor", "Minor Version", .off = 1, .flags = F_CHILD),
	[JFIF_UNITS] = BYTE("units", "Units", .off = 2, .vals = &unit_names),
	[JFIF_DENSITY_X] = WORD("Xdensity", "Xdensity", .off = 3),
	[JFIF_DENSITY_Y] = WORD("Ydensity", "Ydensity", .off = 5),
	[JFIF_THUMB_X] = BYTE("Xthumbnail", "Xthumbnail", .off = 7),
	[JFIF_THUMB_Y] = BYTE("Ythumbnail", "Ythumbnail", .off = 8),
	[JFIF_RGB] = F("image-jfif.RGB", "RGB values of thumbnail pixels", FT_BYTES, BASE_NONE),
	[JFIF_EXTENSION] = F("image-jfif.extension.code", "Extension code", FT_UINT8, BASE_HEX, .vals = &extension_names),
	[JFIF_FRAME] = NODE("sof", "Start of Frame header", .label = segment_label),
	[JFIF_PRECISION] = BYTE("sof.precision", "Sample Precision (bits)", .off = 0),
	[JFIF_LINES] = WORD("sof.lines", "Lines", .off = 0),
	[JFIF_SAMPLES] = WORD("sof.samples_per_line", "Samples per line", .off = 0),
	[JFIF_COMPONENTS] = BYTE("sof.nf", "Number of image components in frame", .off = 0),
	[JFIF_COMPONENT] = BYTE("sof.c_i", "Component identifier", .off = 0),
	[JFIF_SAMPLING_H] = BYTE("sof.h_i", "Horizontal sampling factor", .mask = 0xf0),
	[JFIF_SAMPLING_V] = BYTE("sof.v_i", "Vertical sampling factor", .mask = 0x0f),
	[JFIF_QUANTIZATION] = BYTE("sof.tq_i", "Quantization table destination selector", .off = 0),
	[JFIF_SCAN] = NODE("header.sos", "Start of Segment header", .label = segment_label),
	[JFIF_SCAN_COMPONENTS] = BYTE("sos.ns", "Number of image components in scan", .off = 0),
	[JFIF_SELECTOR] = BYTE("sos.component_selector", "Scan component selector", .off = 0),
	[JFIF_DC_TABLE] = BYTE("sos.dc_entropy_selector", "DC entropy coding table destination selector", .mask = 0xf0),
	[JFIF_AC_TABLE] = BYTE("sos.ac_entropy_selector", "AC entropy coding table destination selector", .mask = 0x0f),
	[JFIF_SPECTRAL_START] = BYTE("sos.ss", "Start of spectral or predictor selection", .off = 0),
	[JFIF_SPECTRAL_END] = BYTE("sos.se", "End of spectral selection", .off = 0),
	[JFIF_APPROXIMATION_HIGH] = BYTE("sos.ah", "Successive approximation bit position high", .mask = 0xf0),
	[JFIF_APPROXIMATION_LOW] =
		BYTE("sos.al", "Successive approximation bit position low or point transform", .mask = 0x0f),
	[JFIF_COMMENT_HEADER] = NODE("header.comment", "Comment header", .label = segment_label),
	[JFIF_COMMENT] = F("image-jfif.comment", "Comment", FT_STRING, BASE_NONE),
	[JFIF_REMAIN] = F("image-jfif.remain_seg_data", "Remaining segment data", FT_BYTES, BASE_NONE, .label = remain_label),
	[JFIF_ENDIANNESS] = F("image-jfif.endianness", "Endianness", FT_UINT16, BASE_HEX, .label = endianness_label),
	[JFIF_START_IFD] = LONG("start_ifd_offset", "Start offset of IFD starting from the TIFF header start",
				.vals = &unit_bytes),
	[JFIF_NEXT_IFD] = LONG("next_ifd_offset", "Offset to next IFD from start of TIFF header", .vals = &unit_bytes),
	[JFIF_FLASHPIX] = NODE("exif_flashpix_marker", "Exif FlashPix APP2 application marker", .off = 0),
	[JFIF_CODED] = F("image-jfif.entropy_coded_segment", "Entropy-coded segment (dissection is not yet implemented)",
			 FT_BYTES, BASE_NONE),
	[JFIF_FILL] = F("image-jfif.fill_bytes", "Fill bytes", FT_BYTES, BASE_NONE),
	[JFIF_IFD] = F_TEXT("IFD", .label = ifd_label),
	[JFIF_N_TAGS] = WORD("ifd.num_fields", "Number of fields in this IFD", .off = 0),
	[JFIF_TAG] = TAGS("ifd.tag", tag_names),
	[JFIF_TAG_EXIF] = TAGS("ifd.tag_exif", exif_tag_names),
	[JFIF_TAG_GPS] = TAGS("ifd.tag_gps", gps_tag_names),
	[JFIF_TAG_INTEROP] = TAGS("ifd.tag_interop", interop_tag_names),
	[JFIF_TYPE] = WORD("ifd.type", "Type", .vals = &type_names),
	[JFIF_COUNT] = LONG("ifd.count", "Count", .off = 0),
	[JFIF_OFFSET] = LONG("ifd.offset", "Value offset from start of TIFF header", .off = 0),
	[JFIF_BYTE] = BYTE("ifd.value_byte", "Value", .off = 0),
	[JFIF_ASCII] = F("image-jfif.ifd.value_ascii", "Value", FT_STRING, BASE_NONE),
	[JFIF_SHORT] = WORD("ifd.value_short", "Value", .off = 0),
	[JFIF_LONG] = LONG("ifd.value_long", "Value", .off = 0),
	[JFIF_RATIONAL] = NODE("ifd.value_rational", "Value", .label = rational_label),
	[JFIF_NUMERATOR] = LONG("ifd.value_rational.numerator", "Numerator", .off = 0),
	[JFIF_DENOMINATOR] = LONG("ifd.value_rational.denominator", "Denominator", .off = 0),
	[JFIF_UNDEFINED] = F("image-jfif.ifd.value_undefined", "Value (raw)", FT_BYTES, BASE_NONE),
	[JFIF_SLONG] = SLONG("ifd.value_slong", "Value"),
	[JFIF_SRATIONAL] = NODE("ifd.value_srational", "Value", .label = srational_label),
	[JFIF_SNUMERATOR] = SLONG("ifd.value_srational.numerator", "Numerator"),
	[JFIF_SDENOMINATOR] = SLONG("ifd.value_srational.denominator", "Denominator"),
	[JFIF_NOT_JFIF] = F_EXPERT("image-jfif.app0-identifier-not-jfif",
				   "Initial App0 segment with \"JFIF\" Identifier not found", PI_WARN, PI_PROTOCOL),
	[JFIF_BAD_START] = F_EXPERT("image-jfif.start_ifd_offset.invalid", "Invalid value", PI_WARN, PI_PROTOCOL),
	[JFIF_BAD_NEXT] = F_EXPERT("image-jfif.next_ifd_offset.invalid", "Invalid value", PI_WARN, PI_PROTOCOL),
	[JFIF_BAD_OFFSET] = F_EXPERT("image-jfif.ifd_value_offset.invalid", "Invalid value", PI_WARN, PI_PROTOCOL),
};
