#!/bin/sh
# 独立核验目录（Mulu）的签署文件包。只需要 sh、sha256sum 和 openssl（以及随系统的 awk、sed、grep、find）。
# Verifies a bundle of signatures. Needs sh, sha256sum and openssl only (awk, sed, grep and find come with the system).
#
#   sh verify.sh 签署文件包.zip          with unzip or bsdtar
#   sh verify.sh FOLDER                  unpacked before
#
# Checked: every part against manifest.json; each signature (signature.sig) over its statement.json, by its public.pem;
# that the statement names this subject.json and every file by its SHA-256, and the signature before it.
# SM2 with SM3 uses the default id 1234567812345678. signature.p7s, certificates.pem and signed PDFs are compared with
# the manifest alone: who signed is proved by certificates, which this script does not judge.
# This script has to come by another way than the bundle. It needs no key and no Mulu.
# Exit 0: unchanged, all have signed; 1: changed, damaged, out of order; 2: can not tell; 3: unchanged, not all have signed.
set -u
LC_ALL=C
export LC_ALL
bundle=${1:-}
[ $# -eq 1 ] && [ -r "$bundle" ] || { echo "usage: sh verify.sh BUNDLE.zip | FOLDER"; exit 2; }
for tool in sha256sum openssl awk sed grep find; do
  command -v "$tool" >/dev/null || { echo "$tool is missing / 缺少 $tool"; exit 2; }
done
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT INT TERM
broken() { echo "BROKEN / 核验未通过: $1"; exit 1; }

if [ -d "$bundle" ]; then
  dir=$bundle
else
  dir=$work/bundle
  mkdir "$dir"
  # Names are UTF-8. A name twice, or one that leads out of the folder, is in no bundle.
  if command -v unzip >/dev/null; then
    list=$(LC_ALL=C.UTF-8 unzip -Z1 "$bundle" 2>/dev/null) || broken "$bundle is not a zip / 不是压缩包"
    [ -z "$(printf '%s\n' "$list" | sort | uniq -d)" ] || broken "a name stands twice in the zip / 压缩包内有重名"
    printf '%s\n' "$list" | grep -Eq '(^|/)\.\.(/|$)|^/|\\' && broken "a name leads out of the folder / 压缩包内有越界路径"
    LC_ALL=C.UTF-8 unzip -qq "$bundle" -d "$dir" </dev/null >/dev/null 2>&1 || broken "$bundle is damaged / 压缩包已损坏"
  elif command -v bsdtar >/dev/null; then
    list=$(LC_ALL=C.UTF-8 bsdtar -tf "$bundle" 2>/dev/null) || broken "$bundle is not a zip / 不是压缩包"
    [ -z "$(printf '%s\n' "$list" | sort | uniq -d)" ] || broken "a name stands twice in the zip / 压缩包内有重名"
    printf '%s\n' "$list" | grep -Eq '(^|/)\.\.(/|$)|^/|\\' && broken "a name leads out of the folder / 压缩包内有越界路径"
    LC_ALL=C.UTF-8 bsdtar -xf "$bundle" -C "$dir" >/dev/null 2>&1 || broken "$bundle is damaged / 压缩包已损坏"
  else
    echo "unzip or bsdtar is missing: unpack the bundle and name its folder / 缺少 unzip 或 bsdtar，请先解开再指定文件夹"
    exit 2
  fi
fi
[ -f "$dir/manifest.json" ] && [ -f "$dir/subject.json" ] || broken "no bundle: manifest.json or subject.json is missing / 不是签署文件包"
[ -z "$(find "$dir" -type l)" ] || broken "there is a link in the folder / 文件夹内有链接"
sum() { sum_line=$(sha256sum <"$1") && printf '%s' "${sum_line%% *}"; }
# What is parsed is canonical JSON: one line, keys in order, and inside a text a quote always follows a backslash, so that
# no text can pass for the keys looked for here. $1 = file, $2 = sed expression for the member.
member() { sed -n "$2" "$1" | head -n 1; }
# Quotes do not stand in names of files, so an array of them can be cut at its braces.
# $1 = JSON text of the array; out: one line each, sha256, bytes, name (or path).
listed() {
  printf '%s' "$1" | awk '
    { text = text $0 }
    END {
      while ((at = index(text, "{\"bytes\":")) > 0) {
        text = substr(text, at + 9)
        bytes = text; sub(/[^0-9].*/, "", bytes)
        name = text; sub(/^[0-9]*,"(name|path)":"/, "", name); sub(/".*/, "", name)
        hash = text; sub(/^[0-9]*,"(name|path)":"[^"]*","sha256":"/, "", hash); sub(/".*/, "", hash)
        if (length(hash) == 64 && hash !~ /[^0-9a-f]/ && name != "") print hash " " bytes " " name
        else print "? ? ?"
      }
    }'
}

# $1 = algorithm, $2 = public key, $3 = signature, $4 = what was signed.
holds() {
  case $1 in
    sm2) openssl dgst -sm3 -verify "$2" -sigopt distid:1234567812345678 -signature "$3" "$4" >/dev/null 2>&1 ;;
    p256) openssl dgst -sha256 -verify "$2" -signature "$3" "$4" >/dev/null 2>&1 ;;
    ed25519)
      openssl pkeyutl -help 2>&1 | grep -q rawin || {
        echo "this openssl does not verify Ed25519 files: not checked / 这个openssl不能核验Ed25519"
        exit 2
      }
      openssl pkeyutl -verify -rawin -pubin -inkey "$2" -in "$4" -sigfile "$3" >/dev/null 2>&1
      ;;
    *) return 1 ;;
  esac
}

