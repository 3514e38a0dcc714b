#!/bin/bash
# Lines of the product that the tests executed, a line a file: after a run of the tests in a --enable-coverage build.
# gcovr when it is there (it also writes coverage/index.html), else the compiler's own gcov. BUILD: the build's folder.
set -u
src=$(cd "${srcdir:-$(dirname "$0")/..}" && pwd)
cd "${BUILD:-.}" || exit 1

if command -v gcovr > /dev/null; then
	mkdir -p coverage
	exec gcovr --root "$src" --exclude "$src/tests/" --html-details coverage/index.html --txt .
fi

find . -name '*.gcda' ! -path './tests/*' -print0 | xargs -0 -r gcov -n 2> /dev/null |
	awk -v src="$src/" '
		/^File / { file = substr($0, 7, length($0) - 7); sub("^(\\.\\./)*\\./", "", file)
			mine = index(file, src) == 1 || file !~ /^\//; if (index(file, src) == 1) file = substr(file, length(src) + 1) }
		/^Lines executed:/ && mine && file ~ /\.c$/ {
			split($2, part, ":"); percent = part[2] + 0; lines = $4
			printf "%6.1f%% of %5d  %s\n", percent, lines, file | "sort -n"
			hit += percent * lines / 100; all += lines; mine = 0
		}
		END { close("sort -n"); if (all) printf "%6.1f%% of %5d  all\n", 100 * hit / all, all }'
