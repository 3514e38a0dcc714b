#!/bin/sh
# Makes ./configure after a checkout: needs autoconf, automake and pkg-config.
cd "$(dirname "$0")" && exec autoreconf --install
