#!/usr/bin/env bash
# Builds the Pulumi CLI and the Java language host from Go modules, once, into the user's cache folder.
#
#   pulumi-gcp/build/pulumi.sh          builds what is missing and prints the folder that holds the binaries
#   pulumi-gcp/build/pulumi.sh --check  prints the folder and exits 0 when both are built; exits 3 when they are not
#
# Go modules have checksums, and the engine of the tests is exactly the version named here. The build takes four to ten
# minutes on two cores and 2 GB of memory, once.
set -euo pipefail

CLI_VERSION=v3.200.0
HOST_VERSION=v1.21.2
home=${PRONTUARIO_PULUMI_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/prontuario/pulumi-${CLI_VERSION#v}}
bin=$home/bin
say() { printf '%s\n' "pulumi.sh: $*" >&2; }

if [ -x "$bin/pulumi" ] && [ -x "$bin/pulumi-language-java" ]; then
  printf '%s\n' "$bin"
  exit 0
fi
[ "${1:-}" != --check ] || exit 3
command -v go >/dev/null || { say "go is not installed; install Go 1.25 or newer and run this again"; exit 4; }

# Prints one line every 100 packages, to show progress.
progress() { awk -v what="$1" '{ n++ } n % 100 == 0 { printf "pulumi.sh: %s: %d packages compiled\n", what, n; fflush() } END { printf "pulumi.sh: %s: done (%d packages)\n", what, n }' >&2; }

build() { # name, module, version, package, replace (or empty)
  local name=$1 module=$2 version=$3 package=$4 replace=$5 source work
  [ ! -x "$bin/$name" ] || return 0
  say "$name $version: fetching modules"
  source=$(go mod download -json "$module@$version" | sed -n 's/^\t"Dir": "\(.*\)",*$/\1/p')
  [ -n "$source" ] || { say "cannot fetch $module@$version; check the network and GOPROXY"; exit 5; }
  work=$(mktemp -d "$home/build.XXXXXX")
  trap 'chmod -R u+w "$work"; rm -rf "$work"' RETURN
  cp -r "$source/." "$work"
  chmod -R u+w "$work"
  (
    cd "$work"
    # The released module refers to a folder of its repository; replace it with the published module.
    [ -z "$replace" ] || go mod edit -replace "$replace=$replace@$version"
    CGO_ENABLED=0 nice -n 19 go build -mod=mod -trimpath -v -ldflags '-s -w' -o "$bin/$name.part" "$package" 2>&1 \
      | tee "$home/$name.log" | progress "$name"
  ) || { say "$name did not build; see $home/$name.log"; exit 6; }
  mv "$bin/$name.part" "$bin/$name"
}

mkdir -p "$bin"
exec 9>"$home/.lock"
flock 9 # two builds at once would need too much memory
build pulumi-language-java github.com/pulumi/pulumi-java/pkg "$HOST_VERSION" ./cmd/pulumi-language-java ''
build pulumi github.com/pulumi/pulumi/pkg/v3 "$CLI_VERSION" ./cmd/pulumi github.com/pulumi/pulumi/sdk/v3
printf '%s\n' "$bin"
