package io.prontuario.workloads.inference.speech;

import io.prontuario.workloads.inference.engine.SpeechEngine;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Reads WAV (PCM of 8 to 32 bits, or 32-bit float, any rate, any channels) into mono samples at 16 kHz. */
public final class WavAudio {
    private static final int RIFF = 0x46464952;
    private static final int WAVE = 0x45564157;
    private static final int FMT = 0x20746d66;
    private static final int DATA = 0x61746164;
    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int EXTENSIBLE = 0xFFFE;

    private record Format(int encoding, int channels, int rate, int bits) {
        int frameBytes() {
            return channels * bits / 8;
        }
    }

    private WavAudio() {}

    /**
     * Reads a file.
     *
     * @param maxSeconds longest audio accepted
     * @throws AudioException when it is not WAV, damaged, empty or too long
     */
    public static float[] read(byte[] file, int maxSeconds) throws AudioException {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        try {
            int riff = in.getInt();
            in.getInt(); // its size: a recorder that writes to a pipe does not know it
            if (riff != RIFF || in.getInt() != WAVE) {
                throw new AudioException("The file is not WAV; send a RIFF/WAVE file with PCM samples.");
            }
            return chunks(in, maxSeconds);
        } catch (BufferUnderflowException | IllegalArgumentException cut) {
            throw new AudioException("The WAV file is truncated or damaged; send the complete file.");
        }
    }

    private static float[] chunks(ByteBuffer in, int maxSeconds) throws AudioException {
        Optional<Format> format = Optional.empty();
        while (in.remaining() >= 8) {
            int chunk = in.getInt();
            long size = Integer.toUnsignedLong(in.getInt());
            if (chunk == DATA) {
                Format known = format.orElseThrow(() ->
                        new AudioException("The WAV file has samples before their format; send a valid WAV file."));
                // streaming recorders write a size that exceeds the file: read to the end of the file
                int bytes = (int) Math.min(size, in.remaining());
                return samples(in, known, bytes, maxSeconds);
            }
            if (chunk == FMT) {
                format = Optional.of(format(in.slice().order(ByteOrder.LITTLE_ENDIAN)));
            }
            long next = in.position() + size + (size & 1);
            if (next > in.limit()) {
                break;
            }
            in.position((int) next);
        }
        throw new AudioException("The WAV file has no samples; send the complete file.");
    }

    private static Format format(ByteBuffer in) throws AudioException {
        int encoding = Short.toUnsignedInt(in.getShort());
        int channels = Short.toUnsignedInt(in.getShort());
        int rate = in.getInt();
        in.getInt();
        in.getShort();
        int bits = Short.toUnsignedInt(in.getShort());
        if (encoding == EXTENSIBLE) {
            in.getShort();
            in.getShort();
            in.getInt();
            encoding = Short.toUnsignedInt(in.getShort());
        }
        boolean pcm = encoding == PCM && (bits == 8 || bits == 16 || bits == 24 || bits == 32);
        if (!pcm && !(encoding == FLOAT && bits == 32)) {
            throw new AudioException("The WAV file has format code " + encoding + " with " + bits
                    + " bits; send PCM of 8, 16, 24 or 32 bits, or 32-bit float.");
        }
        if (channels < 1 || channels > 8 || rate < 4_000 || rate > 192_000) {
            throw new AudioException("The WAV file has " + channels + " channels at " + rate
                    + " Hz; send 1 to 8 channels at 4000 to 192000 Hz.");
        }
        return new Format(encoding, channels, rate, bits);
    }

    private static float[] samples(ByteBuffer in, Format format, int bytes, int maxSeconds) throws AudioException {
        int frames = bytes / format.frameBytes();
        if (frames == 0) {
            throw new AudioException("The WAV file has no samples; send the complete file.");
        }
        if (frames > (long) maxSeconds * format.rate()) {
            throw new AudioException("The audio is longer than " + maxSeconds + " seconds, the maximum; split it.");
        }
        return Resampler.resample(() -> mono(in, format), frames, format.rate(), SpeechEngine.SAMPLE_RATE);
    }

    private static float mono(ByteBuffer in, Format format) {
        float sum = 0;
        for (int c = 0; c < format.channels(); c++) {
            sum += sample(in, format);
        }
        return sum / format.channels();
    }

    private static float sample(ByteBuffer in, Format format) {
        if (format.encoding() == FLOAT) {
            float value = in.getFloat();
            return Float.isFinite(value) ? Math.max(-1, Math.min(1, value)) : 0;
        }
        return switch (format.bits()) {
            case 8 -> (Byte.toUnsignedInt(in.get()) - 128) / 128f;
            case 16 -> in.getShort() / 32_768f;
            case 24 -> ((in.get() & 0xff) | (in.get() & 0xff) << 8 | in.get() << 16) / 8_388_608f;
            default -> in.getInt() / 2_147_483_648f;
        };
    }
}
