# SPDX-License-Identifier: LicenseRef-Bayme
# shellcheck shell=bash
# Sourced by ./dev and .ci/run: every stage says what it is, prints its minutes and is kept for a table at the end.

stage_names=()
stage_minutes=()
stage_results=()

# stage NAME COMMAND…: runs the command and goes on after a failure, which stages_end reports.
stage() {
    local name=$1 started=$SECONDS status=0
    shift
    printf '\n== %s\n' "$name"
    # A subshell with -e of its own: called in a condition, a function would run on past its errors.
    set +e
    (
        set -e
        "$@"
    )
    status=$?
    set -e
    local seconds=$((SECONDS - started))
    local minutes
    minutes=$(printf '%d.%02d' $((seconds / 60)) $((seconds % 60 * 100 / 60)))
    stage_names+=("$name")
    stage_minutes+=("$minutes")
    stage_results+=("$status")
    printf -- '-- %s: %s min%s\n' "$name" "$minutes" "$([ "$status" = 0 ] || echo ", FAILED ($status)")"
    return 0
}

# must NAME COMMAND…: a stage without which nothing after it makes sense.
must() {
    stage "$@"
    if [ "${stage_results[-1]}" != 0 ]; then
        stages_end || exit 1
    fi
}

# Prints the table; fails when a stage failed.
stages_end() {
    local index failed=0
    printf '\n%-34s %8s  %s\n' stage minutes result
    for index in "${!stage_names[@]}"; do
        local result=passed
        [ "${stage_results[$index]}" = 0 ] || { result=FAILED failed=1; }
        printf '%-34s %8s  %s\n' "${stage_names[$index]}" "${stage_minutes[$index]}" "$result"
    done
    return "$failed"
}
