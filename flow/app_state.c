/* app_state.c: a ring of cells; the next in turn is whoever's. */
#include "flow/app_state.h"

#include <stddef.h>
#include <string.h>

#include "base/pages.h"

/* A handle counts cells given out: cell number handle % MAX holds it as long as nobody was given the cell since. */
struct app_states {
	uint32_t given;
	uint64_t lost;
	uint32_t owner[MAX_APP_STATES];
	max_align_t cell[MAX_APP_STATES][APP_STATE_BYTES / sizeof(max_align_t)];
};

struct app_states *app_states_new(void)
{
	return pages_new(sizeof(struct app_states));
}

void app_states_free(struct app_states *a)
{
	pages_free(a, sizeof(struct app_states));
}

void *app_states_get(struct app_states *a, uint32_t *handle)
{
	uint32_t i = *handle % MAX_APP_STATES;
	if (*handle && a->owner[i] == *handle)
		return a->cell[i];
	if (++a->given == 0) /* 0 is no handle */
		a->given = MAX_APP_STATES;
	a->lost += *handle != 0;
	i = a->given % MAX_APP_STATES;
	a->owner[i] = *handle = a->given;
	return memset(a->cell[i], 0, sizeof a->cell[i]);
}

uint64_t app_states_lost(const struct app_states *a)
{
	return a->lost;
}
