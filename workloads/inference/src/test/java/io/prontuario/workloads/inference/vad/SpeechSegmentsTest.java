package io.prontuario.workloads.inference.vad;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.workloads.inference.engine.SpeechEngine.Segment;
import io.prontuario.workloads.inference.engine.SpeechEngine.Transcript;
import io.prontuario.workloads.inference.engine.VadEngine.SpeechSpan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeechSegmentsTest {
    private static final int SECOND = 16_000;

    @Test
    void eachSpanIsTranscribedByItselfWithTimesOfTheRecording() throws Exception {
        float[] recording = new float[12 * SECOND];
        recording[2 * SECOND] = 0.2f;
        recording[7 * SECOND] = 0.7f;
        List<Float> first = new ArrayList<>();
        Transcript said = SpeechSegments.transcribe(
                recording,
                List.of(new SpeechSpan(2 * SECOND, 3 * SECOND), new SpeechSpan(7 * SECOND, 9 * SECOND)),
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
    void withoutSpeechNothingIsTranscribed() throws Exception {
        Transcript said = SpeechSegments.transcribe(new float[SECOND], List.of(), "en", samples -> {
            throw new AssertionError("asked");
        });
        assertThat(said.text()).isEmpty();
        assertThat(said.language()).isEqualTo("en");
    }

    @Test
    void manyShortSpansAreJoinedIntoFewParts() throws Exception {
        List<SpeechSpan> spans = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            spans.add(new SpeechSpan(i * SECOND, i * SECOND + SECOND / 2));
        }
        List<Integer> lengths = new ArrayList<>();
        SpeechSegments.transcribe(new float[20 * SECOND], spans, "en", samples -> {
            lengths.add(samples.length);
            return new Transcript("en", List.of());
        });
        assertThat(lengths).hasSize(20 / SpeechSegments.SECONDS_PER_PART + 1);
    }

    @Test
    void theNearestSpansAreJoined() {
        List<SpeechSpan> spans =
                List.of(new SpeechSpan(0, 10), new SpeechSpan(30, 40), new SpeechSpan(45, 50), new SpeechSpan(80, 90));
        assertThat(SpeechSegments.joined(spans, 4)).isEqualTo(spans);
        assertThat(SpeechSegments.joined(spans, 3))
                .containsExactly(new SpeechSpan(0, 10), new SpeechSpan(30, 50), new SpeechSpan(80, 90));
        assertThat(SpeechSegments.joined(spans, 2)).containsExactly(new SpeechSpan(0, 50), new SpeechSpan(80, 90));
        assertThat(SpeechSegments.joined(List.of(), 1)).isEmpty();
    }
}
