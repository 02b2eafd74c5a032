package io.prontuario.workloads.inference.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.workloads.inference.engine.SpeechEngine.Segment;
import io.prontuario.workloads.inference.engine.SpeechEngine.Transcript;
import io.prontuario.workloads.inference.engine.VoiceEngine.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpokenPartsTest {
    private static final int SECOND = 16_000;

    @Test
    void everyStretchIsTranscribedByItselfAndItsTimesAreThoseOfTheRecording() throws Exception {
        float[] recording = new float[12 * SECOND];
        recording[2 * SECOND] = 0.2f;
        recording[7 * SECOND] = 0.7f;
        List<Float> first = new ArrayList<>();
        Transcript said = SpokenParts.transcribe(
                recording,
                List.of(new Span(2 * SECOND, 3 * SECOND), new Span(7 * SECOND, 9 * SECOND)),
                "en",
                samples -> {
                    first.add(samples[0]);
                    return new Transcript("pt", List.of(new Segment(0, 500, " a"), new Segment(500, 30_000, " b")));
                });
        assertThat(first).containsExactly(0.2f, 0.7f);
        assertThat(said.language()).isEqualTo("pt");
        assertThat(said.text()).isEqualTo("a b a b");
        assertThat(said.segments())
                .containsExactly(
                        new Segment(2_000, 2_500, " a"),
                        new Segment(2_500, 3_000, " b"),
                        new Segment(7_000, 7_500, " a"),
                        new Segment(7_500, 9_000, " b"));
    }

    @Test
    void whereNobodySpeaksNothingIsAsked() throws Exception {
        Transcript said = SpokenParts.transcribe(new float[SECOND], List.of(), "en", samples -> {
            throw new AssertionError("asked");
        });
        assertThat(said.text()).isEmpty();
        assertThat(said.language()).isEqualTo("en");
    }

    @Test
    void aRecordingOfManyShortStretchesIsNotManyTimesTheWork() throws Exception {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            spans.add(new Span(i * SECOND, i * SECOND + SECOND / 2));
        }
        List<Integer> lengths = new ArrayList<>();
        SpokenParts.transcribe(new float[20 * SECOND], spans, "en", samples -> {
            lengths.add(samples.length);
            return new Transcript("en", List.of());
        });
        assertThat(lengths).hasSize(20 / SpokenParts.SECONDS_A_PART + 1);
    }

    @Test
    void whatIsNearestIsJoined() {
        List<Span> spans = List.of(new Span(0, 10), new Span(30, 40), new Span(45, 50), new Span(80, 90));
        assertThat(SpokenParts.joined(spans, 4)).isEqualTo(spans);
        assertThat(SpokenParts.joined(spans, 3)).containsExactly(new Span(0, 10), new Span(30, 50), new Span(80, 90));
        assertThat(SpokenParts.joined(spans, 2)).containsExactly(new Span(0, 50), new Span(80, 90));
        assertThat(SpokenParts.joined(List.of(), 1)).isEmpty();
    }
}
