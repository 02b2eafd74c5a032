#!/usr/bin/env bash
# Builds etcd, the Kubernetes control plane and node binaries from Go modules into OUT, once per version.
#
#   kubernetes.sh OUT [BINARY...]      default: every binary below
#
# OUT is the user's cache folder keyed by version (the caller chooses it). A binary is written under a temporary
# name and renamed, so an interrupted build never leaves half a file that a later run would trust.
set -euo pipefail
OUT=${1:?usage: kubernetes.sh OUT [BINARY...]}; shift
K8S=${KUBERNETES_VERSION:-1.34.4}; ETCD=${ETCD_VERSION:-v3.6.4}
ALL=(etcd kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy kubectl)
WANT=("$@"); [ ${#WANT[@]} -gt 0 ] || WANT=("${ALL[@]}")

missing=()
for b in "${WANT[@]}"; do [ -x "$OUT/$b" ] || missing+=("$b"); done
[ ${#missing[@]} -gt 0 ] || exit 0
command -v go >/dev/null || { echo "kubernetes.sh: the Go toolchain is missing: install Go 1.24 or newer (Debian: apt-get install golang)" >&2; exit 4; }

mkdir -p "$OUT"; src=$OUT/.src; mkdir -p "$src/etcd"; cd "$src"
exec 9>"$OUT/.lock"; flock 9
dir=$(go mod download -json "k8s.io/kubernetes@v$K8S" | sed -n 's/^[[:space:]]*"Dir": "\(.*\)",\{0,1\}$/\1/p')
if [ ! -f .ready ]; then
  {
    printf 'module prontuario-testbed\n\ngo 1.24.0\n\nrequire k8s.io/kubernetes v%s\nrequire go.etcd.io/etcd/server/v3 %s\nreplace (\n' "$K8S" "$ETCD"
    # Kubernetes publishes its staging modules as v0.MINOR.PATCH, but its own go.mod points at ./staging.
    grep -oE '^\s*k8s.io/[a-z-]+ => ./staging' "$dir/go.mod" | awk -v v="v0.${K8S#1.}" '{print "\t"$1" => "$1" "v}'
    echo ')'
  } > go.mod
  {
    printf '//go:build tools\n\npackage tools\n\nimport (\n'
    for c in kube-apiserver kube-controller-manager kube-proxy kube-scheduler kubelet kubectl; do printf '\t_ "k8s.io/kubernetes/cmd/%s"\n' "$c"; done
    echo ')'
  } > tools.go
  printf 'package main\n\nimport (\n\t"os"\n\n\t"go.etcd.io/etcd/server/v3/etcdmain"\n)\n\nfunc main() { etcdmain.Main(os.Args) }\n' > etcd/main.go
  go mod tidy >tidy.log 2>&1 || { tail -20 tidy.log >&2; exit 1; }
  touch .ready
fi
export CGO_ENABLED=0
ld="-s -w -X k8s.io/component-base/version.gitVersion=v$K8S -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=$(echo "$K8S" | cut -d. -f2)"
i=0
for b in "${missing[@]}"; do
  i=$((i + 1)); [ -x "$OUT/$b" ] && continue
  start=$SECONDS; printf '[%d/%d] building %s ... ' "$i" "${#missing[@]}" "$b" >&2
  case $b in etcd) pkg=./etcd;; *) pkg=k8s.io/kubernetes/cmd/$b;; esac
  go build -trimpath -ldflags "$ld" -o "$OUT/.$b.tmp" "$pkg"
  mv "$OUT/.$b.tmp" "$OUT/$b"
  printf '%ds\n' $((SECONDS - start)) >&2
done
