/* xml.c: Extensible Markup Language (W3C REC-xml): tags, attributes and text as they stand, whether well formed or not. */
#include "base/fmt.h"
#include "dissect/application/markup.h"
#include "dissect/column.h"
#include "dissect/text.h"
#include "dissect/tree.h"

enum {
	XML, PI_XML, PI_VERSION, PI_ENCODING, PI_STANDALONE, PI_OTHER, CDATA_SECTION, COMMENT, ATTRIBUTE, DOCTYPE, DTD_TAG, CDATA,
	TAG, UNKNOWN, TEXT, NOT_OPEN, NOT_OPEN_TEXT, UNRECOGNIZED, UNRECOGNIZED_TEXT,
};
enum { MAX_OPEN = 40, MOST_BEFORE_NAME = 0xffff };
/* What the label of a tag or of its last attribute ends with, which is not in the bytes shown. */
enum label_end { END_NOTHING, END_TAG, END_EMPTY_TAG };

static void put_end(struct buf *b, uint32_t end)
{
	buf_str(b, end == END_TAG ? ">" : end == END_EMPTY_TAG ? "/>" : "");
}

/* "<a>", or "<a" when attributes follow; aux: bytes << 2 | enum label_end. */
static void tag_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = slice_first(record_string(t, r), r->aux >> 2);
	fmt_text(b, s.p, s.len);
	put_end(b, r->aux & 3);
}

static void attribute_label(struct buf *b, const struct tree *t, const struct record *r)
{
	text_as_it_stands(b, t, r);
	put_end(b, r->aux);
}

/* The name and the quotes around it; aux: how far in front of the value the name begins. */
static void value_label(struct buf *b, const struct tree *t, const struct record *r)
{
	fmt_text(b, t->d->buffer[r->buffer].p + r->off - r->aux, r->aux + r->len + 1);
}

/* "<?xml"; aux: bytes. */
static void begin_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = slice_first(record_bytes(t->d, r), r->aux);
	fmt_text(b, s.p, s.len);
}

/* All of "<!DOCTYPE a [", whose value is the name alone; aux: bytes << 16 | how far in front of the name they begin. */
static void doctype_label(struct buf *b, const struct tree *t, const struct record *r)
{
	fmt_text(b, t->d->buffer[r->buffer].p + r->off - (r->aux & MOST_BEFORE_NAME), r->aux >> 16);
}

#define STRING(abbrev, name, ...) F("xml." abbrev, name, FT_STRING, BASE_NONE, __VA_ARGS__)

static const struct field xml_fields[] = {
	[XML] = F("xml", "eXtensible Markup Language", FT_PROTOCOL, BASE_NONE),
	[PI_XML] = STRING("xmlpi.xml", "xml.xmlpi.xml", .label = begin_label),
	[PI_VERSION] = STRING("xmlpi.xml.version", "version", .label = value_label),
	[PI_ENCODING] = STRING("xmlpi.xml.encoding", "encoding", .label = value_label),
	[PI_STANDALONE] = STRING("xmlpi.xml.standalone", "standalone", .label = value_label),
	[PI_OTHER] = STRING("xmlpi", "XMLPI", .label = begin_label),
	[CDATA_SECTION] = STRING("cdatasection", "CDATASection", .label = text_as_it_stands),
	[COMMENT] = STRING("comment", "Comment", .label = text_as_it_stands),
	[ATTRIBUTE] = STRING("attribute", "Attribute", .label = attribute_label),
	[DOCTYPE] = STRING("doctype", "Doctype", .label = doctype_label),
	[DTD_TAG] = STRING("dtdtag", "DTD Tag", .label = text_as_it_stands),
	[CDATA] = STRING("cdata", "CDATA", .label = text_as_it_stands),
	[TAG] = STRING("tag", "Tag", .label = tag_label),
	[UNKNOWN] = STRING("unknown", "Unknown", .label = text_as_it_stands),
	[TEXT] = F_TEXT("Text", .label = text_as_it_stands),
	[NOT_OPEN] = F_EXPERT("xml.closing_unopened_tag", "Closing an unopened tag", PI_ERROR, PI_MALFORMED),
	[NOT_OPEN_TEXT] = F_TEXT("Closing an unopened tag"),
	[UNRECOGNIZED] = F_EXPERT("xml.unrecognized_text", "Unrecognized text", PI_WARN, PI_PROTOCOL),
	[UNRECOGNIZED_TEXT] = F_TEXT("Unrecognized text"),
};

