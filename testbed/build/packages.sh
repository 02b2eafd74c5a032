#!/usr/bin/env bash
# Installs the Debian packages that the testbed runs, and starts none of their services.
set -euo pipefail
PACKAGES=(containerd runc containernetworking-plugins haproxy keepalived nftables iptables conntrack iproute2 procps
  util-linux openssl postgresql-15 postgresql-client-15 redis-server bind9 gcc libc6-dev prometheus faketime)
missing=()
for p in "${PACKAGES[@]}"; do dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || missing+=("$p"); done
[ ${#missing[@]} -gt 0 ] || exit 0
command -v apt-get >/dev/null || { echo "packages.sh: not a Debian system; install the counterparts of: ${missing[*]}" >&2; exit 4; }
[ "$(id -u)" = 0 ] || { echo "packages.sh: not root; run: apt-get install ${missing[*]}" >&2; exit 4; }
echo "installing Debian packages: ${missing[*]}" >&2
# The testbed runs these programs itself; the system's own instances must not start. An existing policy is kept.
policy=/usr/sbin/policy-rc.d; ours=
if [ ! -e $policy ]; then printf '#!/bin/sh\nexit 101\n' > $policy; chmod 755 $policy; ours=1; fi
trap '[ -z "$ours" ] || rm -f $policy' EXIT
# No cluster "main" of Debian's own: the testbed makes its databases itself.
mkdir -p /etc/postgresql-common/createcluster.d; conf=/etc/postgresql-common/createcluster.d/prontuario-testbed.conf
[ -e $conf ] || echo 'create_main_cluster = false' > $conf
export DEBIAN_FRONTEND=noninteractive
apt-get update -q >&2
apt-get install -q -y --no-install-recommends "${missing[@]}" >&2
