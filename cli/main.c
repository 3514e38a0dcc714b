/* main.c: what the command line asks for, and who does it. */
#include <stdio.h>
#include <string.h>

#include "capture/interfaces.h"
#include "cli/face.h"
#include "cli/settings.h"
#include "output/glossary.h"

static int list_devices(bool for_programs)
{
	struct interface_list list;
	struct source_error error = { 0 };
	if (!interfaces_list(&list, &error)) {
		complain("%s", error.text);
		return EXIT_USAGE;
	}
	if (for_programs)
		interfaces_print_machine(stdout, &list);
	else
		interfaces_print_numbered(stdout, &list);
	interfaces_free(&list);
	return EXIT_OK;
}

static int list_link_types(const struct settings *s)
{
	char name[256];
	struct source_error error = { 0 };
	const struct live_device *d = s->n_devices ? &s->device[0] : &s->default_device;
	if (interfaces_resolve(d->name, name, sizeof name, &error) == INTERFACE_DEVICE &&
	    interfaces_print_link_types(stdout, name, d->monitor, &error))
		return EXIT_OK;
	complain("%s", error.text[0] ? error.text : "-L needs an interface, not a file");
	return EXIT_USAGE;
}

/* peel interfaces [-T json] */
static int show_interfaces(int argc, char **argv)
{
	struct interface_list list;
	struct source_error error = { 0 };
	bool json = argc == 3 && !strcmp(argv[1], "-T") && !strcmp(argv[2], "json");
	if (argc > 1 && !json) {
		complain("peel interfaces takes no arguments but -T json");
		return EXIT_USAGE;
	}
	if (!interfaces_list(&list, &error)) {
		complain("%s", error.text);
		return EXIT_USAGE;
	}
	if (json)
		interfaces_print_json(stdout, &list);
	else
		interfaces_print_table(stdout, &list);
	interfaces_free(&list);
	return EXIT_OK;
}

/* Text made in memory, to standard output. */
static void print_and_free(struct buf *b)
{
	fwrite(b->p ? b->p : "", 1, b->len, stdout);
	buf_free(b);
}

static int show_report(const char *name)
{
	struct buf b = { 0 };
	bool known = glossary_report(&b, name);
	if (!known && strcmp(name, "help")) {
		buf_free(&b);
		complain("-G has no report \"%s\"; peel -G help lists them", name);
		return EXIT_USAGE;
	}
	if (!known)
		glossary_help(&b);
	print_and_free(&b);
	return EXIT_OK;
}

/* peel fields WORD... */
static int search_fields(int argc, char **argv)
{
	struct buf b = { 0 };
	unsigned found = glossary_search(&b, (const char *const *)argv + 1, (unsigned)argc - 1);
	print_and_free(&b);
	if (found)
		return EXIT_OK;
	complain("no field has that in its name or label; try a shorter word");
	return EXIT_USAGE;
}

static int do_task(struct settings *s, bool for_programs)
{
	switch (s->task) {
	case TASK_HELP: return help_print(s->words);
	case TASK_STAT_HELP: return EXIT_OK; /* the list was printed */
	case TASK_VERSION: version_print(); return EXIT_OK;
	case TASK_LIST_DEVICES: return list_devices(for_programs);
	case TASK_LIST_LINK_TYPES: return list_link_types(s);
	case TASK_GLOSSARY: return show_report(s->report);
	case TASK_FLOWS: return run_flows(s);
	case TASK_FOLLOW: return run_follow(s);
	default: return run_packets(s);
	}
}

static int run_peel(int argc, char **argv)
{
	static struct settings s;
	bool flows = face() == FACE_PEEL && argc > 1 && !strcmp(argv[1], "flows");
	bool follow = face() == FACE_PEEL && argc > 1 && !strcmp(argv[1], "follow");
	enum task task = flows ? TASK_FLOWS : follow ? TASK_FOLLOW : TASK_PACKETS;
	int word = task != TASK_PACKETS; /* argv[1] was it */
	int status = settings_parse(&s, task, argc - word, argv + word);
	return status == EXIT_OK ? do_task(&s, false) : status;
}

/* Its clients know 0 and 1. */
static int run_dumpcap(int argc, char **argv)
{
	static struct settings s;
	static struct dumpcap d;
	int status = dumpcap_translate(&d, argc, argv);
	if (status == EXIT_OK)
		status = settings_parse(&s, TASK_PACKETS, d.argc, d.argv);
	if (status == EXIT_OK)
		status = dumpcap_settle(&d, &s);
	if (status == EXIT_OK)
		status = do_task(&s, d.machine);
	if (status != EXIT_OK)
		dumpcap_give_up(&d);
	return status == EXIT_OK ? EXIT_OK : EXIT_USAGE;
}

int main(int argc, char **argv)
{
	int status;
	face_set(argv[0]);
	if (face() == FACE_CAPINFOS)
		status = capinfos_main(argc, argv);
	else if (face() == FACE_DUMPCAP)
		status = run_dumpcap(argc, argv);
	else if (face() == FACE_PEEL && argc > 1 && !strcmp(argv[1], "interfaces"))
		status = show_interfaces(argc - 1, argv + 1);
	else if (face() == FACE_PEEL && argc > 1 && !strcmp(argv[1], "help"))
		status = help_print(argv[2]);
	else if (face() == FACE_PEEL && argc > 1 && !strcmp(argv[1], "fields"))
		status = search_fields(argc - 1, argv + 1);
	else
		status = run_peel(argc, argv);
	if (fflush(stdout) && status == EXIT_OK) {
		complain("standard output cannot be written");
		status = EXIT_FILE;
	}
	return status;
}
