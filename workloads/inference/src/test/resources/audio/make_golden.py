#!/usr/bin/env python3
"""Writes golden.jsonl: WAV files and what libsndfile and soxr make of them, for WavAudioTest.

    pip install numpy==2.4.6 soundfile==0.14.0 soxr==1.1.0
    python3 make_golden.py > golden.jsonl

Each line: the file's name, the file, and the samples expected of it: the mean of its channels at 16 kHz (soxr, VHQ), as 32-bit
little-endian floats. Both are base64.
"""
import base64, io, json
import numpy, soundfile, soxr

RATE = 16_000


def chirp(rate, seconds, highest):
    """From 200 Hz up to the highest frequency that is to be heard."""
    time = numpy.arange(int(rate * seconds)) / rate
    return 0.4 * numpy.sin(2 * numpy.pi * numpy.cumsum(200 + (highest - 200) * time / seconds) / rate)


def emit(name, samples, rate, subtype, container="WAV"):
    file = io.BytesIO()
    soundfile.write(file, samples, rate, subtype=subtype, format=container)
    file.seek(0)
    read, _ = soundfile.read(file)
    mono = read.mean(axis=1) if read.ndim > 1 else read
    expected = soxr.resample(mono, rate, RATE, quality="VHQ") if rate != RATE else mono
    print(json.dumps({"name": name, "wav": base64.b64encode(file.getvalue()).decode(),
                      "samples": base64.b64encode(expected.astype("<f4").tobytes()).decode()}))


def main():
    stereo = numpy.stack([chirp(RATE, 0.01, 3000), 0.5 * chirp(RATE, 0.01, 900)], axis=1)
    for subtype in ("PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT"):
        emit(subtype, stereo, RATE, subtype)
    for subtype in ("PCM_24", "FLOAT"):
        emit("extensible " + subtype, stereo, RATE, subtype, "WAVEX")
    for rate in (8_000, 11_025, 44_100, 48_000):
        emit(f"{rate} Hz", chirp(rate, 0.05, min(rate * 0.4, 6500)), rate, "PCM_16")


if __name__ == "__main__":
    main()
