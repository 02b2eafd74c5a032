package io.prontuario.workloads.inference.vad;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.workloads.inference.engine.VadEngine;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Frames of 10 ms, padding of 50 ms, silence of 100 ms. */
class EndpointDetectorTest {
    private static final int FRAME = 160;
    private static final int MARGIN = 5;
    private static final int PAUSE = 10;
    private static final int MIN_SPEECH = EndpointDetector.MIN_SPEECH_MILLIS / 10;

    @Test
    void speechIsPaddedWithinTheRecording() {
        assertThat(spans(repeated(0, 20), repeated(0.9f, 10), repeated(0, 20)))
                .containsExactly(span(20 - MARGIN, 30 + MARGIN));
        assertThat(spans(repeated(0.9f, 10))).containsExactly(span(0, 10));
    }

    @Test
    void silenceAndVeryShortSpeechGiveNoSpan() {
        assertThat(spans(repeated(0.49f, 50))).isEmpty();
        assertThat(spans(repeated(0, 20), repeated(0.9f, MIN_SPEECH - 1), repeated(0, 20)))
                .isEmpty();
        assertThat(spans(repeated(0, 20), repeated(0.9f, MIN_SPEECH), repeated(0, 20)))
                .hasSize(1);
        assertThat(spans()).isEmpty();
    }

    @Test
    void continuingNeedsLessProbabilityThanStarting() {
        assertThat(spans(repeated(0, 20), repeated(0.5f, 3), repeated(0.36f, 30), repeated(0.34f, 40)))
                .containsExactly(span(20 - MARGIN, 53 + MARGIN));
    }

    @Test
    void shortSilenceIsPartOfASpanAndLongSilenceIsNot() {
        assertThat(spans(repeated(0.9f, 15), repeated(0, PAUSE - 1), repeated(0.9f, 15)))
                .hasSize(1);
        assertThat(spans(repeated(0.9f, 15), repeated(0, PAUSE + 1), repeated(0.9f, 15)))
                .hasSize(2);
        assertThat(spans(repeated(0.9f, 15), repeated(0, PAUSE), repeated(0.9f, 15)))
                .as("their margins touch")
                .hasSize(1);
    }

    private static VadEngine.SpeechSpan span(int firstFrame, int afterLast) {
        return new VadEngine.SpeechSpan(firstFrame * FRAME, afterLast * FRAME);
    }

    private static float[] repeated(float value, int times) {
        float[] values = new float[times];
        Arrays.fill(values, value);
        return values;
    }

    private static List<VadEngine.SpeechSpan> spans(float[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        float[] all = new float[length];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return EndpointDetector.of(all, new VadEngine.VadParameters(0.5, 50, 100), FRAME, length * FRAME);
    }
}
