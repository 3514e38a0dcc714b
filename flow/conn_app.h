/* conn_app.h: what the first messages of a connection say about it: whose they are, and what was asked for. */
#ifndef PEEL_FLOW_CONN_APP_H
#define PEEL_FLOW_CONN_APP_H

#include <stdbool.h>
#include <stdint.h>

#include "dissect/dissection.h"

enum conn_app_kind { CONN_APP_NOTHING, CONN_APP_WEB, CONN_APP_TLS, CONN_APP_NAMES };
enum { CONN_APP_NAME = 80, CONN_APP_METHOD = 12 };

/* All is of the first message that says it. Texts are printable ASCII without quotes, backslashes and commas: what else
 * packets have in them is a question mark here. */
struct conn_app {
	uint16_t protocol;            /* id + 1 in the registry; 0: not recognised */
	uint8_t kind;                 /* enum conn_app_kind */
	uint8_t looks;                /* segments that were looked at, MAX_LOOKS when no more will be */
	uint8_t name_len, method_len; /* bytes */
	bool answered;
	uint16_t number;              /* HTTP: status, 0: none yet; DNS: type asked for */
	int64_t elapsed;              /* ns from the question to its answer, once answered */
	char name[CONN_APP_NAME];     /* HTTP: host; TLS: server name; DNS: the name asked for */
	char method[CONN_APP_METHOD]; /* HTTP */
};

/* Who sees a protocol's layers, for conn_app_see. */
uint8_t conn_app_seer(const char *protocol);
/* A layer above TCP or UDP, after its protocol's tracker saw it. */
void conn_app_see(struct conn_app *, uint8_t seer, const struct dissection *, const struct layer *);
/* Are the next bytes of the stream worth looking at? Each call counts. */
bool conn_app_looks(struct conn_app *);

#endif
