#!/bin/sh
# Zizhu's kiosk and field tool (自助终端与现场工具) for a machine that has nothing but Debian: sh THIS enrol TOKEN
# Unpacks itself once, into /opt/zizhu-field or $ZIZHU_FIELD, and does what is asked. sh THIS --extract FOLDER only unpacks.
set -eu
fail() {
    printf 'zizhu-field: %s\n' "$*" >&2
    exit 2
}
[ "$(uname -m)" = "@MACHINE@" ] || fail "本工具用于 @MACHINE@ / this is for @MACHINE@, the machine is $(uname -m)"
home=${ZIZHU_FIELD:-/opt/zizhu-field}
only=
if [ "${1:-}" = --extract ]; then
    home=${2:?"--extract needs a folder"}
    only=yes
fi
here=$home/@NAME@
if [ ! -x "$here/zizhu-field" ]; then
    echo "zizhu-field: 解包到 / unpacking into $here" >&2
    mkdir -p "$home" 2>/dev/null && [ -w "$home" ] ||
        fail "无权写入 $home / nothing may be written into $home: run this as root, or set ZIZHU_FIELD to another folder"
    [ "$(tail -n +@LINES@ "$0" | sha256sum | cut -d' ' -f1)" = "@SUM@" ] ||
        fail "文件已损坏，请重新拷贝 / this file is damaged: copy it again"
    # Whole or not at all: it may be pulled out meanwhile.
    part=$home/.part.$$
    # The kiosk runs as a user of its own, who has to read it.
    umask 022
    trap 'rm -rf "$part"' EXIT
    mkdir "$part"
    tail -n +@LINES@ "$0" | tar -xzf - -C "$part" || fail "磁盘空间不足？/ can't be unpacked; is the disk full?"
    mv "$part" "$here"
    trap - EXIT
fi
[ -z "$only" ] || exit 0
exec "$here/zizhu-field" "$@"
