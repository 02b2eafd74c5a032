#!/usr/bin/env bash
# Builds CoreDNS from its Go module into OUT, once per version.   coredns.sh OUT
set -euo pipefail
OUT=${1:?usage: coredns.sh OUT}; VERSION=${COREDNS_VERSION:-v1.12.4}
[ -x "$OUT/coredns" ] && exit 0
command -v go >/dev/null || { echo "coredns.sh: the Go toolchain is missing: install Go 1.24 or newer" >&2; exit 4; }
mkdir -p "$OUT/.coredns"; cd "$OUT/.coredns"
exec 9>"$OUT/.coredns.lock"; flock 9
[ -x "$OUT/coredns" ] && exit 0
start=$SECONDS; printf 'building coredns %s ... ' "$VERSION" >&2
dir=$(go mod download -json "github.com/coredns/coredns@$VERSION" | sed -n 's/^[[:space:]]*"Dir": "\(.*\)",\{0,1\}$/\1/p')
# The module's own go.mod pins every dependency, so build inside a writable copy of it.
rm -rf src; cp -r "$dir" src; chmod -R u+w src; cd src
# Only what a cluster needs: a fraction of the default plugin set, and of the build time.
CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o "$OUT/.coredns.tmp" .
mv "$OUT/.coredns.tmp" "$OUT/coredns"; cd ..; rm -rf src
printf '%ds\n' $((SECONDS - start)) >&2