/* Elements that are open. Below MAX_OPEN, more of them stand side by side. */
struct open {
	uint32_t n;
	struct {
		struct record *r;
		uint32_t off;
	} at[MAX_OPEN];
};

static void put_and_tell(struct tree *t, unsigned text, unsigned expert, const struct xml_token *k)
{
	put_node(t, text, k->off, k->len);
	tree_push(t);
	put_expert(t, expert, k->off, 0, NULL);
	tree_pop(t);
}

static void open_up(struct tree *t, struct open *o, struct record *r, uint32_t off)
{
	if (o->n < MAX_OPEN) {
		o->at[o->n].r = r;
		o->at[o->n].off = off;
		tree_push(t);
	}
	o->n++;
}

/* "</a>" ends what is open, whatever it is called; so does "]>", which leaves its length as it is. */
static void put_close(struct tree *t, struct open *o, const struct xml_token *k)
{
	put_node(t, TEXT, k->off, k->len);
	if (!o->n) {
		put_and_tell(t, NOT_OPEN_TEXT, NOT_OPEN, k);
		return;
	}
	if (--o->n >= MAX_OPEN)
		return;
	if (k->kind == XML_CLOSE && !tree_ended(t))
		o->at[o->n].r->len = k->off + k->len - o->at[o->n].off;
	tree_pop(t);
}

static void put_tag(struct tree *t, struct open *o, const struct xml_token *k)
{
	uint32_t end = k->empty ? END_EMPTY_TAG : END_TAG, name_end = k->name + k->name_len;
	struct xml_attribute a, next;
	bool more = xml_attribute(t->l->data, name_end, &a);
	struct record *r = put_copy(t, TAG, k->off, k->len, t->l->data.p + k->off, k->len);
	r->aux = (name_end - k->off) << 2 | (more ? END_NOTHING : end);
	open_up(t, o, r, k->off);
	for (; more && !tree_ended(t); a = next) {
		more = xml_attribute(t->l->data, a.off + a.len, &next);
		put(t, ATTRIBUTE, a.off, a.len)->aux = more ? END_NOTHING : end;
	}
	if (k->empty && o->n-- <= MAX_OPEN)
		tree_pop(t);
}

/* Those of <?xml?> whose value has a field of its own. */
static void put_declaration(struct tree *t, const struct xml_attribute *a)
{
	static const struct {
		const char *name;
		uint8_t row;
	} known[] = { { "version", PI_VERSION }, { "encoding", PI_ENCODING }, { "standalone", PI_STANDALONE } };
	for (unsigned i = 0; i < COUNT(known); i++)
		if (text_is(t->l->data, a->off, a->name_len, known[i].name)) {
			put(t, known[i].row, a->value, a->value_len)->aux = a->value - a->off;
			return;
		}
	put(t, ATTRIBUTE, a->off, a->len);
}

static void put_instruction(struct tree *t, const struct xml_token *k)
{
	uint32_t name_end = k->name + k->name_len;
	bool xml = k->name_len == 3 && !memcmp(t->l->data.p + k->name, "xml", 3);
	struct xml_attribute a;
	put(t, xml ? PI_XML : PI_OTHER, k->off, k->len)->aux = name_end - k->off;
	tree_push(t);
	for (uint32_t off = name_end; xml_attribute(t->l->data, off, &a) && !tree_ended(t); off = a.off + a.len) {
		if (xml)
			put_declaration(t, &a);
		else
			put(t, ATTRIBUTE, a.off, a.len);
	}
	put_node(t, TEXT, k->off + k->len - 2, 2);
	tree_pop(t);
}

static struct record *put_doctype(struct tree *t, const struct xml_token *k)
{
	uint32_t before = k->name - k->off, len = k->len > 0xffff ? 0xffff : k->len;
	struct record *r = put_copy(t, DOCTYPE, k->name, k->name_len, t->l->data.p + k->name, k->name_len);
	r->aux = len << 16 | before;
	return r;
}

