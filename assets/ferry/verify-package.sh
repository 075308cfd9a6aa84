#!/bin/sh
# 独立核验目录（Mulu）的介质交换包。只需要 sh、sha256sum 和 openssl 3（以及随系统的 awk、sed、tail、head、cmp、wc）。
# Verifies a package carried by file. Needs sh, sha256sum and openssl 3 only (awk, sed, tail, head, cmp and wc come with the system).
#
#   sh verify-package.sh card.txt MULU-…-1of2.txt MULU-…-2of2.txt …
#
# card.txt is the sender's card. Its fingerprint is printed: compare it with the one that came on paper.
# A volume is text: manifest, signature, parts as long as the manifest says, end. The signature (Ed25519, and SM2 where the
# card has such a key) is over "mulu package 1", a line feed, and the manifest exactly as it stands between its markers.
# What is inside an encrypted package is not looked at: only its recipient can.
# Exit 0: whole; 1: changed, damaged or not of this sender; 2: can not tell (a tool or a volume is missing).
set -u
LC_ALL=C
export LC_ALL
card=${1:-}
[ $# -ge 2 ] && [ -r "$card" ] || { echo "usage: sh verify-package.sh card.txt volume.txt ..."; exit 2; }
shift
for tool in sha256sum openssl awk; do
  command -v "$tool" >/dev/null || { echo "$tool is missing / 缺少 $tool"; exit 2; }
done
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT INT TERM
broken() { echo "BROKEN / 已被改动: $1"; exit 1; }
# $1 = file, $2 = first marker: the text between it and the signature, the signature, the second signature.
split() {
  awk -v dir="$dir" -v first="$2" '
    NR == 1 { if ($0 != first) exit 1; out = dir "/body"; next }
    $0 == "-----BEGIN MULU SIGNATURE-----" { out = dir "/ed"; next }
    $0 == "-----BEGIN MULU SIGNATURE SM2-----" { out = dir "/sm2"; next }
    /^-----BEGIN MULU PART / || /^-----END MULU CARD-----$/ { ended = 1; exit 0 }
    { print > out }
    END { exit !ended }' "$1"
}
# $1 = name of a member that stands alone on a line.
member() { sed -n 's/^ *"'"$1"'": "\{0,1\}\([^"]*\)"\{0,1\},\{0,1\}$/\1/p' "$2" | head -n 1 | sed 's/,$//'; }
# $1 = prefix, $2 = text, $3 = signature in base64: by the card's Ed25519 key.
signed() {
  { printf '%s\n' "$1"; cat "$2"; } >"$dir/text"
  openssl base64 -d -A <"$3" >"$dir/signature" 2>/dev/null || return 1
  openssl pkeyutl -verify -rawin -pubin -inkey "$dir/ed.pem" -in "$dir/text" -sigfile "$dir/signature" >/dev/null 2>&1
}
signed_sm2() {
  { printf '%s\n' "$1"; cat "$2"; } >"$dir/text"
  openssl base64 -d -A <"$3" >"$dir/signature" 2>/dev/null || return 1
  openssl dgst -sm3 -verify "$dir/sm2.pem" -sigopt distid:1234567812345678 -signature "$dir/signature" "$dir/text" >/dev/null 2>&1
}
flat() { tr -d '\n' <"$1" >"$1.flat" && mv "$1.flat" "$1"; }

# The card.
tr -d '\r' <"$card" >"$dir/card"
split "$dir/card" '-----BEGIN MULU CARD-----' || broken "$card is not a card"
fingerprint=$(sha256sum <"$dir/body")
fingerprint=${fingerprint%% *}
{ echo '-----BEGIN PUBLIC KEY-----'; member signingKey "$dir/body"; echo '-----END PUBLIC KEY-----'; } >"$dir/ed.pem"
flat "$dir/ed"
signed 'mulu card 1' "$dir/body" "$dir/ed" || broken "signature of $card"
point=$(member sm2Key "$dir/body")
case $point in
  04*)
    # An SM2 point becomes a public key: SubjectPublicKeyInfo with the curve SM2 before it.
    printf '%s' "3059301306072a8648ce3d020106082a811ccf5501822d034200$point" | awk '
      BEGIN { for (i = 0; i < 16; i++) value[substr("0123456789abcdef", i + 1, 1)] = i
        code = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/" }
      { n = length($0) / 2
        for (i = 0; i < n; i++) byte[i] = value[substr($0, 2 * i + 1, 1)] * 16 + value[substr($0, 2 * i + 2, 1)]
        for (i = 0; i < n; i += 3) {
          bits = byte[i] * 65536 + (i + 1 < n ? byte[i + 1] * 256 : 0) + (i + 2 < n ? byte[i + 2] : 0)
          out = out substr(code, int(bits / 262144) + 1, 1) substr(code, int(bits / 4096) % 64 + 1, 1) \
            (i + 1 < n ? substr(code, int(bits / 64) % 64 + 1, 1) : "=") (i + 2 < n ? substr(code, bits % 64 + 1, 1) : "=")
        }
        print "-----BEGIN PUBLIC KEY-----"
        for (i = 1; i <= length(out); i += 64) print substr(out, i, 64)
        print "-----END PUBLIC KEY-----" }' >"$dir/sm2.pem"
    ;;
  *) point='' ;;
