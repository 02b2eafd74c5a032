package io.prontuario.workloads.inference.engine;

import java.util.List;
import java.util.Optional;

/** Speech to text. */
public interface SpeechEngine extends Engine {
    /** Samples per second that {@link #transcribe} expects. */
    int SAMPLE_RATE = 16_000;

    /**
     * A segment of a transcript.
     *
     * @param startMillis milliseconds from the start of the audio
     * @param endMillis milliseconds from the start of the audio
     * @param text the words
     */
    record Segment(long startMillis, long endMillis, String text) {}

    /**
     * A transcript.
     *
     * @param language the requested language, or {@code en}
     * @param segments in order
     */
    record Transcript(String language, List<Segment> segments) {
        /** Copies the list. */
        public Transcript {
            segments = List.copyOf(segments);
        }

        /** The whole text in one line. */
        public String text() {
            StringBuilder text = new StringBuilder();
            segments.forEach(segment -> text.append(segment.text()));
            return text.toString().strip();
        }
    }

    /**
     * Transcribes a recording.
     *
     * @param samples mono, {@link #SAMPLE_RATE}, -1 to 1
     * @param language ISO 639-1 code, or empty for the model's default
     * @param temperature 0 to 1
     */
    Transcript transcribe(float[] samples, Optional<String> language, double temperature) throws EngineException;
}
