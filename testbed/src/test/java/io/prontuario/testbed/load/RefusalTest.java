package io.prontuario.testbed.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RefusalTest {
    private static Refusal of(int status, String problem) {
        byte[] body = ("{\"type\":\"urn:prontuario:problem:" + problem + "\"}").getBytes(StandardCharsets.UTF_8);
        return Refusal.of(new ApiReply.Answer(status, "mac-studio-1", "full", body));
    }

    @Test
    void onlyAnAnswerThatTellsEndsAWrite() {
        assertThat(of(201, "")).isEqualTo(Refusal.NONE);
        assertThat(of(403, "forbidden")).isEqualTo(Refusal.FINAL);
        assertThat(of(429, "busy")).isEqualTo(Refusal.LATER);
        assertThat(of(503, "no-seat")).isEqualTo(Refusal.NOT_OFFERED);
    }

    @Test
    void aServerErrorLeavesOpenWhetherTheWriteWasApplied() {
        assertThat(of(503, "records-unavailable")).isEqualTo(Refusal.DOUBTFUL);
        assertThat(of(500, "internal")).isEqualTo(Refusal.DOUBTFUL);
        assertThat(Refusal.of(new ApiReply.Answer(504, "null", "null", "<html>".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(Refusal.DOUBTFUL);
    }

    @Test
    void aStoredAlertThatNobodyHasTakenYetIsWritten() {
        assertThat(of(503, "alert-undelivered")).isEqualTo(Refusal.NONE);
    }
}