# The list of parts.
format=$(head -c 24 "$dir/manifest.json")
[ "$format" = '{"format":"mulu-bundle/1"' ] || [ "$(head -c 25 "$dir/manifest.json")" = '{"format":"mulu-bundle/1"' ] || broken "manifest.json is not one this script knows / 清单格式不识别"
[ "$(wc -l <"$dir/manifest.json")" -eq 0 ] || broken "manifest.json is not in one line / 清单格式不符"
listed "$(member "$dir/manifest.json" 's/^{"format":"mulu-bundle\/1","parts":\[\(.*\)\],"subject":{.*}$/\1/p')" >"$work/parts"
[ -s "$work/parts" ] || broken "manifest.json lists nothing / 清单为空"
# Where a program unpacked names in its own way, a file is looked for by its hash.
find "$dir" -type f >"$work/found"
while read -r file; do printf '%s %s\n' "$(sum "$file")" "$file"; done <"$work/found" >"$work/hashes"
while read -r hash bytes path; do
  [ "$hash" != '?' ] || broken "manifest.json can not be read / 清单无法读取"
  if [ -f "$dir/$path" ]; then
    [ "$(sum "$dir/$path")" = "$hash" ] || broken "$path was changed or damaged / 已被改动或损坏"
  else
    grep -q "^$hash " "$work/hashes" || broken "$path is missing, or was changed / 缺失或已被改动"
    echo "note / 注意: $path stands under another name / 文件名与清单不同，按摘要值找到"
  fi
done <"$work/parts" || exit $?
[ "$(wc -l <"$work/found")" -eq $(($(wc -l <"$work/parts") + 1)) ] || broken "there are parts the list does not name / 有清单之外的文件"

# The subject.
subject=$(sum "$dir/subject.json")
reference=$(member "$dir/subject.json" 's/^{"content":{.*},\("id":"\([^"\\]\|\\.\)*","kind":"[A-Za-z]*"\),"signers":\[.*\],\("version":[0-9]*\)}$/\1 \3/p')
[ -n "$reference" ] || broken "subject.json is not in its canonical form / 签署内容格式不符"
of=$(member "$dir/subject.json" 's/^.*,"signers":\[\(.*\)\],"version":[0-9]*}$/\1/p' | awk '{ print gsub(/"agency":"/, "") }')
wanted=${reference% *}
echo "subject / 签署内容: $wanted ${reference##* }"
echo "SHA-256: $subject"

