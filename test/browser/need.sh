#!/usr/bin/env bash
# Sees to it that Chromium and Firefox are here: installs them from the system's
# packages when they are missing and the user may, else says what to do.
set -u
has() { for b in "$@"; do command -v "$b" >/dev/null && return 0; done; return 1; }
missing=()
has chromium chromium-browser google-chrome || missing+=(chromium)
has firefox-esr firefox || missing+=(firefox-esr)
[ ${#missing[@]} -eq 0 ] && exit 0
sudo=
if [ "$(id -u)" != 0 ]; then
  if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo="sudo -n"; else sudo=no; fi
fi
if [ "$sudo" != no ] && command -v apt-get >/dev/null; then
  echo "installing ${missing[*]} with apt-get"
  if $sudo apt-get update -q >/dev/null && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -q -y "${missing[@]}" >/dev/null; then
    exit 0
  fi
fi
echo "The browser tests need ${missing[*]}. Install them with your system's package manager and run make test again." >&2
exit 1
