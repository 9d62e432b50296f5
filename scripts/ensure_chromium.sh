#!/usr/bin/env bash
# Print the path of a Chromium for the browser tests; install one where none is found.
#
# Messages go to standard error, the path alone to standard output. Fails where there is none and
# none can be had: the browser tests are never skipped in silence.
set -euo pipefail

# The page shows Cyrillic and Chinese names. DejaVu covers every Cyrillic letter of Central Asia in
# 1 MB and WenQuanYi Micro Hei covers Chinese in 2 MB; the Noto families would be 12 and 57 MB for
# glyphs that no test looks at.
packages=(chromium fonts-dejavu-core fonts-wqy-microhei)

say() { echo "ensure_chromium: $*" >&2; }

find_browser() {
    local name
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        # On Ubuntu the first two may be stand-ins that only ask for a snap: it must really start.
        if command -v "$name" >/dev/null && "$name" --version >/dev/null 2>&1; then
            command -v "$name"
            return
        fi
    done
    return 1
}

# Chromium as Playwright downloads it, if this checkout's environment has one.
find_playwright_browser() {
    [ -x "$python" ] || return 1
    local path
    path=$("$python" -c '
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)' 2>/dev/null) || return 1
    [ -x "$path" ] && echo "$path"
}

python="$(cd "$(dirname "$0")/.." && pwd)/.venv/bin/python"
find_browser && exit
find_playwright_browser && exit

as_root=()
if [ "$(id -u)" != 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        as_root=(sudo -n)
    else
        as_root=(false)
    fi
fi

# Ubuntu's package of that name is an empty one that points to a snap; Playwright serves it below.
if grep -qsE '^ID="?debian"?$' /etc/os-release && [ "${as_root[*]:-}" != false ]; then
    say "installing ${packages[*]}"
    if "${as_root[@]}" apt-get update -qq >&2 &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "${packages[@]}" >&2; then
        find_browser && exit
    fi
    say "that did not give a browser"
fi

if [ -x "$python" ]; then
    say "asking Playwright to fetch its Chromium"
    with_deps=(--with-deps)
    [ "${as_root[*]:-}" != false ] || with_deps=()
    "$python" -m playwright install "${with_deps[@]}" chromium >&2 || true
    find_playwright_browser && exit
fi

say "no Chromium was found and none could be installed."
say "Install one and run this again, on Debian: apt-get install ${packages[*]}"
exit 1
