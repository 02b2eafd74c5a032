#!/usr/bin/env bash
# Builds llama.cpp's server once, from the package whose llama.cpp is nearest to the one in the service's engine, with the
# instruction sets of the engine's library, and prints its path.
#   llama_server.sh CACHE          needs cmake and gcc; about ten minutes on two cores
#
# The service: de.kherud:llama 4.2.0, llama.cpp b4916 of 19 March 2025, x86-64 with AVX2, FMA, F16C and BMI2, OpenMP.
# The server: the source distribution of llama-cpp-python 0.3.8 of 12 March 2025, which contains llama.cpp.
set -euo pipefail
cache=${1:?CACHE}; version=0.3.8; home=$cache/llama-server-$version; program=$home/llama-server
if [ ! -x "$program" ]; then
  for tool in cmake g++ python3; do command -v $tool >/dev/null || { echo "llama_server.sh: $tool is missing; install cmake, g++ and Python 3 with venv" >&2; exit 4; }; done
  work=$home.work; rm -rf "$work"; mkdir -p "$work" "$home"
  echo "building llama.cpp's server from llama-cpp-python $version" >&2
  python3 -m venv "$work/tools"
  "$work/tools/bin/pip" install --quiet --disable-pip-version-check scikit-build-core==1.1.2 >&2
  # without isolation pip only asks the builder for the package's name; nothing is built here
  "$work/tools/bin/pip" download --quiet --disable-pip-version-check --no-deps --no-binary :all: --no-build-isolation -d "$work" llama-cpp-python==$version >&2
  tar -xzf "$work"/llama_cpp_python-$version.tar.gz -C "$work"
  [ "$(uname -m)" = x86_64 ] && simd="-DGGML_AVX=ON -DGGML_AVX2=ON -DGGML_FMA=ON -DGGML_F16C=ON -DGGML_BMI2=ON" || simd=
  # shellcheck disable=SC2086
  cmake -S "$work/llama_cpp_python-$version/vendor/llama.cpp" -B "$work/build" -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF -DGGML_NATIVE=OFF \
    $simd -DGGML_OPENMP=ON -DGGML_LLAMAFILE=ON -DLLAMA_CURL=OFF -DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_SERVER=ON >"$home/configure.log"
  cmake --build "$work/build" --target llama-server -j "$(nproc)" >"$home/build.log" 2>&1 || { tail -20 "$home/build.log" >&2; exit 1; }
  mv "$work/build/bin/llama-server" "$program"; rm -rf "$work"
fi
echo "$program"
