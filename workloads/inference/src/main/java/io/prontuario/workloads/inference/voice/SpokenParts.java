package io.prontuario.workloads.inference.voice;

import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.SpeechEngine;
import io.prontuario.workloads.inference.engine.VoiceEngine.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Transcribes a recording stretch of speech by stretch. Speech models make up words for silence; and put end to end, two
 * stretches would become one sentence, whose time nobody could tell any more.
 */
public final class SpokenParts {
    /** A model takes as long for a word as for half a minute, so the number of parts is bounded: one for each of these and one more. */
    static final int SECONDS_A_PART = 10;

    private SpokenParts() {}

    /** Something that transcribes one part; not asked at all where nobody speaks. */
    @FunctionalInterface
    public interface Transcriber {
        SpeechEngine.Transcript transcribe(float[] samples) throws EngineException;
    }

    /**
     * What was said, with the times of the whole recording.
     *
     * @param recording mono, {@link SpeechEngine#SAMPLE_RATE}
     * @param spans where somebody speaks, in order, apart from each other
     * @param language said of a recording in which nobody speaks
     */
    public static SpeechEngine.Transcript transcribe(
            float[] recording, List<Span> spans, String language, Transcriber transcriber) throws EngineException {
        String spoken = language;
        List<SpeechEngine.Segment> segments = new ArrayList<>();
        int most = 1 + recording.length / SpeechEngine.SAMPLE_RATE / SECONDS_A_PART;
        for (Span part : joined(spans, most)) {
            SpeechEngine.Transcript said =
                    transcriber.transcribe(Arrays.copyOfRange(recording, part.from(), part.to()));
            spoken = said.language();
            for (SpeechEngine.Segment segment : said.segments()) {
                segments.add(inRecording(segment, part));
            }
        }
        return new SpeechEngine.Transcript(spoken, segments);
    }

    /** At most so many: where there are more, those with the shortest silence between them become one, silence included. */
    static List<Span> joined(List<Span> spans, int most) {
        List<Span> parts = new ArrayList<>(spans);
        while (parts.size() > most) {
            int nearest = 0;
            for (int i = 1; i + 1 < parts.size(); i++) {
                if (silenceAfter(parts, i) < silenceAfter(parts, nearest)) {
                    nearest = i;
                }
            }
            Span second = parts.remove(nearest + 1);
            parts.set(nearest, new Span(parts.get(nearest).from(), second.to()));
        }
        return parts;
    }

    private static int silenceAfter(List<Span> parts, int index) {
        return parts.get(index + 1).from() - parts.get(index).to();
    }

    /** Models count in whole steps and may end beyond what they were given. */
    private static SpeechEngine.Segment inRecording(SpeechEngine.Segment segment, Span part) {
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
