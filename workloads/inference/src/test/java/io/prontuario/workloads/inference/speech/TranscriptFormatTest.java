package io.prontuario.workloads.inference.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.workloads.inference.engine.SpeechEngine.Segment;
import io.prontuario.workloads.inference.engine.SpeechEngine.Transcript;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptFormatTest {
    private static final Transcript TRANSCRIPT = new Transcript(
            "en", List.of(new Segment(0, 1500, " Ever tried."), new Segment(3_661_007, 3_662_000, " No \"matter\".")));

    @Test
    void writesEveryFormat() {
        assertThat(TranscriptFormat.TEXT.write(TRANSCRIPT, 5)).isEqualTo("Ever tried. No \"matter\".\n");
        assertThat(TranscriptFormat.JSON.write(TRANSCRIPT, 5))
                .isEqualTo("{\"text\":\"Ever tried. No \\\"matter\\\".\"}");
        assertThat(TranscriptFormat.SRT.write(TRANSCRIPT, 5))
                .isEqualTo("1\n00:00:00,000 --> 00:00:01,500\nEver tried.\n\n"
                        + "2\n01:01:01,007 --> 01:01:02,000\nNo \"matter\".\n\n");
        assertThat(TranscriptFormat.VTT.write(TRANSCRIPT, 5))
                .startsWith("WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nEver tried.\n\n");
        assertThat(TranscriptFormat.VERBOSE_JSON.write(TRANSCRIPT, 5.5))
                .contains("\"duration\":5.5")
                .contains("\"start\":3661.007");
    }

    @Test
    void formatsHaveOpenAisNames() {
        assertThat(TranscriptFormat.of("verbose_json")).contains(TranscriptFormat.VERBOSE_JSON);
        assertThat(TranscriptFormat.of("VTT")).isEmpty();
        assertThat(TranscriptFormat.of("")).isEmpty();
    }
}