esac
echo "card / 身份卡: $(member agency "$dir/body")"
echo "fingerprint / 指纹: $(printf '%s' "$fingerprint" | sed 's/..../& /g')"

# The volumes.
seen=' '
for file in "$@"; do
  [ -r "$file" ] || { echo "cannot read $file"; exit 2; }
  rm -f "$dir/body" "$dir/ed" "$dir/sm2"
  # Line ends that were changed on the way change everything.
  [ "$(head -n 1 "$file")" = '-----BEGIN MULU MANIFEST-----' ] || {
    head -n 1 "$file" | grep -q "$(printf '\r')" && broken "$file: its line ends were changed to CRLF / 换行被改成了 CRLF"
    broken "$file is not a volume of a package"
  }
  split "$file" '-----BEGIN MULU MANIFEST-----' || broken "$file is not a volume of a package"
  [ -f "$dir/ed" ] || broken "$file has no signature"
  flat "$dir/ed"
  signed 'mulu package 1' "$dir/body" "$dir/ed" || broken "signature of $file"
  if [ -n "$point" ]; then
    [ -f "$dir/sm2" ] || broken "$file has no SM2 signature"
    flat "$dir/sm2"
    signed_sm2 'mulu package 1' "$dir/body" "$dir/sm2" || broken "SM2 signature of $file"
  elif [ -f "$dir/sm2" ]; then
    broken "$file has an SM2 signature the card knows nothing of"
  fi
  if [ -f "$dir/manifest" ]; then
    cmp -s "$dir/body" "$dir/manifest" || broken "$file is of another package"
  else
    cp "$dir/body" "$dir/manifest"
    sed -n '/^  "sender": {$/,/^  },$/p' "$dir/manifest" >"$dir/sender"
    [ "$(member fingerprint "$dir/sender")" = "$fingerprint" ] || broken "signed under another card"
    awk '
      /^  "parts": \[$/ { inside = 1; next }
      inside && /^  \],$/ { exit }
      inside && /^ *"(number|volume|bytes|sha256)": / { value = $2; gsub(/[",]/, "", value); line = line " " value }
      inside && /^    }/ { print line; line = "" }' "$dir/manifest" >"$dir/parts"
  fi
  # Where the first part stands, and whose volume this is.
  at=$(awk '/^-----BEGIN MULU PART / { print bytes + 0; exit } { bytes += length($0) + 1 }' "$file")
  first=$(tail -c +$((at + 1)) "$file" | head -n 1 | sed -n 's/^-----BEGIN MULU PART \([0-9]*\)-----$/\1/p')
  volume=$(awk -v first="$first" '$1 == first { print $2; exit }' "$dir/parts")
  [ -n "$volume" ] || broken "$file: part $first"
  case $seen in *" $volume "*) broken "$file: volume $volume a second time" ;; esac
  seen="$seen$volume "
  while read -r number of bytes sha256; do
    [ "$of" = "$volume" ] || continue
    marker="-----BEGIN MULU PART $number-----"
    [ "$(tail -c +$((at + 1)) "$file" | head -c ${#marker})" = "$marker" ] || broken "$file: where part $number should begin"
    at=$((at + ${#marker} + 1))
    sum=$(tail -c +$((at + 1)) "$file" | head -c "$bytes" | sha256sum)
    [ "${sum%% *}" = "$sha256" ] || broken "$file: part $number"
    if [ "$number" = 1 ] && [ "$(member mode "$dir/manifest")" = clear ]; then
      # Inside once more: who speaks, signed again.
      tail -c +$((at + 1)) "$file" | head -c "$bytes" | head -n 1 >"$dir/inner"
      sed -n 's/^{"record":\(.*\),"signature":"[A-Za-z0-9+\/=]*"}$/\1/p' "$dir/inner" | tr -d '\n' >"$dir/record"
      sed -n 's/^{"record":.*,"signature":"\([A-Za-z0-9+\/=]*\)"}$/\1/p' "$dir/inner" | tr -d '\n' >"$dir/inner-ed"
      signed 'mulu inner 1' "$dir/record" "$dir/inner-ed" || broken "$file: signature inside"
      grep -q "\"packageId\":\"$(member packageId "$dir/manifest")\"" "$dir/record" || broken "$file: another package inside"
    fi
    at=$((at + bytes))
  done <"$dir/parts" || exit $?
  [ "$(tail -c +$((at + 1)) "$file" | head -c 64)" = '-----END MULU PACKAGE-----' ] || broken "$file: its end"
  [ "$(wc -c <"$file")" -eq $((at + 27)) ] || broken "$file: something stands behind its end"
  echo "volume / 卷 $volume: $file"
done
manifest=$dir/manifest
echo "package / 包: $(member packageId "$manifest"), $(member kind "$manifest"), $(member madeAt "$manifest")"
of=$(member volumes "$manifest")
missing=''
number=1
while [ "$number" -le "$of" ]; do
  case $seen in *" $number "*) ;; *) missing="$missing $number" ;; esac
  number=$((number + 1))
done
[ -z "$missing" ] || { echo "MISSING / 缺少第$missing 卷 of $of"; exit 2; }
echo "whole / 完整: $of volumes, $(awk 'END { print NR }' "$dir/parts") parts"
exit 0
