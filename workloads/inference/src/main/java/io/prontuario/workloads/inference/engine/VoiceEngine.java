package io.prontuario.workloads.inference.engine;

import java.util.List;

/** Tells speech from everything else. */
public interface VoiceEngine extends Engine {
    /**
     * A stretch of speech.
     *
     * @param from first sample
     * @param to the sample after its last
     */
    record Span(int from, int to) {}

    /**
     * What counts as speech.
     *
     * @param threshold how likely something must be speech to begin a stretch of it, 0 to 1
     * @param marginMillis kept before and after it, so that a soft first consonant is not lost
     * @param pauseMillis of silence that end it; shorter ones are part of it
     */
    record Sensitivity(double threshold, int marginMillis, int pauseMillis) {
        /** For dictation: a pause to think is part of the speech. */
        public static Sensitivity usual() {
            return new Sensitivity(0.5, 400, 2_000);
        }
    }

    /**
     * Where somebody speaks.
     *
     * @param samples mono, {@link SpeechEngine#SAMPLE_RATE}, -1 to 1
     * @return in order, apart from each other; none when nobody does
     */
    List<Span> speech(float[] samples, Sensitivity sensitivity) throws EngineException;
}