static void put_token(struct tree *t, struct open *o, const struct xml_token *k)
{
	switch (k->kind) {
	case XML_TEXT: put(t, o->n ? CDATA : UNKNOWN, k->off, k->len); break;
	case XML_UNRECOGNIZED: put_and_tell(t, UNRECOGNIZED_TEXT, UNRECOGNIZED, k); break;
	case XML_TAG: put_tag(t, o, k); break;
	case XML_CLOSE:
	case XML_DTD_CLOSE: put_close(t, o, k); break;
	case XML_COMMENT: put(t, COMMENT, k->off, k->len); break;
	case XML_CDATA: put(t, CDATA_SECTION, k->off, k->len); break;
	case XML_INSTRUCTION: put_instruction(t, k); break;
	case XML_DOCTYPE: put_doctype(t, k); break;
	case XML_DOCTYPE_OPEN: open_up(t, o, put_doctype(t, k), k->off); break;
	case XML_DTD_TAG: put(t, DTD_TAG, k->off, k->len); break;
	default: break;
	}
}

static void xml_tree(struct tree *t, const struct layer *l)
{
	struct xml_reader r = xml_reader(l->data);
	struct open o = { .n = 0 };
	struct xml_token k;
	while (!tree_ended(t) && xml_next(&r, &k))
		put_token(t, &o, &k);
	for (o.n = o.n < MAX_OPEN ? o.n : MAX_OPEN; o.n; o.n--)
		tree_pop(t);
}

static void xml_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	l->tree_len = l->data.len;
}

static void xml_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	(void)l;
	c->keep = true;
}

/* "HTTP/XML", and nothing in the line. */
static void xml_behind(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	(void)l;
	column_inside(c, "XML");
}

