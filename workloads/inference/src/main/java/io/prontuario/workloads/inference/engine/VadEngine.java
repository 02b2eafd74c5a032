package io.prontuario.workloads.inference.engine;

import java.util.List;

/** Voice activity detection: finds speech in a recording. */
public interface VadEngine extends Engine {
    /**
     * A stretch of speech.
     *
     * @param from first sample
     * @param to the sample after the last
     */
    record SpeechSpan(int from, int to) {}

    /**
     * What counts as speech.
     *
     * @param threshold probability of speech that starts a span, 0 to 1
     * @param paddingMillis audio kept before and after speech, so that a soft first consonant is not lost
     * @param minSilenceMillis silence that ends a span; shorter silence is part of it
     */
    record VadParameters(double threshold, int paddingMillis, int minSilenceMillis) {
        /** Defaults for dictation, where a pause to think is part of the speech. */
        public static VadParameters defaults() {
            return new VadParameters(0.5, 400, 2_000);
        }
    }

    /**
     * Finds speech.
     *
     * @param samples mono, {@link SpeechEngine#SAMPLE_RATE}, -1 to 1
     * @return the spans in order, without overlap; empty when the recording holds no speech
     */
    List<SpeechSpan> speech(float[] samples, VadParameters parameters) throws EngineException;
}
