/* io_stat.h: the inside of -z io,stat, for those who count and those who print. */
#ifndef PEEL_OUTPUT_STATS_IO_STAT_H
#define PEEL_OUTPUT_STATS_IO_STAT_H

#include "output/select.h"
#include "output/stats/report.h"

/* What a column shows of the packets that pass its filter. All but the first three look at a field. */
enum io_function { IO_FRAMES_AND_BYTES, IO_FRAMES, IO_BYTES, IO_COUNT, IO_SUM, IO_MIN, IO_MAX, IO_AVG, IO_LOAD };
extern const char *const io_function_names[];

enum { MAX_IO_COLUMNS = 64 };

/* What a column counted in one interval. */
union io_value {
	int64_t i; /* integers; times: ns; LOAD: microseconds */
	double real;
};
struct io_cell {
	uint64_t count;       /* frames, or values of the field */
	union io_value value; /* bytes, sum, least, greatest */
};

struct io_column {
	char *text; /* as it was asked for; "": frames and bytes of all packets */
	enum io_function function;
	struct filter *filter; /* NULL: every packet */
	struct field_spec field;
	struct io_cell *cell;
	uint32_t n, cap;
};

struct io_stat {
	struct io_column column[MAX_IO_COLUMNS];
	unsigned n_columns;
	uint64_t interval; /* microseconds; 0: all in one */
	uint64_t latest;   /* microseconds since the first packet: of the last packet whose time did not go back */
	uint64_t duration; /* microseconds */
	uint64_t row, row_begin; /* of the packet before; microseconds */
	int64_t start; /* ns since the epoch */
	int64_t start_sec;
	uint32_t start_nsec;
	uint32_t max_cells;
	bool started;
};

enum io_number { IO_INTEGER, IO_UNSIGNED, IO_TIME, IO_REAL };
enum io_number io_number_of(const struct io_column *);

/* How the intervals lie, once the capture's duration is known. Microseconds. */
struct io_rows {
	uint64_t interval;
	uint64_t n; /* rows */
	bool one;   /* the interval is the duration, whatever was asked for */
};
struct io_rows io_rows_of(const struct io_stat *);
/* What the column counted in an interval. */
struct io_cell io_cell_at(const struct io_column *, uint64_t row);

void io_stat_text(struct report *, struct buf *);
json_t *io_stat_json(struct report *);

#endif
