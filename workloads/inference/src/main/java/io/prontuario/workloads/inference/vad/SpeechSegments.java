package io.prontuario.workloads.inference.vad;

import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.SpeechEngine;
import io.prontuario.workloads.inference.engine.VadEngine.SpeechSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Transcribes each span of speech of a recording by itself. Whisper invents words for silence, and spans that are joined without
 * their silence lose their times.
 */
public final class SpeechSegments {
    /** Whisper takes as long for a word as for 30 s, so the parts are limited to one per 10 s of the recording, plus one. */
    static final int SECONDS_PER_PART = 10;

    private SpeechSegments() {}

    /** Transcribes one part; not called for a recording without speech. */
    @FunctionalInterface
    public interface Transcriber {
        SpeechEngine.Transcript transcribe(float[] samples) throws EngineException;
    }

    /**
     * Transcribes the spans; times are those of the whole recording.
     *
     * @param recording mono, {@link SpeechEngine#SAMPLE_RATE}
     * @param spans spans of speech in order, without overlap
     * @param language language of the transcript of a recording without speech
     */
    public static SpeechEngine.Transcript transcribe(
            float[] recording, List<SpeechSpan> spans, String language, Transcriber transcriber)
            throws EngineException {
        String detected = language;
        List<SpeechEngine.Segment> segments = new ArrayList<>();
        int most = 1 + recording.length / SpeechEngine.SAMPLE_RATE / SECONDS_PER_PART;
        for (SpeechSpan part : joined(spans, most)) {
            SpeechEngine.Transcript transcript =
                    transcriber.transcribe(Arrays.copyOfRange(recording, part.from(), part.to()));
            detected = transcript.language();
            for (SpeechEngine.Segment segment : transcript.segments()) {
                segments.add(inRecording(segment, part));
            }
        }
        return new SpeechEngine.Transcript(detected, segments);
    }

    /** Joins the spans with the shortest silence between them, silence included, until there are at most {@code most}. */
    static List<SpeechSpan> joined(List<SpeechSpan> spans, int most) {
        List<SpeechSpan> parts = new ArrayList<>(spans);
        while (parts.size() > most) {
            int nearest = 0;
            for (int i = 1; i + 1 < parts.size(); i++) {
                if (silenceAfter(parts, i) < silenceAfter(parts, nearest)) {
                    nearest = i;
                }
            }
            SpeechSpan second = parts.remove(nearest + 1);
            parts.set(nearest, new SpeechSpan(parts.get(nearest).from(), second.to()));
        }
        return parts;
    }

    private static int silenceAfter(List<SpeechSpan> parts, int index) {
        return parts.get(index + 1).from() - parts.get(index).to();
    }

    /** Whisper counts in whole steps and may end a segment after the end of its part. */
    private static SpeechEngine.Segment inRecording(SpeechEngine.Segment segment, SpeechSpan part) {
        long offset = millis(part.from());
        long end = millis(part.to());
        return new SpeechEngine.Segment(
                Math.min(end, offset + segment.startMillis()),
                Math.min(end, offset + segment.endMillis()),
                segment.text());
    }

    private static long millis(int sample) {
        return sample * 1000L / SpeechEngine.SAMPLE_RATE;
    }
}
