/* privileges.c: gives up root and every capability, and proves that they are gone. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* setresuid, getresuid */
#endif
#include "capture/privileges.h"

#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "capture/source_impl.h"

static void target_set(struct privileges_target *t, const struct passwd *pw)
{
	t->uid = pw->pw_uid;
	t->gid = pw->pw_gid;
	snprintf(t->user, sizeof t->user, "%s", pw->pw_name);
}

/* A number in the whole of text, as sudo writes its ids; false: it is none. */
static bool id_read(const char *text, unsigned long *id)
{
	char *end;

	if (!text || *text < '0' || *text > '9')
		return false;
	errno = 0;
	*id = strtoul(text, &end, 10);
	return errno == 0 && *end == '\0' && *id < UINT32_MAX; /* (uid_t)-1 means "leave as it is" */
}

/* The environment is believed only when root himself calls: behind a set-uid bit anybody could have written it. */
static bool find_sudo_caller(struct privileges_target *t)
{
	unsigned long uid, gid;

	if (getuid() != 0 || !id_read(getenv("SUDO_UID"), &uid) || uid == 0)
		return false;
	const struct passwd *pw = getpwuid((uid_t)uid);
	if (pw)
		target_set(t, pw);
	t->uid = (uid_t)uid;
	if (id_read(getenv("SUDO_GID"), &gid) && gid != 0)
		t->gid = (gid_t)gid;
	else if (!pw)
		return false;
	return true;
}

static bool find_by_name(struct privileges_target *t, const char *user, bool asked_for, struct source_error *error)
{
	const struct passwd *pw = getpwnam(user);

	if (!pw) {
		source_error_set(error, SOURCE_NO_PERMISSION, "There is no user \"%s\" to drop root privileges to%s",
				 user, asked_for ? "" : "; name one with -Z");
		return false;
	}
	target_set(t, pw);
	return true;
}

bool privileges_find(const char *user, struct privileges_target *target, struct source_error *error)
{
	*target = (struct privileges_target){ .uid = getuid(), .gid = getgid() };
	if (user && !find_by_name(target, user, true, error))
		return false;
	if (user && target->uid == 0) {
		target->keep = true;
		return true;
	}
	if (getuid() != 0 && geteuid() != 0) { /* capabilities of the file at most: there is no id to give up */
		if (!user || target->uid == getuid())
			return true;
		source_error_set(error, SOURCE_NO_PERMISSION, "Only root can become another user: -Z %s", user);
		return false;
	}
	target->switches = true;
	if (user || find_sudo_caller(target))
		return true;
	if (getuid() != 0) {
		const struct passwd *caller = getpwuid(getuid());
		if (caller)
			target_set(target, caller);
		return true;
	}
	if (getpwnam("peel"))
		return find_by_name(target, "peel", false, error);
	return find_by_name(target, "nobody", false, error);
}

void privileges_give_file(const struct privileges_target *target, int fd)
{
	struct stat st;

	if (target->switches && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_uid == geteuid())
		(void)!fchown(fd, target->uid, target->gid);
}

/* The bounding set limits what a later exec could gain; one that the kernel does not know ends the list. */
static void bounding_set_clear(void)
{
	for (unsigned long cap = 0; cap < 64; cap++)
		if (prctl(PR_CAPBSET_DROP, cap, 0, 0, 0) != 0 && errno == EINVAL)
			break;
}

static bool capabilities_clear(void)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = { { 0 } };

	(void)prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
	return syscall(SYS_capset, &header, none) == 0;
}

static bool capabilities_gone(void)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct now[_LINUX_CAPABILITY_U32S_3] = { { 0 } };

	if (syscall(SYS_capget, &header, now) != 0)
		return false;
	for (int i = 0; i < _LINUX_CAPABILITY_U32S_3; i++)
		if (now[i].effective || now[i].permitted || now[i].inheritable)
			return false;
	return true;
}

static bool ids_drop(const struct privileges_target *t)
{
	if (t->user[0] ? initgroups(t->user, t->gid) != 0 : setgroups(0, NULL) != 0)
		return false;
	return setresgid(t->gid, t->gid, t->gid) == 0 && setresuid(t->uid, t->uid, t->uid) == 0;
}

/* Tries the way back, each call by itself: all of them have to be refused. */
static bool ids_gone(const struct privileges_target *t)
{
	uid_t r, e, s;
	gid_t gr, ge, gs;

	if (getresuid(&r, &e, &s) != 0 || getresgid(&gr, &ge, &gs) != 0)
		return false;
	if (r != t->uid || e != t->uid || s != t->uid || gr != t->gid || ge != t->gid || gs != t->gid)
		return false;
	if (setuid(0) == 0 || seteuid(0) == 0 || setresuid(0, 0, 0) == 0)
		return false;
	return t->gid == 0 || (setgid(0) != 0 && setegid(0) != 0);
}

bool privileges_drop(const struct privileges_target *t, struct source_error *error)
{
	const char *what = NULL;

	if (t->keep)
		return true;
	bounding_set_clear();
	if (t->switches && !ids_drop(t))
		what = strerror(errno);
	else if (!capabilities_clear())
		what = strerror(errno);
	else if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		what = strerror(errno);
	else if ((t->switches && !ids_gone(t)) || !capabilities_gone())
		what = "they could be regained";
	if (!what)
		return true;
	if (t->user[0])
		source_error_set(error, SOURCE_NO_PERMISSION, "Could not drop privileges to user \"%s\": %s", t->user,
				 what);
	else
		source_error_set(error, SOURCE_NO_PERMISSION, "Could not drop privileges to user %u: %s", t->uid, what);
	return false;
}

bool privileges_may_create(const char *path, struct source_error *error)
{
	char directory[4096];
	const char *slash = strrchr(path, '/');

	if (!slash)
		snprintf(directory, sizeof directory, ".");
	else
		snprintf(directory, sizeof directory, "%.*s", slash == path ? 1 : (int)(slash - path), path);
	if (access(directory, W_OK | X_OK) == 0)
		return true;
	const char *reason = strerror(errno);
	const struct passwd *pw = getpwuid(getuid());
	source_error_set(error, SOURCE_NO_PERMISSION,
			 "The next files cannot be created in \"%.200s\" by user \"%s\", who captures (%s): "
			 "let that user write there, or choose another one with -Z",
			 directory, pw ? pw->pw_name : "?", reason);
	return false;
}
