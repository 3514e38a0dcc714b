/* expert.c: expert information, the notes that a packet carries on what is unusual about it. */
#include "dissect/core/expert.h"
#include "base/fmt.h"
#include "dissect/tree.h"

static const struct value_table severities =
	VALUES({ PI_COMMENT, "Comment" }, { PI_CHAT, "Chat" }, { PI_NOTE, "Note" }, { PI_WARN, "Warning" },
	       { PI_ERROR, "Error" });
const struct value_table expert_group_names =
	VALUES({ PI_CHECKSUM, "Checksum" }, { PI_SEQUENCE, "Sequence" }, { PI_RESPONSE_CODE, "Response" },
	       { PI_REQUEST_CODE, "Request" }, { PI_UNDECODED, "Undecoded" }, { PI_REASSEMBLE, "Reassemble" },
	       { PI_MALFORMED, "Malformed" }, { PI_DEBUG, "Debug" }, { PI_PROTOCOL, "Protocol" },
	       { PI_SECURITY, "Security" }, { PI_COMMENTS_GROUP, "Comment" }, { PI_DECRYPTION, "Decryption" },
	       { PI_ASSUMPTION, "Assumption" }, { PI_DEPRECATED, "Deprecated" });

static void expert_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_lit(b, "Expert Info (");
	buf_str(b, value_text(&severities, r->aux & 0xf00000));
	buf_char(b, '/');
	buf_str(b, value_text(&expert_group_names, r->aux & 0xff000000));
	buf_lit(b, "): ");
	if (r->flags & R_CSTR)
		buf_str(b, (const char *)(uintptr_t)r->val);
	else
		fmt_text(b, t->arena + (r->val >> 32), (uint32_t)r->val);
}

static const struct field expert_fields[] = {
	F("_ws.expert", "Expert Info", FT_PROTOCOL, BASE_NONE),
	F("_ws.expert", "Expert Info", FT_NONE, BASE_NONE, .flags = F_GENERATED | F_NO_VALUE,
	  .label = expert_label),
	F("_ws.expert.message", "Message", FT_STRING, BASE_NONE, .flags = F_GENERATED | F_HIDDEN),
	F("_ws.expert.severity", "Severity level", FT_UINT32, BASE_NONE, .flags = F_GENERATED, .vals = &severities),
	F("_ws.expert.group", "Group", FT_UINT32, BASE_NONE, .flags = F_GENERATED, .vals = &expert_group_names),
};

const struct protocol protocol_expert = { .name = "_ws.expert", .column = "Expert", FIELDS(expert_fields) };
