package io.prontuario.workloads.inference.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.prontuario.workloads.common.Json;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavAudioTest {

    @ParameterizedTest
    @CsvSource({"16000,1", "48000,2", "44100,1", "8000,1", "24000,3"})
    void aToneKeepsItsPitchAndLengthAtAnyRate(int rate, int channels) throws Exception {
        float[] samples = WavAudio.read(wav(rate, channels, 16, 440, 1.0), 10);
        assertThat(samples).hasSize(16_000);
        assertThat(crossings(samples)).isCloseTo(880, within(6));
        assertThat(loudest(samples)).isCloseTo(0.5f, within(0.03f));
    }

    /** As ffmpeg writes to a pipe: neither size is known when the header is written. */
    @Test
    void aFileFromAPipeIsRead() throws Exception {
        byte[] piped = wav(16_000, 1, 16, 440, 0.2);
        ByteBuffer header = ByteBuffer.wrap(piped).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(4, -1);
        header.putInt(40, -1);

        assertThat(WavAudio.read(piped, 10)).hasSize(3_200);
    }

    /** Two minutes of 8 bits at 192 kHz: 23 MB, within the limit of an upload; its samples as floats would be 92 MB. */
    @Test
    void theHighestRateTakesNoMoreMemoryThanTheFileAndWhatIsMadeOfIt() throws Exception {
        byte[] file = wav(192_000, 1, 8, 440, 119);
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);

        float[] samples = WavAudio.read(file, 120);

        assertThat(samples).hasSize(119 * 16_000);
        assertThat(threads.getThreadAllocatedBytes(thread) - before)
                .isLessThan((long) samples.length * Float.BYTES + (1 << 20));
    }

    @Test
    void aToneAboveHalfTheTargetRateIsRemoved() throws Exception {
        assertThat(loudest(Arrays.copyOfRange(WavAudio.read(wav(48_000, 1, 16, 15_000, 1.0), 10), 100, 15_900)))
                .isLessThan(0.02f);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 24, 32})
    void readsEveryDepth(int bits) throws Exception {
        assertThat(loudest(WavAudio.read(wav(16_000, 1, bits, 440, 0.2), 10))).isCloseTo(0.5f, within(0.02f));
    }

    /** Files and samples of libsndfile and soxr ({@code audio/make_golden.py}). */
    @Test
    void everyEncodingAndRateGivesTheSamplesOfTheReference() throws Exception {
        try (InputStream in = WavAudioTest.class.getResourceAsStream("/audio/golden.jsonl")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                JsonNode golden = Json.mapper().readTree(line);
                String name = golden.path("name").asText();
                float[] expected = floats(golden.path("samples").binaryValue());
                float[] samples = WavAudio.read(golden.path("wav").binaryValue(), 1);
                assertThat(samples.length).as(name).isCloseTo(expected.length, within(1));
                assertThat(signalToNoise(expected, samples))
                        .as(name + ", decibels")
                        .isGreaterThan(name.endsWith("Hz") ? 45 : 120);
            }
        }
    }

    private static float[] floats(byte[] littleEndian) {
        float[] values = new float[littleEndian.length / Float.BYTES];
        ByteBuffer.wrap(littleEndian)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }

    /** Without both ends, where a resampler makes up what it does not have. */
    private static double signalToNoise(float[] expected, float[] samples) {
        double signal = 0;
        double noise = 0;
        int end = expected.length / 10;
        for (int i = end; i < expected.length - end; i++) {
            signal += (double) expected[i] * expected[i];
            noise += ((double) expected[i] - samples[i]) * ((double) expected[i] - samples[i]);
        }
        return 10 * Math.log10(signal / Math.max(noise, Double.MIN_NORMAL));
    }

    @Test
    void acceptsAudioUpToTheLimit() throws Exception {
        assertThat(WavAudio.read(wav(8_000, 1, 8, 100, 2.0), 2)).hasSize(32_000);
        assertThatThrownBy(() -> WavAudio.read(wav(8_000, 1, 8, 100, 2.001), 2))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("longer than 2 s");
    }

    @Test
    void truncatedAndDamagedFilesCauseNoOtherException() throws Exception {
        byte[] whole = wav(16_000, 1, 16, 440, 0.05);
        for (int length = 0; length < 48; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> WavAudio.read(cut, 10))
                    .as("cut to " + length)
                    .isInstanceOf(AudioException.class);
            if (length == 45) {
                break;
            }
        }
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = whole.clone();
            for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
                damaged[random.nextInt(60)] = (byte) random.nextInt();
            }
            try {
                for (float sample : WavAudio.read(damaged, 10)) {
                    assertThat(sample).isBetween(-1.2f, 1.2f);
                }
            } catch (AudioException refused) {
                assertThat(refused).hasMessageContaining(".");
            }
        }
    }

    static byte[] wav(int rate, int channels, int bits, double hertz, double seconds) {
        int frames = (int) Math.round(rate * seconds);
        int data = frames * channels * bits / 8;
        ByteBuffer out = ByteBuffer.allocate(44 + data).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + data);
        out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        out.putShort((short) 1).putShort((short) channels).putInt(rate).putInt(rate * channels * bits / 8);
        out.putShort((short) (channels * bits / 8)).putShort((short) bits);
        out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(data);
        for (int f = 0; f < frames; f++) {
            double value = 0.5 * Math.sin(2 * Math.PI * hertz * f / rate);
            for (int c = 0; c < channels; c++) {
                switch (bits) {
                    case 8 -> out.put((byte) Math.round(value * 127 + 128));
                    case 16 -> out.putShort((short) Math.round(value * 32767));
                    case 24 -> {
                        int v = (int) Math.round(value * 8_388_607);
                        out.put((byte) v).put((byte) (v >> 8)).put((byte) (v >> 16));
                    }
                    default -> out.putInt((int) Math.round(value * Integer.MAX_VALUE));
                }
            }
        }
        return out.array();
    }

    private static int crossings(float[] samples) {
        int count = 0;
        for (int i = 1; i < samples.length; i++) {
            if (samples[i - 1] < 0 != samples[i] < 0) {
                count++;
            }
        }
        return count;
    }

    private static float loudest(float[] samples) {
        float most = 0;
        for (float sample : samples) {
            most = Math.max(most, Math.abs(sample));
        }
        return most;
    }
}
