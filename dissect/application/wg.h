/* wg.h: what flow/ has to know of WireGuard's messages. */
#ifndef PEEL_DISSECT_APPLICATION_WG_H
#define PEEL_DISSECT_APPLICATION_WG_H

enum wg_type { WG_INITIATION = 1, WG_RESPONSE = 2, WG_COOKIE = 3, WG_DATA = 4 };

/* Where a message says who sends it (the first two types), and for whom it is; 32 bits, little-endian. */
enum { WG_FIRST_PEER = 4, WG_SECOND_PEER = 8 };

/* The values of a message's note: the number of its session; its frame is that of the handshake that it answers (0: none). */
enum wg_note { WG_NOTE_STREAM };

#endif
