#!/usr/bin/env bash
# Installs Patroni into a Python environment of its own, once: the peer that benchmarks/record measures beside the platform.
#
#   patroni.sh OUT   OUT/bin/patroni and OUT/bin/patronictl afterwards
set -euo pipefail
OUT=${1:?usage: patroni.sh OUT}
VERSION=4.1.5
# Every package is pinned: a benchmark of today and one of next year run the same peer.
PACKAGES=(patroni==$VERSION psycopg2-binary==2.9.13 python-etcd==0.4.5 dnspython==2.9.2 urllib3==2.8.0 PyYAML==6.0.4 psutil==7.2.2
  click==8.5.1 prettytable==3.18.0 python-dateutil==4.0.0 ydiff==1.4.2 wcwidth==0.9.4 tzdata==2026.6
  py-consul==1.8.0 requests==2.34.2 certifi==2026.10.19.post1 charset-normalizer==3.5.3 idna==3.20)
[ -f "$OUT/ready" ] && [ "$(cat "$OUT/ready")" = "${PACKAGES[*]}" ] && exit 0
command -v python3 >/dev/null || { echo "patroni.sh: python3 is missing: install Python 3.9 or newer with its venv module (Debian: python3-venv)" >&2; exit 4; }
mkdir -p "$(dirname "$OUT")"
exec 9>"$OUT.lock"; flock 9
start=$SECONDS; printf 'installing Patroni %s ... ' "$VERSION" >&2
rm -rf "$OUT"
python3 -m venv "$OUT" >&2
"$OUT/bin/pip" install --quiet --disable-pip-version-check "${PACKAGES[@]}" >&2
"$OUT/bin/patroni" --version >&2
echo "${PACKAGES[*]}" > "$OUT/ready"
printf '%ds\n' $((SECONDS - start)) >&2
