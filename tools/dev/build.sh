# SPDX-License-Identifier: LicenseRef-Bayme
# shellcheck shell=bash
# Sourced by ./dev and .ci/run: configure, build and test one preset.

# With these, another clone of the same sources finds the objects in ccache.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros

# build_preset PRESET [TARGET…]: configures once; afterwards ninja does it when a list has changed.
build_preset() {
    local preset=$1
    shift
    [ -e "build/$preset/build.ninja" ] || logged "configure-$preset" cmake --preset "$preset"
    if [ -t 1 ]; then
        ninja -C "build/$preset" "$@"
    else
        logged "build-$preset" ninja -C "build/$preset" "$@"
        tail -n 1 "build/logs/build-$preset.log"
    fi
}

# test_targets PRESET: the GoogleTest programs that exist, test_ROOM each.
test_targets() {
    ninja -C "build/$1" -t targets all | sed -n 's/^\(test_[a-z_]*\): phony$/\1/p'
}

# run_ctest PRESET [OPTION…]: GoogleTest cases one by one, counted in build/results/ctest-PRESET.xml.
run_ctest() {
    local preset=$1
    shift
    mkdir -p build/results
    logged "ctest-$preset" ctest --test-dir "build/$preset" -j "$(nproc)" --output-on-failure \
        --no-tests=error --output-junit "$root/build/results/ctest-$preset.xml" "$@"
    grep -E 'tests passed|Total Test time' "build/logs/ctest-$preset.log"
}

# logged NAME COMMAND…: output goes to build/logs/NAME.log; after a failure the lines that matter are shown.
logged() {
    local log=build/logs/$1.log
    shift
    mkdir -p build/logs
    "$@" >"$log" 2>&1 && return 0
    grep -E -A 12 'FAILED|error:|undefined reference|\*\*\*Failed|CMake Error' "$log" | head -n 80 || tail -n 40 "$log"
    echo "all of it: $log"
    return 1
}

# tap NAME COMMAND…: a suite that speaks TAP; shows what failed, keeps the rest in build/results/NAME.tap.
tap() {
    local results=build/results/$1.tap status=0
    shift
    mkdir -p build/results
    "$@" >"$results" || status=$?
    grep -A 8 '^not ok' "$results" || true
    echo "$(grep -c '^ok' "$results") ok, $(grep -c '^not ok' "$results") not ok"
    return "$status"
}

# The table of stages, what the suites counted, and the closing line `N passed, N failed`.
finish() {
    local status=0
    stages_end || status=1
    python3 tools/dev/results.py build/results || status=1
    return "$status"
}

cpp_files() {
    git ls-files -z --cached --others --exclude-standard '*.cpp' '*.hpp'
}

check_format() {
    cpp_files | xargs -0 clang-format-19 --dry-run --Werror
}
