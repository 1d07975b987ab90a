#!/bin/sh
# Prints the path of an nginx for the test of the shipped proxy configuration. Installs Debian's when there is none and we are
# root there; elsewhere it ends with one line that says how to get one.
set -eu

find_nginx() {
    for name in nginx /usr/sbin/nginx /usr/local/sbin/nginx /opt/homebrew/bin/nginx; do
        command -v "$name" && return
    done
    return 1
}

find_nginx && exit

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Debian's nginx for the test of the proxy ..." >&2
    export DEBIAN_FRONTEND=noninteractive
    # Nobody asked for a web server on this machine: the package must not start one.
    policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ] && printf '#!/bin/sh\nexit 101\n' >"$policy"; then
        trap 'rm -f "$policy"' EXIT
        chmod +x "$policy"
    fi
    install() { apt-get install -y -qq --no-install-recommends nginx-light openssl >/dev/null 2>&1; }
    install || { apt-get update -qq >&2 && install; } || true
    find_nginx && exit
fi

echo "dispatch: the test of the proxy needs nginx. Install it (Debian: sudo apt-get install nginx-light;" \
    "macOS: brew install nginx)." >&2
exit 1
