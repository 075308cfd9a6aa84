#!/bin/sh
# 独立验证目录（Mulu）导出的审计日志。只需要 sh、sha256sum 和 openssl 3。
# Verifies an audit log exported by Mulu. Needs sh, sha256sum and openssl 3 only.
#
#   sh verify-audit.sh audit.log [deviceKey.pem]
#
# The log is text, one record a line, fields separated by tabs:
#   M <json>                               what the file is (vault, days, time of export)
#   E <hash> <json>                        event; hash = SHA-256(previous hash, line feed, json)
#   C <number> <vault> <device> <time> <public key> <signature>
#                                          the device signed (Ed25519) that event <number> had the hash above it
# With deviceKey.pem only checkpoints signed by that key count. Exit 0: whole; 1: broken; 2: can not tell.
set -u
LC_ALL=C
export LC_ALL
log=${1:-}
wanted=${2:-}
[ -r "$log" ] || { echo "usage: sh verify-audit.sh audit.log [deviceKey.pem]"; exit 2; }
for tool in sha256sum openssl; do
  command -v "$tool" >/dev/null || { echo "$tool is missing / 缺少 $tool"; exit 2; }
done
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT INT TERM
tab=$(printf '\t')
prev=''
number=0
events=0
signed=0
last=0
broken() { echo "BROKEN / 已被改动: $1"; exit 1; }
while IFS= read -r line || [ -n "$line" ]; do
  kind=${line%%"$tab"*}
  rest=${line#*"$tab"}
  case $kind in
    M) ;;
    E)
      hash=${rest%%"$tab"*}
      json=${rest#*"$tab"}
      found=$(printf '%s' "$json" | sed -n 's/^{"seq":\([0-9]*\),.*/\1/p')
      [ -n "$found" ] || broken "a line that is no event after event $number"
      if [ -z "$prev" ]; then
        # The first event of the file: of the whole log it follows 64 zeros, of a part its predecessor is not here.
        if [ "$found" = 1 ]; then
          prev=0000000000000000000000000000000000000000000000000000000000000000
        else
          prev=$(sed -n '1s/.*"prev":"\([0-9a-f]*\)".*/\1/p' "$log")
          echo "starts at event $found / 从第 $found 条开始"
        fi
      else
        [ "$found" = $((number + 1)) ] || broken "event $((number + 1)) is missing (next is $found)"
      fi
      sum=$(printf '%s\n%s' "$prev" "$json" | sha256sum)
      [ "${sum%% *}" = "$hash" ] || broken "event $found"
      prev=$hash
      number=$found
      events=$((events + 1))
      ;;
    C)
      old=$IFS
      IFS=$tab
      # shellcheck disable=SC2086
      set -- $rest
      IFS=$old
      [ $# -eq 6 ] || broken "checkpoint after event $number"
      [ "$1" = "$number" ] || broken "checkpoint $1 stands after event $number"
      { echo '-----BEGIN PUBLIC KEY-----'; printf '%s\n' "$5"; echo '-----END PUBLIC KEY-----'; } >"$dir/key.pem"
      if [ -n "$wanted" ]; then
        openssl pkey -pubin -in "$dir/key.pem" -outform DER >"$dir/a" 2>/dev/null
        openssl pkey -pubin -in "$wanted" -outform DER >"$dir/b" 2>/dev/null || { echo "cannot read $wanted"; exit 2; }
        cmp -s "$dir/a" "$dir/b" || continue
      fi
      printf 'mulu-audit-1\n%s\n%s\n%s\n%s\n%s\n' "$2" "$3" "$4" "$1" "$prev" >"$dir/text"
      printf '%s' "$6" | openssl base64 -d -A >"$dir/signature"
      openssl pkeyutl -verify -rawin -pubin -inkey "$dir/key.pem" -in "$dir/text" -sigfile "$dir/signature" >/dev/null 2>&1 \
        || broken "signature of checkpoint $1"
      signed=$((signed + 1))
      last=$1
      ;;
    *) broken "unknown line after event $number" ;;
  esac
done <"$log"
echo "whole / 完整: $events events, head $prev"
echo "signed / 签名: $signed checkpoints, the last at event $last"
[ "$last" = "$number" ] || echo "note / 注意: events after $last are chained but not yet signed"
exit 0