# The signatures.
after=null
position=0
unread=''
while [ -d "$dir/signatures/$((position + 1))" ]; do
  position=$((position + 1))
  at=$dir/signatures/$position
  if [ -f "$at/paper.json" ]; then
    statement=$at/paper.json
    link=$statement
    prefix='mulu-paper/1'
  else
    statement=$at/statement.json
    link=$at/signature.sig
    prefix='mulu-statement/1'
    [ -f "$statement" ] && [ -f "$link" ] && [ -f "$at/public.pem" ] || broken "signature $position is incomplete / 第$position 项签署不完整"
  fi
  where="signature $position / 第$position 项签署"
  [ "$(wc -l <"$statement")" -eq 0 ] || broken "$where: its statement is not in one line / 声明格式不符"
  grep -q "\"format\":\"$prefix\"" "$statement" || broken "$where: unknown form / 声明格式不识别"
  # After whom, over what.
  said=$(member "$statement" 's/^{"after":"\{0,1\}\([0-9a-z]*\)"\{0,1\},.*$/\1/p')
  [ "$said" = "$after" ] || broken "$where does not follow the one before it / 签署顺序不符"
  grep -q "\"order\":{\"of\":$of,\"position\":$position}" "$statement" || broken "$where: position or number of signers / 位置或签署人数不符"
  named=$(member "$statement" 's/^.*"subject":{\("id":"\([^"\\]\|\\.\)*","kind":"[A-Za-z]*"\),"sha256":"\([0-9a-f]*\)",\("version":[0-9]*\)}}$/\1 \4 \3/p')
  [ "$named" = "$wanted ${reference##* } $subject" ] || broken "$where is over another subject or version, or subject.json was changed / 签署的是另一份内容，或内容已被改动"
  array=$(member "$statement" 's/^{"after":"\{0,1\}[0-9a-z]*"\{0,1\},\("copies":[0-9]*,\)\{0,1\}"files":\[\(.*\)$/\2/p' | awk '{ end = index($0, "],\"format\":"); print substr($0, 1, end - 1) }')
  listed "$array" >"$work/files"
  count=0
  while read -r hash bytes name; do
    [ "$hash" != '?' ] || broken "$where: its list of files can not be read / 文件清单无法读取"
    if [ -f "$dir/files/$name" ]; then
      [ "$(sum "$dir/files/$name")" = "$hash" ] || broken "$where: files/$name was changed / 文件已被改动"
    else
      grep "^$hash " "$work/hashes" | grep -q "/files/" || broken "$where: files/$name is missing or was changed / 文件缺失或已被改动"
    fi
    count=$((count + 1))
  done <"$work/files" || exit $?
  present=0
  [ ! -d "$dir/files" ] || present=$(find "$dir/files" -type f | wc -l)
  [ "$present" -eq "$(wc -l <"$work/files")" ] || broken "$where is not over all files / 有文件没有被签署"
  agency=$(member "$statement" 's/^.*"signer":{"agency":"\(\([^"\\]\|\\.\)*\)".*$/\1/p')
  if [ "$prefix" = 'mulu-paper/1' ]; then
    scan=$(member "$statement" 's/^.*"scan":{"bytes":[0-9]*,"name":"[^"]*","sha256":"\([0-9a-f]*\)"}.*$/\1/p')
    [ -f "$at/scan" ] && [ "$(sum "$at/scan")" = "$scan" ] || broken "$where: the scan is not the one recorded / 扫描件与登记不符"
    echo "$where: $agency, on paper / 纸质签署; scan as recorded, nothing to verify / 扫描件与登记一致，没有可核验的签名"
    unread="$unread $position"
  else
    algorithm=$(member "$statement" 's/^.*"key":{"algorithm":"\([a-z0-9]*\)","fingerprint":"[0-9a-f]*".*$/\1/p')
    fingerprint=$(member "$statement" 's/^.*"key":{"algorithm":"[a-z0-9]*","fingerprint":"\([0-9a-f]*\)".*$/\1/p')
    claimed=$(member "$statement" 's/^.*"signedAt":"\([0-9TZ:.-]*\)".*$/\1/p')
    openssl pkey -pubin -in "$at/public.pem" -outform DER -out "$work/key.der" 2>/dev/null || broken "$where: public.pem can not be read / 公钥无法读取"
    [ "$(sum "$work/key.der")" = "$fingerprint" ] || broken "$where: public.pem is not the key the statement names / 公钥与声明不符"
    holds "$algorithm" "$at/public.pem" "$link" "$statement" || broken "$where does not hold: statement, signature or key was changed, or another key signed / 签名与声明不符"
    echo "$where: $agency, $algorithm, claimed / 自称时间 $claimed, files / 文件 $count"
    echo "  key / 公钥指纹: $(printf '%s' "$fingerprint" | sed 's/..../& /g')"
    echo "  identity / 身份: this script judges no certificate; compare the fingerprint on paper / 本脚本不判断证书，签名人身份请按证书或纸面指纹核对"
    if grep -q '"place":{"kind":"software"' "$statement"; then
      echo "  key lives in / 密钥所在: Mulu, which is no certified cryptographic product / 保存在目录软件内；本软件不是经认证的商用密码产品"
    else
      echo "  key lives in / 密钥所在: a module, by the signer's own word / 签名人声明保存在密码模块中，签名本身不能证明"
    fi
  fi
  after=$(sum "$link")
done
[ "$position" -gt 0 ] || broken "nobody has signed / 没有签署"
number=0
while [ -d "$dir/withdrawals/$((number + 1))" ]; do
  number=$((number + 1))
  at=$dir/withdrawals/$number
  back=$(member "$at/statement.json" 's/^.*,"withdraws":"\([0-9a-f]*\)"}$/\1/p')
  held=no
  for link in "$dir"/signatures/*/signature.sig; do
    [ "$(sum "$link")" = "$back" ] || continue
    algorithm=$(member "$at/statement.json" 's/^.*"key":{"algorithm":"\([a-z0-9]*\)","fingerprint":"[0-9a-f]*".*$/\1/p')
    ! holds "$algorithm" "${link%/*}/public.pem" "$at/signature.sig" "$at/statement.json" || held=yes
  done
  [ "$held" = yes ] || broken "withdrawal $number is of none of the signers / 撤回声明不成立"
done
[ "$number" -eq 0 ] || { echo "WITHDRAWN / 有签名人撤回了签署: not complete / 签署未完成"; exit 3; }
echo "unchanged / 文件未被改动: $position of $of signatures / 签署 $position/$of"
[ -z "$unread" ] || echo "on paper, not verified / 纸质签署，未作密码核验:$unread"
[ "$position" -eq "$of" ] || { echo "NOT COMPLETE / 尚未签署齐全"; exit 3; }
exit 0
