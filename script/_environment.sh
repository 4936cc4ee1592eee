# Sourced by script/server, script/test and .ci/: finds Python, makes .venv and installs what is pinned there.
# Expects $root, the folder of the project. Afterwards $python is the environment's own Python.

oldest_python="3.11"
venv="$root/.venv"
python="$venv/bin/python"

say() { printf '%s\n' "$*"; }

# stop SENTENCE ...: ends the script with sentences for the person who started it.
stop() {
  printf '\n' >&2
  printf '%s\n' "$@" >&2
  exit 1
}

is_new_enough() {
  "$1" -c 'import sys; sys.exit(sys.version_info < tuple(map(int, sys.argv[1].split("."))))' "$oldest_python" 2>/dev/null
}

# find_python: sets $found_python to the first Python on the PATH that is new enough.
find_python() {
  local candidate seen=""
  for candidate in python3 python3.13 python3.12 python3.11 python; do
    command -v "$candidate" >/dev/null 2>&1 || continue
    if is_new_enough "$candidate"; then
      found_python=$(command -v "$candidate")
      return
    fi
    seen="$seen $candidate ($("$candidate" --version 2>&1 | head -n 1))"
  done
  stop "The site needs Python $oldest_python or newer; found here:${seen:- no Python at all}." \
    "Debian 12, Ubuntu 24.04 and Fedora have one: sudo apt install python3 python3-venv (or: sudo dnf install python3)." \
    "On a Mac: brew install python. Elsewhere: https://www.python.org/downloads/"
}

# A lock that ends with this script, so that two starts at once prepare one after the other. Without the flock command
# (macOS) there is no lock.
lock() {
  local file="$1" waits_for="$2"
  command -v flock >/dev/null 2>&1 || return 0
  exec 9>"$file"
  flock --nonblock 9 && return 0
  say "$waits_for"
  flock --timeout 900 9 || stop "Another start has held $file for 15 minutes. End it and start again."
}

unlock() { exec 9>&-; }

# environment_is_sound: is there a .venv, does its Python still start (a system upgrade may take it away), is it new enough?
environment_is_sound() {
  [ -x "$python" ] && is_new_enough "$python" && "$python" -c 'import pip' 2>/dev/null
}

make_environment() {
  environment_is_sound && return
  "$found_python" -c 'import venv, ensurepip' 2>/dev/null || stop \
    "$found_python lacks its venv module, with which the site makes its own environment." \
    "On Debian and Ubuntu: sudo apt install python3-venv. Then start again."
  say "Making the environment in .venv with $("$found_python" --version) …"
  "$found_python" -m venv --clear "$venv" || stop "The environment could not be made in $venv; the lines above say why."
}

# fingerprint FILE ...: changes when one of the files does, or the environment's Python.
fingerprint() {
  "$python" --version
  cat "$@" | cksum
}

# install_packages LIST [LIST ...]: installs the first LIST unless it, and the others it builds on, are as they were.
install_packages() {
  local list="$1" stamp wanted
  stamp="$venv/.installed-$list"
  wanted=$(cd "$root" && fingerprint "$@")
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && return
  say "Installing the packages of $list (the first time takes a minute) …"
  "$python" -m pip install --quiet --quiet --disable-pip-version-check --no-input --requirement "$root/$list" || stop \
    "The packages of $list could not be installed; the lines above say why." \
    "Installing needs the network once. Nothing is broken: start again when it is there."
  printf '%s\n' "$wanted" >"$stamp"
}

# prepare_environment [dev]: .venv with what runs the site, and with what checks it.
prepare_environment() {
  find_python
  lock "$root/.venv.lock" "Another start is preparing the environment; waiting for it …"
  make_environment
  install_packages requirements.txt
  if [ "${1:-}" = dev ]; then
    install_packages requirements-dev.txt requirements.txt
  fi
  unlock
}
