/* names_files.c: reads the text files that give numbers their names: vendors, ethers, hosts, services. */
#include "base/names_files.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fmt.h"
#include "base/names.h"

char *names_clean(char *s)
{
	size_t n = strlen(s);
	for (size_t i = 0, k; i < n; i += k) {
		uint8_t c = (uint8_t)s[i];
		k = c < 0x80 ? 1 : utf8_sequence((const uint8_t *)s + i, n - i);
		bool control = c < 0x20 || c == 0x7f || (c == 0xc2 && k == 2 && (uint8_t)s[i + 1] < 0xa0);
		if (k && !control && c != '"' && c != '\\' && c != '<' && c != '>')
			continue;
		memset(s + i, '?', k ? k : 1);
		k = k ? k : 1;
	}
	return s;
}

/* The whole file with a NUL behind it, NULL when it cannot be had: names are never required. */
static char *read_text(const char *path)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char *text = NULL;
	if (fd < 0)
		return NULL;
	if (!fstat(fd, &st) && S_ISREG(st.st_mode) && st.st_size <= NAMES_MAX_FILE)
		text = malloc((size_t)st.st_size + 1);
	if (text) {
		size_t n = 0;
		ssize_t got;
		while (n < (size_t)st.st_size && (got = read(fd, text + n, (size_t)st.st_size - n)) > 0)
			n += (size_t)got;
		text[n] = 0;
	}
	close(fd);
	return text;
}

