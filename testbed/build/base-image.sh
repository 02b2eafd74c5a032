#!/usr/bin/env bash
# Makes the base image of the Java services, without a registry: a runtime that jlink takes out of the JDK at hand, the C
# library and what native libraries link against, certificates, user 10001. No shell, no package manager.
#
#   base-image.sh OUT.tar         a docker-archive: containerd imports it, Jib builds on it (tar://OUT.tar)
set -euo pipefail
OUT=${1:?usage: base-image.sh OUT.tar}
[ -f "$OUT" ] && exit 0
. "$(dirname "$0")/image-archive.sh"
jdk=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac || true)")")")}
[ -x "$jdk/bin/jlink" ] || { echo "base-image.sh: no jlink in $jdk: install a JDK 17 or newer (Debian: openjdk-17-jdk-headless)" >&2; exit 4; }
for lib in libstdc++.so.6 libgomp.so.1; do
  ldconfig -p | grep -q "$lib" || { echo "base-image.sh: $lib is missing (Debian: apt-get install libstdc++6 libgomp1)" >&2; exit 4; }
done
start=$SECONDS; printf 'making the Java base image ... ' >&2
mkdir -p "$(dirname "$OUT")"; work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
root=$work/root; mkdir -p "$root"/{etc/ssl/certs,lib64,opt,tmp,proc,sys,dev,app}
modules=java.se,jdk.unsupported,jdk.crypto.ec,jdk.crypto.cryptoki,jdk.management,jdk.management.agent,jdk.naming.dns
modules=$modules,jdk.zipfs,jdk.httpserver,jdk.net,jdk.localedata,jdk.charsets,jdk.jfr,jdk.jcmd,jdk.security.auth
have=$("$jdk/bin/java" --list-modules | cut -d@ -f1)
modules=$(for m in ${modules//,/ }; do grep -qx "$m" <<<"$have" && echo "$m"; done | paste -sd,)
"$jdk/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages \
  --include-locales=en,pt-BR --output "$root/opt/java" >&2
# Debian's runtime points outside itself for its certificates and settings.
find "$root/opt/java" -type l | while read -r link; do target=$(readlink -f "$link") && [ -e "$target" ] && rm "$link" && cp -rL "$target" "$link"; done
[ -s "$root/opt/java/lib/security/cacerts" ] || cp -L "$jdk/lib/security/cacerts" "$root/opt/java/lib/security/cacerts"
# Class data sharing halves the start-up time of a JVM; jlink leaves the archive out.
"$root/opt/java/bin/java" -Xshare:dump >/dev/null 2>&1 || echo "(no class data archive) " >&2
{
  find "$root/opt/java" \( -name '*.so' -o -path '*/bin/java' \) ! -name 'libawt_x*' ! -name 'libjawt*' ! -name 'libsplash*' ! -name 'libjsound*' \
    -exec env LD_LIBRARY_PATH="$root/opt/java/lib:$root/opt/java/lib/server" ldd {} + 2>/dev/null | awk '$3 ~ /^\// {print $3} $1 ~ /^\/.*ld-linux/ {print $1}'
  ldconfig -p | awk '/libstdc\+\+\.so\.6|libgomp\.so\.1|libgcc_s\.so\.1|libz\.so\.1|libnss_(dns|files)\.so|libresolv\.so\.2|libdl\.so\.2|libpthread\.so\.0|librt\.so\.1|libm\.so\.6/ {print $NF}'
} | grep -v "^$root" | sort -u | while read -r lib; do mkdir -p "$root$(dirname "$lib")"; cp -L "$lib" "$root$lib"; done
cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/" 2>/dev/null || true
printf 'root:x:0:0:root:/:/sbin/nologin\nprontuario:x:10001:10001:prontuario:/tmp:/sbin/nologin\n' > "$root/etc/passwd"
printf 'root:x:0:\nprontuario:x:10001:\n' > "$root/etc/group"
printf 'hosts: files dns\n' > "$root/etc/nsswitch.conf"
chmod 1777 "$root/tmp"
image_archive "$OUT" localhost/java-base:dev "$root" \
  '{"User":"10001:10001","WorkingDir":"/app","Env":["PATH=/opt/java/bin:/usr/bin:/bin","JAVA_HOME=/opt/java","LANG=C.UTF-8"],"Entrypoint":["/opt/java/bin/java"]}'
printf '%ds, %d MB\n' $((SECONDS - start)) $(($(stat -c %s "$OUT") / 1048576)) >&2
