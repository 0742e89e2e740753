# SPDX-License-Identifier: LicenseRef-Bayme
# shellcheck shell=bash
# Sourced by ./dev and .ci/run: what has to be on the machine, from Debian and npm only.

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# packages_missing USE…: the packages of these uses that are neither installed nor stood in for by their command.
packages_missing() {
    local wanted=" $* " installed use package command
    installed=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' | sed -n 's/^ii *//p')
    while read -r use package command; do
        [[ $use == '' || $use == '#'* || $wanted != *" $use "* ]] && continue
        [ -n "$command" ] && command -v "$command" >/dev/null && continue
        grep -qxF "$package" <<<"$installed" || echo "$package"
    done <"$root/tools/packages.txt"
}

install_packages() {
    local missing
    missing=$(packages_missing "$@")
    [ -n "$missing" ] || return 0
    mkdir -p build/logs
    local -a packages
    mapfile -t packages <<<"$missing"
    echo "installing from Debian: ${packages[*]}"
    as_root apt-get -qq update
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${packages[@]}" \
        >build/logs/apt.log 2>&1 || { tail -n 20 build/logs/apt.log; return 1; }
}

# install_npm FOLDER…: what the folder's lock file says, when it isn't there yet; the lock that was installed is kept
# beside what it brought. A node_modules that is a link is somebody else's and is used as it is.
install_npm() {
    local folder
    for folder in "$@"; do
        local modules=$root/$folder/node_modules
        [ -L "$modules" ] && continue
        cmp -s "$root/$folder/package-lock.json" "$modules/.installed-lock.json" && continue
        echo "installing from npm: $folder"
        (cd "$root/$folder" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
        cp "$root/$folder/package-lock.json" "$modules/.installed-lock.json"
    done
}

# install_deps USE…: packages of these uses; npm folders for what these uses run.
install_deps() {
    install_packages "$@"
    install_npm tools/duckdb
    if [[ " $* " == *" test "* || " $* " == *" bench "* ]]; then
        install_npm tools/node tests/outside
    fi
}

# The node our scripts run on: from npm, whatever the machine has.
node_program() {
    local machine=x64
    [ "$(uname -m)" = aarch64 ] && machine=arm64
    echo "$root/tools/node/node_modules/node-linux-$machine/bin/node"
}
