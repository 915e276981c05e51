# The Debian packages, what shows on any system that each is there, and why it is needed.
# One line: package | probe | reason. Probes: lib:SONAME, font:FAMILY, cmd:PROGRAM, py:MODULES.
BASE_PACKAGES='
python3.11|cmd:python3.11|the language
python3.11-venv|py:venv, ensurepip|makes .venv with its own pip
libpango-1.0-0|lib:libpango-1.0.so.0|lays out the text of a PDF
libpangoft2-1.0-0|lib:libpangoft2-1.0.so.0|finds the fonts of a PDF
libharfbuzz-subset0|lib:libharfbuzz-subset.so.0|embeds only the letters used (twelve times faster than without)
fontconfig|cmd:fc-match|names the file of a font, so that sheets joined into one PDF share its letters
fonts-morisawa-bizud-gothic|font:BIZ UDGothic|the letters of a PDF
fonts-noto-cjk|font:Noto Sans CJK JP|the rare letters (𠮷) that BIZ UDGothic has not
fonts-symbola|font:Symbola|emoji in a PDF'
DEV_PACKAGES='
postgresql|cmd:initdb|the second database of the tests
chromium|cmd:chromium|the browser of the journeys and pictures
libatomic1|lib:libatomic.so.1|Playwright drives that browser with a Node.js that needs it'

PYTHON=
find_python() { # the first python3.11 that can make a virtual environment
  local candidate
  for candidate in python3.11 /usr/bin/python3.11 python3; do
    "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null || continue
    PYTHON=$candidate
    return
  done
  return 1
}

probe() { # PROBE: is it there, whatever the system
  local what=${1#*:}
  case $1 in
    py:*) find_python ;;
    lib:*) "${PYTHON:-python3}" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$what" 2>/dev/null ;;
    font:*) [ -n "$(fc-list "$what" 2>/dev/null)" ] ;;
    cmd:initdb) compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null ;;
    cmd:*) command -v "$what" >/dev/null ;;
  esac
}

missing_packages() { # TABLE: prints the lines whose package is not there
  local installed= name how why
  if command -v dpkg-query >/dev/null; then
    installed=$(dpkg-query -W -f '${db:Status-Status} ${binary:Package}\n' 2>/dev/null | sed -n 's/^installed \([^:]*\).*/ \1 /p')
  fi
  while IFS='|' read -r name how why; do
    [ -n "$name" ] || continue
    case $installed in *" $name "*) [ "${how%%:*}" = py ] || continue ;; esac
    probe "$how" || printf '%s|%s|%s\n' "$name" "$how" "$why"
  done <<<"$1"
}

install_packages() { # TABLE LINES: names what is missing, then installs it on Debian 12 or stops
  local names as=
  names=$(cut -d'|' -f1 <<<"$1" | tr '\n' ' ')
  say "Missing on this system:"
  awk -F'|' '{ printf "      %-28s %s\n", $1, $3 }' <<<"$1"
  if ! grep -qs '^ID=debian' /etc/os-release || ! grep -qs '^VERSION_ID="12"' /etc/os-release; then
    die "this is not Debian 12, so nothing was installed. Install what is listed (Debian's names), then run bin/setup again."
  fi
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || die "run as root: apt-get install $names"
    as=sudo
  fi
  say "Updating the package lists ..."
  $as apt-get update -qq || die "apt-get update failed: is this machine connected?"
  say "Installing: $names(a few minutes the first time) ..."
  $as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $names \
    -o Dpkg::Use-Pty=0 >"$ROOT/var/apt.log" 2>&1 || { tail -n 20 "$ROOT/var/apt.log" >&2; die "apt-get install failed (see var/apt.log)"; }
}
