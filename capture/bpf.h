/* bpf.h: capture filters (BPF, `-f`) in libpcap's language, run on frames of any link type.
 *
 *     struct bpf_set *set = bpf_set_new("tcp port 80");
 *     if (!bpf_set_compile(set, LINKTYPE_ETHERNET, "lo", &error)) puts(error.text);
 *     while (frames ...) if (bpf_set_match(set, frame) > 0) ...
 */
#ifndef PEEL_CAPTURE_BPF_H
#define PEEL_CAPTURE_BPF_H

#include <stdbool.h>
#include <stdint.h>

#include "base/frame.h"
#include "capture/source.h"

/* One filter text with the program it became for each link type met so far. */
struct bpf_set;

/* NULL: out of memory. The text is copied and not compiled yet. */
struct bpf_set *bpf_set_new(const char *text);

/* Compiles for a LINKTYPE_ number now instead of at the first frame, so that a mistake shows before any output.
 * name is what the message calls the interface; NULL: the message names none. error may be NULL. */
bool bpf_set_compile(struct bpf_set *set, uint16_t link_type, const char *name, struct source_error *error);

/* 1: the frame passes; 0: it does not; -1: the text makes no sense for this link type, bpf_set_error says why. */
int bpf_set_match(struct bpf_set *set, const struct frame *f);

const struct source_error *bpf_set_error(const struct bpf_set *set);
void bpf_set_free(struct bpf_set *set);

/* Words the failure of a capture filter as tshark does, in one line; a long filter is shortened, the reason is not. */
void bpf_error_word(struct source_error *error, const char *text, const char *name, const char *reason);

#endif
