#!/bin/bash
# Prints every C file of the project, one a line.
find base capture dissect flow filter output cli tests -name '*.[ch]' ! -name '.*' 2>/dev/null | LC_ALL=C sort
