#!/usr/bin/env bash
# Runs the server's tests on PostgreSQL 15, the oldest Huiting supports: no SQL of a newer version may creep in.
# Debian 12: apt-get install postgresql-15. Elsewhere: PG_BIN=/path/to/postgresql15/bin tools/test-on-postgres15.sh
# Arguments are handed to `npm test`; without any, the server's tests run.
set -euo pipefail
cd "$(dirname "$0")/.."

PG_BIN=${PG_BIN:-/usr/lib/postgresql/15/bin}
if [ ! -x "$PG_BIN/initdb" ]; then
  echo "There is no PostgreSQL 15 in $PG_BIN. Install it (Debian: apt-get install postgresql-15) or set PG_BIN." >&2
  exit 1
fi

# PostgreSQL refuses to be root; the packages bring a user for it.
as_server() {
  if [ "$(id -u)" -eq 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"; else "$@"; fi
}

folder=$(mktemp -d)
chmod 711 "$folder"
mkdir "$folder/data"
if [ "$(id -u)" -eq 0 ]; then chown postgres "$folder" "$folder/data"; fi
cleanup() {
  as_server "$PG_BIN/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap cleanup EXIT

cd "$folder"
as_server "$PG_BIN/initdb" -D "$folder/data" -U huiting --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null
as_server "$PG_BIN/pg_ctl" -D "$folder/data" -l "$folder/log" -w \
  -o "-c listen_addresses= -k $folder -p 5432 -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=300 -c jit=off" start >/dev/null
cd - >/dev/null

export TEST_DATABASE_URL="postgres://huiting@localhost:5432/postgres?host=$folder"
if [ $# -eq 0 ]; then set -- --only server; fi
node test.mjs "$@"
