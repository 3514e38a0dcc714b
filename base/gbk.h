/* gbk.h: text in GBK, the common code for Chinese before UTF-8, as UTF-8. */
#ifndef PEEL_BASE_GBK_H
#define PEEL_BASE_GBK_H

#include "base/buf.h"
#include "base/slice.h"

/* Appends the text in UTF-8; what is no GBK becomes U+FFFD. Nothing is escaped. */
void gbk_to_utf8(struct buf *b, const uint8_t *p, uint32_t n);

#endif
