#!/bin/sh
# Stands in for the unit tests in a build that cannot have them.
echo "SKIP: no unit tests in this build: they need cmocka (Debian: libcmocka-dev), and no --enable-fuzzing"
exit 77
