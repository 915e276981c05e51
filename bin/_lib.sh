# What every command shares. Sourced, never run: goes to the project's folder and names its Python.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$PWD
PY="$ROOT/.venv/bin/python"
export PYTHONUNBUFFERED=1

say() { printf '==> %s\n' "$*"; }
die() {
  printf 'bin/%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

isolate() { # checks, tests and pictures answer the same whatever the shell or .env of this machine says
  unset DATABASE_URL SECRET_KEY ALLOWED_HOSTS EMAIL_URL MEDIA_ROOT DEBUG HTTPS CACHE_URL SITE_URL
  export ENV_FILE=/dev/null
}
