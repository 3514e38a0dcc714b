/* face.c: under which name the program was called. */
#include "cli/face.h"

#include <string.h>

static const char *const names[] = {
	[FACE_PEEL] = "peel",
	[FACE_TSHARK] = "tshark",
	[FACE_DUMPCAP] = "dumpcap",
	[FACE_CAPINFOS] = "capinfos",
};

static enum face current = FACE_PEEL;

void face_set(const char *path)
{
	const char *slash = path ? strrchr(path, '/') : NULL;
	const char *name = slash ? slash + 1 : path ? path : "";
	for (enum face f = FACE_TSHARK; f <= FACE_CAPINFOS; f++)
		if (!strcmp(name, names[f]))
			current = f;
}

enum face face(void)
{
	return current;
}

const char *face_name(void)
{
	return names[current];
}
