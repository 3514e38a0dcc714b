/* option_values.h: what stands behind the options. Each puts its value into the settings and returns EXIT_OK, or says what is
 * wrong with it and returns EXIT_USAGE. */
#ifndef PEEL_CLI_OPTION_VALUES_H
#define PEEL_CLI_OPTION_VALUES_H

#include "cli/settings.h"

/* A decimal number from low to high; `what` is what people call it. */
int parse_number(const char *what, const char *text, uint64_t low, uint64_t high, uint64_t *value);
int parse_time_format(struct settings *, const char *text);             /* -t */
int parse_sink(struct settings *, const char *name);                    /* -T */
bool parse_fields_option(struct print_options *, const char *text);     /* -E; false: wrong, and nothing was said */
int parse_names(struct settings *, const char *letters);                /* -N */
int parse_limit(struct settings *, char letter, const char *condition); /* -a, -b */
int add_device(struct settings *, const char *name);                    /* -i */
/* -z; `help` lists the reports. What stands behind a report's name is looked at once the fields are known. */
int add_stat(struct settings *, const char *spec);
int parse_stat_format(struct settings *, const char *name);
int add_export(struct settings *, const char *spec);         /* --export-objects PROTOCOL,FOLDER */
int parse_flow_timeout(struct settings *, const char *spec); /* KIND:SECONDS */
/* The connection to draw: N, tcp,N or udp,N. */
int parse_picture(struct settings *, enum picture_kind, const char *stream);

/* One more name in a list of MAX_LIST that NULL ends; the names in `text`, which is cut up. */
int add_name(const char **list, const char *name);
int parse_list(const char **list, char *text, const char *separators);

#endif
