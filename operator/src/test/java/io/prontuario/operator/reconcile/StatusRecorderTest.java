package io.prontuario.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.HandledRequest;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.crds.v1alpha1.DataStatus;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.status.WriterMapping;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusRecorderTest {
    private static final Instant AT = Instant.parse("2026-12-01T03:00:00Z");
    private static final WriterEpoch ENDING = epoch(WriterEpoch.Phase.ENDING);

    @Test
    void whatOnlyReportsDecidesNothingNew() {
        PlatformStatus before = status(1, PlatformStatus.Mode.Full, data(ENDING, null));

        assertThat(StatusRecorder.decidesTheSame(
                        before, status(1, PlatformStatus.Mode.Full, data(ENDING, "PostgreSQL stops"))))
                .isTrue();
        assertThat(StatusRecorder.decidesTheSame(null, before)).isFalse();
    }

    @Test
    void anotherEpochModeOrSpecIsWrittenBeforeAnythingActsOnIt() {
        PlatformStatus before = status(1, PlatformStatus.Mode.Full, data(ENDING, null));

        assertThat(StatusRecorder.decidesTheSame(
                        before, status(1, PlatformStatus.Mode.Full, data(epoch(WriterEpoch.Phase.GRANTED), null))))
                .isFalse();
        assertThat(StatusRecorder.decidesTheSame(before, status(1, PlatformStatus.Mode.Degraded, data(ENDING, null))))
                .isFalse();
        assertThat(StatusRecorder.decidesTheSame(before, status(2, PlatformStatus.Mode.Full, data(ENDING, null))))
                .isFalse();
    }

    @Test
    void latelyIsHalfASecond() {
        assertThat(StatusRecorder.lately(AT, AT.plusMillis(499))).isTrue();
        assertThat(StatusRecorder.lately(AT, AT.plusMillis(500))).isFalse();
        assertThat(StatusRecorder.lately(AT, AT.minusMillis(1)))
                .as("the clock was set back")
                .isFalse();
    }

    private static WriterEpoch epoch(WriterEpoch.Phase phase) {
        return new WriterEpoch(
                4,
                Optional.of(new SiteName("mac-studio-1")),
                phase,
                new WriterEpoch.Change(WriterEpoch.Cause.SWITCHOVER, Optional.empty(), HandledRequest.none()),
                List.of(),
                Optional.empty(),
                0);
    }

    private static DataStatus data(WriterEpoch epoch, @Nullable String problem) {
        DataStatus.Copy copy = new DataStatus.Copy(
                "mac-studio-1", DataStatus.Role.Copy, DataStatus.Answer.Yes, "Stopped", 4L, 1L, null, problem);
        return WriterMapping.status(epoch, "2026-12-01T02:59:59Z", new WriterMapping.CopiesStatus(List.of(copy), null));
    }

    private static PlatformStatus status(long generation, PlatformStatus.Mode mode, DataStatus data) {
        return new PlatformStatus(
                generation,
                "h",
                mode,
                false,
                null,
                1L,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                data,
                null,
                List.of());
    }
}