/* The next line, its end made a NUL; *at moves on. NULL at the end of the text. */
static char *next_line(char **at)
{
	char *line = *at;
	if (!*line)
		return NULL;
	char *end = strchr(line, '\n');
	*at = end ? end + 1 : line + strlen(line);
	if (end)
		*end = 0;
	return line;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static char *skip_blanks(char *s)
{
	while (is_blank(*s))
		s++;
	return s;
}

/* The word at *at, ended by a NUL; *at moves on. NULL when the line or what counts of it is over. */
static char *next_word(char **at)
{
	char *word = skip_blanks(*at), *end = word;
	while (*end && *end != '#' && !is_blank(*end))
		end++;
	if (end == word)
		return NULL;
	*at = *end == '#' || !*end ? end : end + 1;
	if (*end == '#')
		**at = 0;
	*end = 0;
	return word;
}

/* What is left of the line, without blanks around it and without a comment (a '#' behind a blank). */
static char *rest_of_line(char *s)
{
	char *end = s = skip_blanks(s);
	while (*end && !(*end == '#' && (end == s || is_blank(end[-1]))))
		end++;
	while (end > s && is_blank(end[-1]))
		end--;
	*end = 0;
	return s;
}

/* Room for one more row; NULL when memory is out, and the table stays as it is. */
static void *new_row(void **row, uint32_t *n, uint32_t *cap, size_t size)
{
	if (*n == *cap) {
		uint32_t more = *cap ? *cap * 2 : 64;
		void *p = realloc(*row, more * size);
		if (!p)
			return NULL;
		*row = p;
		*cap = more;
	}
	return (char *)*row + size * (*n)++;
}

/* ---- MAC addresses ---- */

static uint64_t mac_key(uint64_t mac, unsigned bits)
{
	uint64_t mask = (~UINT64_C(0) << (48 - (bits == OUI_BITS ? 24 : bits))) & 0xffffffffffff;
	return (mac & mask) << 16 | bits;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "00:16:CE", "01-00-5E/25", "00:1B:C5:00:00:00/36": 0 when it is none. */
static uint64_t read_prefix(char **at)
{
	uint64_t mac = 0;
	unsigned octets = 0;
	char *s = skip_blanks(*at);
	while (octets < 6) {
		unsigned v = 0, digits = 0;
		for (int h; digits < 2 && (h = hex_digit(*s)) >= 0; s++, digits++)
			v = v * 16 + (unsigned)h;
		if (!digits)
			return 0;
		mac = mac << 8 | v;
		octets++;
		if (*s != ':' && *s != '-' && *s != '.')
			break;
		s++;
	}
	unsigned long bits = 8 * octets;
	bool masked = *s == '/';
	if (masked)
		bits = strtoul(s + 1, &s, 10);
	if (!is_blank(*s) || octets < 3 || bits < 8 || bits > 48)
		return 0;
	*at = s;
	return mac_key(mac << 8 * (6 - octets), octets == 3 && !masked ? OUI_BITS : (unsigned)bits);
}

static char *cut(char *name)
{
	size_t n = strlen(name);
	if (n > MAX_VENDOR_NAME) {
		n = MAX_VENDOR_NAME;
		while (n && ((uint8_t)name[n] & 0xc0) == 0x80)
			n--; /* not within a character of UTF-8 */
		name[n] = 0;
	}
	return name;
}

static void add_mac(struct mac_table *t, uint64_t key, const char *short_name, char *long_name)
{
	struct mac_name *r = new_row((void **)&t->row, &t->n, &t->cap, sizeof *t->row);
	if (!r)
		return;
	*r = (struct mac_name){ key, short_name, cut(long_name) };
	t->lengths |= UINT64_C(1) << (key & 0xff);
}

/* The text of a file that the table will keep. */
static char *keep_text(struct mac_table *t, const char *path)
{
	char *text = t->n_texts < NAMES_MAX_TEXTS ? read_text(path) : NULL;
	if (text)
		t->text[t->n_texts++] = text;
	return text;
}

bool mac_table_read(struct mac_table *t, const char *path)
{
	char *at = keep_text(t, path);
	if (!at)
		return false;
	for (char *line; (line = next_line(&at));) {
		uint64_t key = *line == '#' ? 0 : read_prefix(&line);
		char *word = key ? next_word(&line) : NULL;
		if (!word)
			continue;
		char *rest = rest_of_line(line);
		add_mac(t, key, names_clean(word), *rest ? rest : word);
	}
	return true;
}

/* "Hon Hai Precision Ind." to "HonHaiPr": words begin with a capital, what is no letter or digit goes, 8 bytes stay. The
 * name is written over the start of the line, which is never shorter. */
static const char *short_name(char *to, const char *name)
{
	size_t n = 0;
	bool start = true;
	for (; *name && n < 8; name++) {
		bool lower = *name >= 'a' && *name <= 'z';
		if (!lower && !(*name >= 'A' && *name <= 'Z') && !(*name >= '0' && *name <= '9')) {
			start = true;
			continue;
		}
		to[n++] = (char)(start && lower ? *name - 0x20 : *name);
		start = false;
	}
	to[n] = 0;
	return n ? to : name;
}

bool mac_table_read_ieee(struct mac_table *t, const char *path)
{
	char *at = keep_text(t, path);
	if (!at)
		return false;
	for (char *line; (line = next_line(&at));) {
		char *start = line;
		uint64_t key = read_prefix(&line);
		char *name = key ? strstr(line, "(hex)") : NULL;
		if (!name)
			continue;
		name = skip_blanks(name + 5);
		size_t n = strlen(name);
		while (n && is_blank(name[n - 1]))
			name[--n] = 0;
		if (n)
			add_mac(t, key, short_name(start, name), name);
	}
	return true;
}

static int compare_macs(const void *a, const void *b)
{
	const struct mac_name *x = a, *y = b;
	return (x->key > y->key) - (x->key < y->key);
}

/* Of equal keys the last line counts; they are few, so the earlier ones are dropped before sorting would mix them. */
static void drop_repeated(struct mac_table *t)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < t->n; i++) {
		if (n && t->row[n - 1].key == t->row[i].key)
			n--;
		t->row[n++] = t->row[i];
	}
	t->n = n;
}

/* The upper 12 bits: of 48, above the 16 that say how many count. */
static uint32_t slot_of(uint64_t key)
{
	return (uint32_t)(key >> 52);
}

void mac_table_sort(struct mac_table *t)
{
	bool sorted = true;
	for (uint32_t i = 1; i < t->n && sorted; i++)
		sorted = t->row[i - 1].key < t->row[i].key;
	if (!sorted) {
		drop_repeated(t);
		qsort(t->row, t->n, sizeof *t->row, compare_macs);
	}
	for (uint32_t slot = 0, i = 0; slot <= MAC_SLOTS; slot++) {
		while (i < t->n && slot_of(t->row[i].key) < slot)
			i++;
		t->first[slot] = i;
	}
}

