/* face.h: under which name the program was called: its own, or one that programs that drive tshark call. */
#ifndef PEEL_CLI_FACE_H
#define PEEL_CLI_FACE_H

#include <stdbool.h>

/* What programs take from the version line. Never a version that Wireshark had: clients keep what they learned from a
 * program under its version, and must not take the fields of one for those of the other. */
#define FACE_VERSION "4.0.99"
/* Whose outputs, options and exit statuses they get. */
#define FACE_LIKE "4.0.17"

enum face { FACE_PEEL, FACE_TSHARK, FACE_DUMPCAP, FACE_CAPINFOS };

/* From argv[0]. It stays for as long as the program runs. */
void face_set(const char *path);
enum face face(void);
/* "peel", "tshark", ...: what messages begin with. */
const char *face_name(void);

/* peel as capinfos: the whole program. */
int capinfos_main(int argc, char **argv);

/* peel as dumpcap: its arguments in peel's words, and what those cannot say. */
struct settings;
struct dumpcap {
	int argc;
	char **argv;
	bool machine; /* -M, -Z: lists are for programs */
	const char *temp_dir;
	char name[4096]; /* of the file, when there is no -w */
};
/* Both: EXIT_OK, or another status and a message. */
int dumpcap_translate(struct dumpcap *d, int argc, char **argv);
int dumpcap_settle(struct dumpcap *d, struct settings *s);
/* Nothing was captured: the file that was made for it, still empty, goes. */
void dumpcap_give_up(const struct dumpcap *d);
void dumpcap_help(void);

#endif
