/* inline.h: where a function's code goes, in the few places where the compiler's guess costs time for every packet. */
#ifndef PEEL_BASE_INLINE_H
#define PEEL_BASE_INLINE_H

/* Into each caller: a call and its saved registers would be most of it. */
#define IN_LINE static inline __attribute__((always_inline))
/* Not into the caller, which hardly ever gets there and would save registers for it each time. */
#define OUT_OF_LINE static __attribute__((noinline))

#endif