void mac_table_free(struct mac_table *t)
{
	for (unsigned i = 0; i < t->n_texts; i++)
		free(t->text[i]);
	free(t->row);
	*t = (struct mac_table){ 0 };
}

const struct mac_name *mac_table_find(const struct mac_table *t, uint64_t mac, unsigned bits)
{
	if (!(t->lengths >> bits & 1))
		return NULL;
	uint64_t key = mac_key(mac, bits);
	uint32_t slot = slot_of(key);
	for (uint32_t low = t->first[slot], high = t->first[slot + 1]; low < high;) {
		uint32_t mid = low + (high - low) / 2;
		if (t->row[mid].key == key)
			return &t->row[mid];
		if (t->row[mid].key < key)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

/* ---- hosts ---- */

static int compare_addresses(const void *a, const void *b)
{
	const struct host_name *x = a, *y = b;
	if (x->len != y->len)
		return x->len - y->len;
	return memcmp(x->addr, y->addr, x->len);
}

static int compare_hosts(const void *a, const void *b)
{
	const struct host_name *x = a, *y = b;
	int c = compare_addresses(a, b);
	return c ? c : (x->order > y->order) - (x->order < y->order);
}

void host_table_read(struct host_table *t, const char *path)
{
	char *at = t->text = read_text(path);
	if (!at)
		return;
	for (char *line; (line = next_line(&at));) {
		struct host_name h = { .order = t->n };
		char *address = next_word(&line), *name = address ? next_word(&line) : NULL;
		if (!name)
			continue;
		if (inet_pton(AF_INET, address, h.addr) == 1)
			h.len = 4;
		else if (inet_pton(AF_INET6, address, h.addr) == 1)
			h.len = 16;
		else
			continue;
		h.name = names_clean(name);
		struct host_name *r = new_row((void **)&t->row, &t->n, &t->cap, sizeof *t->row);
		if (r)
			*r = h;
	}
	if (t->n)
		qsort(t->row, t->n, sizeof *t->row, compare_hosts);
}

void host_table_free(struct host_table *t)
{
	free(t->row);
	free(t->text);
	*t = (struct host_table){ 0 };
}

const char *host_table_find(const struct host_table *t, const uint8_t *addr, unsigned len)
{
	struct host_name wanted = { .len = (uint8_t)len };
	uint32_t low = 0, high = t->n;
	memcpy(wanted.addr, addr, len);
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (compare_addresses(&t->row[mid], &wanted) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < t->n && !compare_addresses(&t->row[low], &wanted) ? t->row[low].name : NULL;
}

/* ---- services ---- */

/* "tcp/udp/sctp", or one of them as services(5) has it. */
static void name_ports(struct service_table *t, const char *name, unsigned long port, char *transports)
{
	static const char *const transport[NAMES_N_TRANSPORTS] = { "tcp", "udp", "sctp" };
	char *save = NULL;
	for (char *p = strtok_r(transports, "/", &save); p; p = strtok_r(NULL, "/", &save))
		for (unsigned i = 0; i < NAMES_N_TRANSPORTS; i++)
			if (!strcmp(p, transport[i]) && !t->name[i * 65536 + port])
				t->name[i * 65536 + port] = name;
}

void service_table_read(struct service_table *t, const char *path)
{
	if (!t->name)
		t->name = calloc(65536 * NAMES_N_TRANSPORTS, sizeof *t->name);
	char *at = t->name && t->n_texts < 2 ? read_text(path) : NULL;
	if (!at)
		return;
	t->text[t->n_texts++] = at;
	for (char *line; (line = next_line(&at));) {
		char *name = next_word(&line), *number = name ? next_word(&line) : NULL;
		char *transports = NULL;
		unsigned long port = number ? strtoul(number, &transports, 10) : 65536;
		if (port < 65536 && transports > number && *transports == '/')
			name_ports(t, names_clean(name), port, transports + 1);
	}
}

void service_table_free(struct service_table *t)
{
	for (unsigned i = 0; i < t->n_texts; i++)
		free(t->text[i]);
	free(t->name);
	*t = (struct service_table){ 0 };
}
