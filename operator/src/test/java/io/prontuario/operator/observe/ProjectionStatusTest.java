package io.prontuario.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.prontuario.continuity.model.Condition.Status;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.desired.ReportingJob;
import io.prontuario.operator.status.OperatorCondition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionStatusTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final ReportingJob SHIP = new ReportingJob("api-ship", "api-ship.prontuario.svc", 8080);

    @Test
    void whereNoJobReportsNothingIsSaid() {
        assertThat(ProjectionStatus.of(Optional.empty(), before("api-ship"), NOW))
                .isEqualTo(ProjectionStatus.NONE);
    }

    @ParameterizedTest
    @CsvSource({"0, True, Current", "60, True, Current", "61, False, Lags", "-5, True, Current"})
    void currentUpToAMinuteAndNoLonger(long behind, Status status, String reason) {
        ProjectionStatus standing =
                of(told(Optional.of(NOW.minusSeconds(behind)), OptionalLong.of(3), OptionalLong.of(2)), null);

        assertThat(standing.projection())
                .isEqualTo(new PlatformStatus.Projection(
                        "api-ship",
                        "2026-03-01T08:00:00Z",
                        NOW.minusSeconds(behind).toString(),
                        Math.max(0, behind),
                        41L,
                        3L));
        assertThat(standing.inbox()).isEqualTo(new PlatformStatus.Inbox(2L, "2026-03-01T08:00:00Z"));
        assertCondition(standing, status, reason);
    }

    @Test
    void whatTheJobCannotTellIsNotSaid() {
        ProjectionStatus standing = of(told(Optional.empty(), OptionalLong.empty(), OptionalLong.empty()), null);

        assertThat(standing.projection().lagSeconds()).isNull();
        assertThat(standing.projection().pending()).isNull();
        assertThat(standing.inbox()).isNull();
        assertThat(assertCondition(standing, Status.Unknown, "NothingShipped").message())
                .contains("the cloud does not answer");
    }

    @Test
    void aJobThatFallsSilentLeavesWhatWasKnownWithItsTimeAndNothingAboutThePresent() {
        ProjectionStatus standing = of(new ProjectionReport.Silent(NOW, "no answer"), before("api-ship"));

        assertThat(standing.projection())
                .isEqualTo(new PlatformStatus.Projection(
                        "api-ship", "2026-03-01T07:59:30Z", "2026-03-01T07:59:29Z", null, 40L, null));
        assertThat(standing.inbox()).isNull();
        assertThat(assertCondition(standing, Status.Unknown, "ShipperSilent").message())
                .contains("no answer", "nothing else depends on it");
    }

    @Test
    void whatAnotherJobSaidIsNotThisOnes() {
        ProjectionStatus standing = of(new ProjectionReport.Silent(NOW, "no answer"), before("api-other"));

        assertThat(standing.projection())
                .isEqualTo(new PlatformStatus.Projection("api-ship", null, null, null, null, null));
    }

    @Test
    void aTimeEditedByHandIsNotKept() {
        PlatformStatus edited = before("api-ship", "yesterday");

        assertThat(of(new ProjectionReport.Silent(NOW, "no answer"), edited).projection())
                .isEqualTo(new PlatformStatus.Projection("api-ship", null, null, null, null, null));
        assertCondition(of(new ProjectionReport.NotLooked(NOW), edited), Status.Unknown, "NotLooked");
    }

    @Test
    void aNewLeaderLeavesStatusAsItIsUntilItHasAskedAndNoLonger() {
        PlatformStatus before = before("api-ship");
        ProjectionReport notYet = new ProjectionReport.NotLooked(NOW.minusSeconds(89));
        ProjectionStatus standing = of(notYet, before);

        assertThat(standing.projection()).isEqualTo(before.projection());
        assertThat(standing.inbox()).isEqualTo(before.inbox());
        assertCondition(standing, Status.True, "Current");
        assertCondition(of(new ProjectionReport.NotLooked(NOW.minusSeconds(90)), before), Status.Unknown, "NotLooked");
        assertCondition(of(notYet, null), Status.Unknown, "NotLooked");
    }

    @Test
    void anAnswerGrowsOld() {
        ProjectionReport.Told told = told(Optional.of(NOW), OptionalLong.of(0), OptionalLong.of(0));

        assertCondition(standing(told, null, NOW.plusSeconds(89)), Status.True, "Current");
        ProjectionStatus old = standing(told, before("api-ship"), NOW.plusSeconds(90));
        assertCondition(old, Status.Unknown, "NotLooked");
        assertThat(old.projection().lagSeconds()).isNull();
    }

    private static OperatorCondition assertCondition(ProjectionStatus standing, Status status, String reason) {
        OperatorCondition condition = standing.condition().orElseThrow();
        assertThat(condition.type()).isEqualTo("ProjectionCurrent");
        assertThat(condition.status()).isEqualTo(status);
        assertThat(condition.reason()).isEqualTo(reason);
        return condition;
    }

    private static ProjectionReport.Told told(Optional<Instant> asOf, OptionalLong pending, OptionalLong inbox) {
        return new ProjectionReport.Told(NOW, asOf, OptionalLong.of(41), pending, inbox, "the cloud does not answer");
    }

    private static ProjectionStatus of(ProjectionReport view, PlatformStatus previous) {
        return standing(view, previous, NOW);
    }

    private static ProjectionStatus standing(ProjectionReport view, PlatformStatus previous, Instant now) {
        return ProjectionStatus.of(Optional.of(new ProjectionPoller.Seen(SHIP, view)), previous, now);
    }

    private static PlatformStatus before(String job) {
        return before(job, "2026-03-01T07:59:29Z");
    }

    private static PlatformStatus before(String job, String dataAsOf) {
        return new PlatformStatus(
                1L,
                "h",
                PlatformStatus.Mode.Full,
                false,
                null,
                1L,
                List.of(),
                List.of(),
                List.of(),
                new PlatformStatus.Projection(job, "2026-03-01T07:59:30Z", dataAsOf, 1L, 40L, 0L),
                new PlatformStatus.Inbox(0L, "2026-03-01T07:59:30Z"),
                List.of(new ConditionBuilder()
                        .withType("ProjectionCurrent")
                        .withStatus("True")
                        .withReason("Current")
                        .withMessage("m")
                        .build()));
    }
}
