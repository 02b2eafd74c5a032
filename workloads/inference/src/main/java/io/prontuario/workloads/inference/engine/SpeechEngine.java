package io.prontuario.workloads.inference.engine;

import java.util.List;
import java.util.Optional;

/** Turns speech into text. */
public interface SpeechEngine extends Engine {
    /** Samples a second that {@link #transcribe} wants. */
    int SAMPLE_RATE = 16_000;

    /**
     * A piece of speech.
     *
     * @param startMillis from the beginning of the audio
     * @param endMillis from the beginning of the audio
     * @param text what was said
     */
    record Segment(long startMillis, long endMillis, String text) {}

    /**
     * What was said.
     *
     * @param language as asked for, or {@code en}
     * @param segments in order
     */
    record Transcript(String language, List<Segment> segments) {
        /** Copies the list. */
        public Transcript {
            segments = List.copyOf(segments);
        }

        /** Everything in one line. */
        public String text() {
            StringBuilder text = new StringBuilder();
            segments.forEach(segment -> text.append(segment.text()));
            return text.toString().strip();
        }
    }

    /**
     * Transcribes.
     *
     * @param samples mono, 16 kHz, -1 to 1
     * @param language two letters, or empty to leave it to the model
     * @param temperature 0 to 1
     */
    Transcript transcribe(float[] samples, Optional<String> language, double temperature) throws EngineException;
}
