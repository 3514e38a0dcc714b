#!/bin/bash
# Display filters choose what tshark's choose: a few of tests/filter_differential's questions, asked of the samples.
# PEEL=peel tests/filter_differential asks all of them.
here=$(cd "$(dirname "$0")/.." && pwd)
export PEEL=${PEEL:-$here/../peel}
exec python3 "$here/filter_differential" --each 1 --one-in 5
