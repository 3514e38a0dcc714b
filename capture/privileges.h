/* privileges.h: gives up root, and every capability, once the devices and the output files are open.
 *
 *     struct privileges_target t;
 *     if (!privileges_find(option_Z, &t, &error)) fail;
 *     source = live_open(...); fd = open(output, ...);
 *     privileges_give_file(&t, fd);
 *     if (!privileges_drop(&t, &error)) fail;
 *     ... worker threads, name resolution, dissecting: only from here on ...
 *
 * Threads: capabilities belong to a thread, so drop before the first one is started.
 *
 * Ring files (-b) of a later time are opened as the new user: their directory must be writable for that user, as
 * root's own never is. privileges_may_create tells it at the start of the capture instead of at the first switch.
 * All files of a ring belong to the same user when the first, opened as root, is passed to privileges_give_file.
 * A temporary directory for spooling has to be made, or given, in the same way.
 *
 * In monitor mode (-I) some drivers make a virtual device that needs root to be removed: it stays behind. */
#ifndef PEEL_CAPTURE_PRIVILEGES_H
#define PEEL_CAPTURE_PRIVILEGES_H

#include <stdbool.h>
#include <sys/types.h>

#include "capture/source.h"

struct privileges_target {
	bool keep;     /* -Z root: stay as we are, capabilities included */
	bool switches; /* the ids change; false: only capabilities are given up (we never were root) */
	uid_t uid;
	gid_t gid;
	char user[64]; /* for initgroups and for messages; empty: the uid has no name */
};

/* Who to become. user is the value of -Z, NULL if not given. Without it: whoever called sudo; the caller, if the
 * program is set-uid root; the system user "peel", if there is one; "nobody". False: *error says which is missing. */
bool privileges_find(const char *user, struct privileges_target *target, struct source_error *error);

/* Gives an open file to that user, so that it can be read and replaced later. Only regular files made by us: ask for it
 * when the file was created, not for one that was there. Failure is no harm and is not told. */
void privileges_give_file(const struct privileges_target *target, int fd);

/* Ends with no root id, no supplementary group of root's, no capability in any set, and no way back through a set-uid
 * program. Checks that this is so. False: the process must not go on. */
bool privileges_drop(const struct privileges_target *target, struct source_error *error);

/* After the drop: whether this user can make a new file beside path (the next file of a ring). */
bool privileges_may_create(const char *path, struct source_error *error);

#endif
