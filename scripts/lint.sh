#!/bin/bash
# make lint: clang-tidy and cppcheck over the C files, shellcheck over the scripts, the lines of the house, the format.
# A tool that is not installed is skipped with a word. CPPFLAGS: how the compiler is called; BUILD: the build's folder.
set -u
cd "${srcdir:-$(dirname "$0")/..}" || exit 1
status=0

# run TITLE TOOL COMMAND...: runs the command if there is such a tool.
run() {
	local title=$1 tool=$2
	shift 2
	if ! command -v "$tool" > /dev/null; then
		echo "lint: $title skipped: $tool is not installed"
	elif "$@"; then
		echo "lint: $title ok"
	else
		echo "lint: $title FAILED"
		status=1
	fi
}

mapfile -t product < <(bash scripts/sources.sh | grep '\.c$' | grep -v '^tests/')
mapfile -t scripts < <(grep -rlIE '^#!.*\b(ba)?sh\b' --exclude-dir=build-aux --exclude-dir=.git \
	autogen.sh quickstart .ci scripts tests bench 2> /dev/null)
flags=()
eval "flags=(${CPPFLAGS-} -std=gnu11 -I. -I'${BUILD:-.}')" # as make would split them

# shellcheck disable=SC2317 # run calls it
tidy() {
	# shellcheck disable=SC2016 # the inner shell's: the number of flags, the flags, the files
	printf '%s\0' "${product[@]}" |
		xargs -0 -P "$(nproc)" -n 4 bash -c 'clang-tidy --quiet "${@:$1 + 2}" -- "${@:2:$1}" 2> /dev/null' \
			bash "${#flags[@]}" "${flags[@]}"
}

run layering awk bash scripts/check-layering.sh
run format clang-format bash scripts/format.sh --check
run shellcheck shellcheck shellcheck -x "${scripts[@]}"
# Left out: what cppcheck cannot see (an address handed on is no use of the variable), and what is no mistake here.
run cppcheck cppcheck cppcheck --quiet --error-exitcode=1 --std=c11 --inline-suppr --enable=warning,portability \
	--suppress=missingIncludeSystem --suppress=uninitvar --suppress=legacyUninitvar --suppress=pointerOutOfBoundsCond --suppress=unknownEvaluationOrder --suppress=invalidFunctionArg -j "$(nproc)" \
	-I. -I"${BUILD:-.}" -D_GNU_SOURCE "${product[@]}"
run clang-tidy clang-tidy tidy
exit $status
