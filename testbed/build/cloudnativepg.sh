#!/usr/bin/env bash
# Builds CloudNativePG's operator from its Go module, and two images for the test bed's nodes, once: the operator, and
# PostgreSQL 15 with the machine's own Debian packages. A peer that benchmarks/record measures beside the platform.
#
#   cloudnativepg.sh OUT     OUT/{manager,release.yaml,operator.tar,postgres.tar}
set -euo pipefail
OUT=${1:?usage: cloudnativepg.sh OUT}
VERSION=1.27.0
HERE=$(cd "$(dirname "$0")" && pwd)
. "$HERE/image-archive.sh"
mkdir -p "$OUT"; exec 9>"$OUT/.lock"; flock 9

if [ ! -x "$OUT/manager" ] || [ ! -f "$OUT/release.yaml" ]; then
  command -v go >/dev/null || { echo "cloudnativepg.sh: the Go toolchain is missing: install Go 1.24 or newer (Debian: apt-get install golang)" >&2; exit 4; }
  start=$SECONDS; printf 'building CloudNativePG %s ... ' "$VERSION" >&2
  mkdir -p "$OUT/.src"; cd "$OUT/.src"
  dir=$(go mod download -json "github.com/cloudnative-pg/cloudnative-pg@v$VERSION" | sed -n 's/^[[:space:]]*"Dir": "\(.*\)",\{0,1\}$/\1/p')
  # The module's own go.mod, so that its dependencies are those that it was released with.
  cp -r "$dir/." .; chmod -R u+w .
  CGO_ENABLED=0 go build -trimpath -mod=mod -ldflags \
    "-s -w -X github.com/cloudnative-pg/cloudnative-pg/pkg/versions.buildVersion=$VERSION -X github.com/cloudnative-pg/cloudnative-pg/pkg/versions.buildCommit=none" \
    -o "$OUT/.manager.tmp" ./cmd/manager
  cp "releases/cnpg-$VERSION.yaml" "$OUT/release.yaml"
  mv "$OUT/.manager.tmp" "$OUT/manager"
  cd "$OUT"; rm -rf "$OUT/.src"
  printf '%ds\n' $((SECONDS - start)) >&2
fi

if [ ! -f "$OUT/operator.tar" ]; then
  work=$(mktemp -d "$OUT/.image.XXXXXX"); trap 'rm -rf "$work"' EXIT
  root=$work/root; mkdir -p "$root"/{etc/ssl/certs,tmp,operator,home/nonroot}
  # An instance copies the program out of this folder for its architecture.
  cp "$OUT/manager" "$root/manager"; ln "$root/manager" "$root/operator/manager_$(image_architecture)"
  cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/" 2>/dev/null || true
  printf 'root:x:0:0:root:/:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n' > "$root/etc/passwd"
  printf 'root:x:0:\nnonroot:x:65532:\n' > "$root/etc/group"
  chmod 1777 "$root/tmp"
  image_archive "$OUT/operator.tar" localhost/cloudnative-pg:$VERSION "$root" \
    '{"User":"65532:65532","WorkingDir":"/","Env":["PATH=/usr/bin:/bin"],"Entrypoint":["/manager"]}'
  rm -rf "$work"; trap - EXIT
fi

if [ ! -f "$OUT/postgres.tar" ]; then
  pg=/usr/lib/postgresql/15
  [ -x $pg/bin/postgres ] || { echo "cloudnativepg.sh: PostgreSQL 15 is missing (Debian: apt-get install postgresql-15)" >&2; exit 4; }
  work=$(mktemp -d "$OUT/.image.XXXXXX"); trap 'rm -rf "$work"' EXIT
  root=$work/root; mkdir -p "$root"/{etc/ssl/certs,bin,lib64,usr/bin,usr/lib/postgresql,usr/share/postgresql,usr/lib/locale,tmp,proc,sys,dev,run,var/lib/postgresql/data,controller}
  cp -a $pg "$root/usr/lib/postgresql/"; cp -a /usr/share/postgresql/15 "$root/usr/share/postgresql/"
  # Without compiling queries at run time, whose library is larger than everything else together.
  rm -rf "$root/usr/lib/postgresql/15/lib/"{bitcode,llvmjit.so,llvmjit_types.bc}
  cp -aL /usr/share/zoneinfo "$root/usr/share/" 2>/dev/null || true
  cp -a /usr/lib/locale/C.utf8 "$root/usr/lib/locale/" 2>/dev/null || true
  # initdb and archive commands go through a shell.
  cp -L /bin/dash "$root/bin/sh"; for b in cat cp mv ls mkdir rm test true false touch sync sleep; do cp -L "$(command -v $b)" "$root/usr/bin/" 2>/dev/null || cp -L "/usr/bin/$b" "$root/usr/bin/"; done
  { find "$root/usr/lib/postgresql" "$root/bin" "$root/usr/bin" -type f \( -perm -100 -o -name '*.so' \) -exec ldd {} + 2>/dev/null || true; } |
    awk '$3 ~ /^\// {print $3} $1 ~ /^\/.*ld-linux/ {print $1}' | sort -u |
    { cat; ldconfig -p | awk '/libnss_(dns|files)\.so|libresolv\.so\.2/ {print $NF}'; } |
    sort -u | while read -r lib; do mkdir -p "$root$(dirname "$lib")"; cp -L "$lib" "$root$lib"; done
  cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/" 2>/dev/null || true
  printf 'root:x:0:0:root:/:/sbin/nologin\npostgres:x:26:26:postgres:/var/lib/postgresql:/bin/sh\n' > "$root/etc/passwd"
  printf 'root:x:0:\npostgres:x:26:\n' > "$root/etc/group"
  printf 'hosts: files dns\n' > "$root/etc/nsswitch.conf"
  chmod 1777 "$root/tmp" "$root/run"
  image_archive "$OUT/postgres.tar" localhost/postgresql:15 "$root" \
    "{\"User\":\"26\",\"Env\":[\"PATH=$pg/bin:/usr/bin:/bin\",\"LANG=C.UTF-8\",\"PGDATA=/var/lib/postgresql/data/pgdata\"]}"
  rm -rf "$work"; trap - EXIT
fi
