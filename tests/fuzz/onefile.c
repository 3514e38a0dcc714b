/* onefile.c: a main() for fuzz targets without libFuzzer. Replays the files, and all files below the folders, that are
 * given as arguments, each once; prints each name first, so that the last line names the one that crashed. */
#include <errno.h>
#include <ftw.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv) __attribute__((weak));

enum { MAX_OPEN_FOLDERS = 16 };

static unsigned long replayed, unreadable;

/* A block of exactly the file's size, so that the sanitizers see a read one byte beyond it. */
static void replay(const char *path, size_t size)
{
	FILE *f = fopen(path, "rb");
	uint8_t *data = malloc(size ? size : 1);

	printf("%s\n", path);
	fflush(stdout);
	if (!f || !data || fread(data, 1, size, f) != size) {
		fprintf(stderr, "onefile: %s: %s\n", path, strerror(errno));
		unreadable++;
	} else {
		LLVMFuzzerTestOneInput(data, size);
		replayed++;
	}
	free(data);
	if (f)
		fclose(f);
}

static int visit(const char *path, const struct stat *st, int type, struct FTW *where)
{
	(void)where;
	if (type == FTW_F && S_ISREG(st->st_mode))
		replay(path, (size_t)st->st_size);
	return 0;
}

int main(int argc, char **argv)
{
	if (LLVMFuzzerInitialize)
		LLVMFuzzerInitialize(&argc, &argv);
	for (int i = 1; i < argc; i++) {
		if (nftw(argv[i], visit, MAX_OPEN_FOLDERS, 0) != 0) {
			fprintf(stderr, "onefile: %s: %s\n", argv[i], strerror(errno));
			unreadable++;
		}
	}
	printf("%lu replayed, %lu unreadable\n", replayed, unreadable);
	return unreadable ? 1 : 0;
}
