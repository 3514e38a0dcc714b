/* help.h: the pages of peel help. */
#ifndef PEEL_CLI_HELP_H
#define PEEL_CLI_HELP_H

struct help_topic {
	const char *name, *says, *text;
};

/* Up to one without a name. */
extern const struct help_topic help_topics[];

#endif
