/* app_state.h: what an application protocol remembers of a conversation: a small zeroed cell, from pools of fixed size. */
#ifndef PEEL_FLOW_APP_STATE_H
#define PEEL_FLOW_APP_STATE_H

#include <stdint.h>

enum { APP_STATE_BYTES = 416 }; /* no state is larger */

struct app_states;

struct app_states *app_states_new(void); /* NULL: no memory */
void app_states_free(struct app_states *);
/* The cell that *handle names, for its owner alone; a new one when there is none, it went to another owner, or is smaller
 * than n bytes: the cells are given out in turns, so the owner whose cell was given out longest ago loses it. Cells hold no
 * pointers. */
void *app_states_get(struct app_states *, uint32_t *handle, uint32_t n);
/* How often an owner came back to a cell that it had lost. */
uint64_t app_states_lost(const struct app_states *);

#endif
