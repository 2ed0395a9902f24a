#!/usr/bin/env bash
# A throw-away PostgreSQL cluster for tests, never run as root.
# postgres.sh start DIR  prints its address; postgres.sh stop DIR  ends it.
set -euo pipefail
# runuser is not on every root's path.
export PATH=$PATH:/usr/sbin:/sbin

action=$1
dir=$2
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || { echo "PostgreSQL is not installed" >&2; exit 1; }

as_owner() {
    if [ "$(id -u)" = 0 ]; then
        runuser -u postgres -- "$@"
    else
        "$@"
    fi
}

case $action in
    start)
        mkdir -p "$dir"
        [ "$(id -u)" = 0 ] && chown postgres "$dir"
        port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
        cd /
        as_owner "$bin/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
        as_owner "$bin/pg_ctl" -D "$dir/data" -w -l "$dir/log" \
            -o "-p $port -k $dir -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=300" start >/dev/null
        echo "postgres://postgres@127.0.0.1:$port"
        ;;
    stop)
        cd /
        as_owner "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1 || true
        rm -rf "$dir"
        ;;
    *) echo "postgres.sh start|stop DIR" >&2; exit 2 ;;
esac