static const char *const xml_media[] = {
	"application/3gpp-ims+xml", "application/atom+xml", "application/auth-policy+xml", "application/ccmp+xml",
	"application/conference-info+xml", "application/cpim-pidf+xml", "application/cpl+xml", "application/dds-web+xml",
	"application/im-iscomposing+xml", "application/load-control+xml", "application/mathml+xml",
	"application/media_control+xml", "application/note+xml", "application/pidf+xml", "application/pidf-diff+xml",
	"application/poc-settings+xml", "application/rdf+xml", "application/reginfo+xml", "application/resource-lists+xml",
	"application/rlmi+xml", "application/rls-services+xml", "application/rs-metadata+xml", "application/rss+xml",
	"application/simple-filter+xml", "application/simple-message-summary+xml", "application/simservs+xml",
	"application/smil", "application/soap+xml", "application/upp-directory+xml", "application/vnc.3gpp.iut-config+xml",
	"application/vnd.3gpp-prose+xml", "application/vnd.3gpp-prose-pc3ch+xml",
	"application/vnd.3gpp.access-transfer-events+xml", "application/vnd.3gpp.bsf+xml",
	"application/vnd.3gpp.comm-div-info+xml", "application/vnd.3gpp.cw+xml", "application/vnd.3gpp.iut+xml",
	"application/vnd.3gpp.mcdata-affiliation-command+xml", "application/vnd.3gpp.mcdata-info+xml",
	"application/vnd.3gpp.mcdata-location-info+xml", "application/vnd.3gpp.mcdata-mbms-usage-info+xml",
	"application/vnd.3gpp.mcdata-regroup+xml", "application/vnd.3gpp.mcdata-service-config+xml",
	"application/vnd.3gpp.mcdata-ue-config+xml", "application/vnd.3gpp.mcdata-user-profile+xml",
	"application/vnd.3gpp.mcptt-affiliation-command+xml", "application/vnd.3gpp.mcptt-floor-request+xml",
	"application/vnd.3gpp.mcptt-info+xml", "application/vnd.3gpp.mcptt-location-info+xml",
	"application/vnd.3gpp.mcptt-mbms-usage-info+xml", "application/vnd.3gpp.mcptt-regroup+xml",
	"application/vnd.3gpp.mcptt-service-config+xml", "application/vnd.3gpp.mcptt-signed+xml",
	"application/vnd.3gpp.mcptt-ue-config+xml", "application/vnd.3gpp.mcptt-ue-init-config+xml",
	"application/vnd.3gpp.mcptt-user-profile+xml", "application/vnd.3gpp.mcvideo-affiliation-command+xml",
	"application/vnd.3gpp.mcvideo-info+xml", "application/vnd.3gpp.mcvideo-location-info+xml",
	"application/vnd.3gpp.mcvideo-mbms-usage-info+xml", "application/vnd.3gpp.mcvideo-service-config+xml",
	"application/vnd.3gpp.mcvideo-ue-config+xml", "application/vnd.3gpp.mcvideo-user-profile+xml",
	"application/vnd.3gpp.mid-call+xml", "application/vnd.3gpp.replication+xml", "application/vnd.3gpp.sms+xml",
	"application/vnd.3gpp.srvcc-ext+xml", "application/vnd.3gpp.srvcc-info+xml",
	"application/vnd.3gpp.state-and-event-info+xml", "application/vnd.3gpp.transmission-request+xml",
	"application/vnd.3gpp.ussd+xml", "application/vnd.3gpp2.bcmcsinfo+xml", "application/vnd.etsi.aoc+xml",
	"application/vnd.etsi.cug+xml", "application/vnd.etsi.iptvcommand+xml", "application/vnd.etsi.iptvdiscovery+xml",
	"application/vnd.etsi.iptvprofile+xml", "application/vnd.etsi.iptvsad-bc+xml",
	"application/vnd.etsi.iptvsad-cod+xml", "application/vnd.etsi.iptvsad-npvr+xml",
	"application/vnd.etsi.iptvservice+xml", "application/vnd.etsi.iptvsync+xml",
	"application/vnd.etsi.iptvueprofile+xml", "application/vnd.etsi.mcid+xml",
	"application/vnd.etsi.overload-control-policy-dataset+xml", "application/vnd.etsi.pstn+xml",
	"application/vnd.etsi.sci+xml", "application/vnd.etsi.simservs+xml", "application/vnd.etsi.tsl+xml",
	"application/vnd.oma.access-permissions-list+xml", "application/vnd.oma.alias-principals-list+xml",
	"application/vnd.oma.bcast.associated-procedure-parameter+xml", "application/vnd.oma.bcast.drm-trigger+xml",
	"application/vnd.oma.bcast.imd+xml", "application/vnd.oma.bcast.notification+xml",
	"application/vnd.oma.bcast.sgdd+xml", "application/vnd.oma.bcast.smartcard-trigger+xml",
	"application/vnd.oma.bcast.sprov+xml", "application/vnd.oma.cab-address-book+xml",
	"application/vnd.oma.cab-feature-handler+xml", "application/vnd.oma.cab-pcc+xml",
	"application/vnd.oma.cab-subs-invite+xml", "application/vnd.oma.cab-user-prefs+xml", "application/vnd.oma.dd2+xml",
	"application/vnd.oma.drm.risd+xml", "application/vnd.oma.fnl+xml", "application/vnd.oma.group-usage-list+xml",
	"application/vnd.oma.pal+xml", "application/vnd.oma.poc.detailed-progress-report+xml",
	"application/vnd.oma.poc.final-report+xml", "application/vnd.oma.poc.groups+xml",
	"application/vnd.oma.poc.invocation-descriptor+xml", "application/vnd.oma.poc.optimized-progress-report+xml",
	"application/vnd.oma.scidm.messages+xml", "application/vnd.oma.suppnot+xml",
	"application/vnd.oma.xcap-directory+xml", "application/vnd.oma.xdcp+xml", "application/vnd.oma.xdm-apd+xml",
	"application/vnd.oma.xdm-hi+xml", "application/vnd.oma.xdm-prefs+xml", "application/vnd.oma.xdm-rhi+xml",
	"application/vnd.omads-email+xml", "application/vnd.omads-file+xml", "application/vnd.omads-folder+xml",
	"application/vnd.wv.csp.xml", "application/watcherinfo+xml", "application/x-crd+xml",
	"application/x-wms-logconnectstats", "application/x-wms-sendevent", "application/xcap-att+xml",
	"application/xcap-caps+xml", "application/xcap-diff+xml", "application/xcap-el+xml", "application/xcap-error+xml",
	"application/xcap-ns+xml", "application/xml", "application/xml-dtd", "application/xpidf+xml",
	"application/xslt+xml", "image/svg+xml", "message/imdn+xml", "text/vnd.wap.emn", "text/xml",
	NULL,
};

const struct protocol protocol_xml = {
	.name = "xml",
	.column = "XML",
	FIELDS(xml_fields),
	.media = xml_media,
	.told_early = true,
	.dissect = xml_dissect,
	.fields_of = xml_tree,
	.info = xml_info,
	.behind = xml_behind,
};
