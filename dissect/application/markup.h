/* markup.h: what XML is made of, piece by piece, without an opinion on how the pieces fit. */
#ifndef PEEL_DISSECT_APPLICATION_MARKUP_H
#define PEEL_DISSECT_APPLICATION_MARKUP_H

#include "dissect/lines.h"

enum xml_kind {
	XML_TEXT,
	XML_UNRECOGNIZED, /* from a '<' that begins nothing up to white space */
	XML_TAG,
	XML_CLOSE,        /* </a> */
	XML_COMMENT,
	XML_CDATA,        /* <![CDATA[ ]]> */
	XML_INSTRUCTION,  /* <?a ?> */
	XML_DOCTYPE,      /* with an external identifier: <!DOCTYPE a PUBLIC "b"> */
	XML_DOCTYPE_OPEN, /* <!DOCTYPE a [ */
	XML_DTD_TAG,      /* any other <! > */
	XML_DTD_CLOSE,    /* ]> */
};

struct xml_token {
	uint8_t kind; /* enum xml_kind */
	bool empty;   /* <a/> */
	uint32_t off, len;
	uint32_t name, name_len; /* tags, instructions, doctypes */
};

/* name="value" */
struct xml_attribute {
	uint32_t off, len, name_len;
	uint32_t value, value_len; /* without quotes */
};

struct xml_reader {
	struct slice s;
	uint32_t off;
	uint64_t patience; /* bytes that may still be looked at in vain: a text must not take much longer than it is long */
	uint32_t looked;   /* of them, for the piece at hand */
	uint8_t never;     /* ends of pieces that do not come any more, a bit each */
};

struct xml_reader xml_reader(struct slice s);
/* False: there is no more. White space in front of a piece is skipped. */
bool xml_next(struct xml_reader *, struct xml_token *);
/* The attribute that follows at off, behind white space; off must be behind the name or an attribute of a token. */
bool xml_attribute(struct slice s, uint32_t off, struct xml_attribute *);
/* Does a text that calls itself something else begin as XML does? */
bool xml_is(struct slice s);

#endif
