/* pgsql_impl.h: what PostgreSQL's tree and flow/pgsql.c agree on. */
#ifndef PEEL_DISSECT_APPLICATION_PGSQL_IMPL_H
#define PEEL_DISSECT_APPLICATION_PGSQL_IMPL_H

#include "dissect/dissection.h"

enum { PGSQL_PORT = 5432 };
enum pgsql_authentication { PGSQL_GSS_CONTINUE = 8, PGSQL_SASL = 10, PGSQL_SASL_CONTINUE, PGSQL_SASL_FINAL };
enum { PGSQL_SSL_REQUEST = 80877103 };    /* in place of the version of a start-up message */
enum { PGSQL_HINT_ANSWER = 1 };           /* the server's next byte says whether it speaks TLS */
enum pgsql_note { PGSQL_NOTE_ASKED_FOR }; /* kind of authentication that the server asked for last */
enum pgsql_fact { PGSQL_FACT_CLIENT, PGSQL_FACT_KIND };
enum pgsql_kind { PGSQL_MESSAGE, PGSQL_ANSWER, PGSQL_BROKEN };

#endif
