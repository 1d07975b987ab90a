#!/bin/sh
# Prints the path of a Chromium for the end-to-end tests. Installs Debian's when there is none and we are root there;
# elsewhere it ends with one line that says how to get one.
set -eu

apps=${APPLICATIONS:-/Applications} # macOS keeps its programs there, not on the path

find_browser() {
    if [ -n "${DISPATCH_BROWSER:-}" ]; then
        [ -x "$DISPATCH_BROWSER" ] || {
            echo "dispatch: DISPATCH_BROWSER names $DISPATCH_BROWSER, which is not a program." >&2
            exit 1
        }
        echo "$DISPATCH_BROWSER"
        return
    fi
    for name in chromium chromium-browser google-chrome google-chrome-stable microsoft-edge \
        "$apps/Google Chrome.app/Contents/MacOS/Google Chrome" \
        "$apps/Chromium.app/Contents/MacOS/Chromium" \
        "$apps/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"; do
        command -v "$name" && return
    done
    return 1
}

find_browser && exit

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Debian's chromium for the end-to-end tests ..." >&2
    export DEBIAN_FRONTEND=noninteractive
    install() { apt-get install -y -qq --no-install-recommends chromium >/dev/null 2>&1; }
    # A fresh image has no package lists; a machine that has them needs no update.
    install || { apt-get update -qq >&2 && install; } || true
    find_browser && exit
fi

echo "dispatch: the end-to-end tests need Chromium. Install it (Debian: sudo apt-get install chromium;" \
    "macOS: brew install --cask chromium), or set DISPATCH_BROWSER to the path of one." >&2
exit 1
