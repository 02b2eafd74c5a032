#!/usr/bin/env bash
# Makes the image that holds a pod's namespaces: one static program that waits.   pause-image.sh OUT.tar
set -euo pipefail
OUT=${1:?usage: pause-image.sh OUT.tar}
[ -f "$OUT" ] && exit 0
. "$(dirname "$0")/image-archive.sh"
mkdir -p "$(dirname "$OUT")"; work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cat > "$work/pause.go" <<'G'
package main

import (
	"os"
	"os/signal"
	"syscall"
)

// As process 1 of a pod it ends when asked to; it starts nothing, and pods do not share process namespaces with it.
func main() {
	end := make(chan os.Signal, 1)
	signal.Notify(end, syscall.SIGINT, syscall.SIGTERM)
	<-end
}
G
cat > "$work/pause.c" <<'C'
#include <signal.h>
#include <unistd.h>
static void end(int s) { (void)s; _exit(0); }
int main(void) { signal(SIGINT, end); signal(SIGTERM, end); for (;;) pause(); }
C
mkdir "$work/root"
if command -v gcc >/dev/null && gcc -static -Os -o "$work/root/pause" "$work/pause.c" 2>/dev/null; then :
elif command -v go >/dev/null; then (cd "$work" && CGO_ENABLED=0 GO111MODULE=off go build -trimpath -ldflags '-s -w' -o root/pause pause.go)
else echo "pause-image.sh: needs gcc with a static C library, or Go" >&2; exit 4; fi
image_archive "$OUT" localhost/pause:1 "$work/root" '{"Entrypoint":["/pause"],"User":"65535:65535"}'
