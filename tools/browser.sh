#!/bin/sh
# Prints the path of a Chromium for the end-to-end tests. Installs Debian's when there is none and we are root on
# Debian; elsewhere it ends with one line that says how to get one.
set -eu

usual="chromium chromium-browser google-chrome google-chrome-stable microsoft-edge
/Applications/Google_Chrome.app/Contents/MacOS/Google_Chrome
/Applications/Chromium.app/Contents/MacOS/Chromium
/Applications/Microsoft_Edge.app/Contents/MacOS/Microsoft_Edge"

find_browser() {
    if [ -n "${DISPATCH_BROWSER:-}" ]; then
        [ -x "$DISPATCH_BROWSER" ] || {
            echo "dispatch: DISPATCH_BROWSER names $DISPATCH_BROWSER, which is not a program." >&2
            exit 1
        }
        echo "$DISPATCH_BROWSER"
        return 0
    fi
    for name in $usual; do
        case $name in /*) name=$(echo "$name" | tr _ ' ') ;; esac
        if command -v "$name" >/dev/null 2>&1; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

find_browser && exit

if [ "$(id -u)" = 0 ] && [ -f /etc/debian_version ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Debian's chromium for the end-to-end tests ..." >&2
    export DEBIAN_FRONTEND=noninteractive
    install() { apt-get install -y -qq --no-install-recommends chromium >/dev/null 2>&1; }
    # A fresh image has no package lists; one that has them needs no update.
    install || { apt-get update -qq >&2 && install; } || true
    find_browser && exit
fi

echo "dispatch: the end-to-end tests need Chromium. Install it (Debian, Ubuntu: sudo apt-get install chromium; macOS:" \
    "brew install --cask chromium), or set DISPATCH_BROWSER to one." >&2
exit 1
