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
    void withoutAReportingJobThereIsNoProjectionStatus() {
        assertThat(ProjectionStatus.of(Optional.empty(), before("api-ship"), NOW))
                .isEqualTo(ProjectionStatus.NONE);
    }

    @ParameterizedTest
    @CsvSource({"0, True, Current", "60, True, Current", "61, False, Lagging", "-5, True, Current"})
    void currentUpToOneMinute(long behind, Status status, String reason) {
        ProjectionStatus projection =
                of(answer(Optional.of(NOW.minusSeconds(behind)), OptionalLong.of(3), OptionalLong.of(2)), null);

        assertThat(projection.projection())
                .isEqualTo(new PlatformStatus.Projection(
                        "api-ship",
                        "2026-03-01T08:00:00Z",
                        NOW.minusSeconds(behind).toString(),
                        Math.max(0, behind),
                        41L,
                        3L));
        assertThat(projection.inbox()).isEqualTo(new PlatformStatus.Inbox(2L, "2026-03-01T08:00:00Z"));
        assertCondition(projection, status, reason);
    }

    @Test
    void numbersThatTheJobDoesNotKnowAreAbsent() {
        ProjectionStatus status = of(answer(Optional.empty(), OptionalLong.empty(), OptionalLong.empty()), null);

        assertThat(status.projection().lagSeconds()).isNull();
        assertThat(status.projection().pending()).isNull();
        assertThat(status.inbox()).isNull();
        assertThat(assertCondition(status, Status.Unknown, "NothingShipped").message())
                .contains("the cloud does not answer");
    }

    @Test
    void withoutAnAnswerTheLastKnownTimesStayAndPresentNumbersGo() {
        ProjectionStatus status = of(new ProjectionReport.NoAnswer(NOW, "no answer"), before("api-ship"));

        assertThat(status.projection())
                .isEqualTo(new PlatformStatus.Projection(
                        "api-ship", "2026-03-01T07:59:30Z", "2026-03-01T07:59:29Z", null, 40L, null));
        assertThat(status.inbox()).isNull();
        assertThat(assertCondition(status, Status.Unknown, "ShipperUnreachable").message())
                .contains("no answer", "nothing else depends on it");
    }

    @Test
    void theReportOfAnotherJobIsNotUsed() {
        ProjectionStatus status = of(new ProjectionReport.NoAnswer(NOW, "no answer"), before("api-other"));

        assertThat(status.projection())
                .isEqualTo(new PlatformStatus.Projection("api-ship", null, null, null, null, null));
    }

    @Test
    void aTimeThatCannotBeParsedIsNotKept() {
        PlatformStatus edited = before("api-ship", "yesterday");

        assertThat(of(new ProjectionReport.NoAnswer(NOW, "no answer"), edited).projection())
                .isEqualTo(new PlatformStatus.Projection("api-ship", null, null, null, null, null));
        assertCondition(of(new ProjectionReport.NotPolled(NOW), edited), Status.Unknown, "Pending");
    }

    @Test
    void aNewLeaderKeepsStatusUntilItsFirstAnswerOrNinetySeconds() {
        PlatformStatus before = before("api-ship");
        ProjectionReport notYet = new ProjectionReport.NotPolled(NOW.minusSeconds(89));
        ProjectionStatus status = of(notYet, before);

        assertThat(status.projection()).isEqualTo(before.projection());
        assertThat(status.inbox()).isEqualTo(before.inbox());
        assertCondition(status, Status.True, "Current");
        assertCondition(of(new ProjectionReport.NotPolled(NOW.minusSeconds(90)), before), Status.Unknown, "Pending");
        assertCondition(of(notYet, null), Status.Unknown, "Pending");
    }

    @Test
    void anAnswerExpiresAfterNinetySeconds() {
        ProjectionReport.Answer answer = answer(Optional.of(NOW), OptionalLong.of(0), OptionalLong.of(0));

        assertCondition(statusAt(answer, null, NOW.plusSeconds(89)), Status.True, "Current");
        ProjectionStatus old = statusAt(answer, before("api-ship"), NOW.plusSeconds(90));
        assertCondition(old, Status.Unknown, "Pending");
        assertThat(old.projection().lagSeconds()).isNull();
    }

    private static OperatorCondition assertCondition(ProjectionStatus projection, Status status, String reason) {
        OperatorCondition condition = projection.condition().orElseThrow();
        assertThat(condition.type()).isEqualTo("ProjectionCurrent");
        assertThat(condition.status()).isEqualTo(status);
        assertThat(condition.reason()).isEqualTo(reason);
        return condition;
    }

    private static ProjectionReport.Answer answer(Optional<Instant> asOf, OptionalLong pending, OptionalLong inbox) {
        return new ProjectionReport.Answer(NOW, asOf, OptionalLong.of(41), pending, inbox, "the cloud does not answer");
    }

    private static ProjectionStatus of(ProjectionReport report, PlatformStatus previous) {
        return statusAt(report, previous, NOW);
    }

    private static ProjectionStatus statusAt(ProjectionReport report, PlatformStatus previous, Instant now) {
        return ProjectionStatus.of(Optional.of(new ProjectionPoller.Polled(SHIP, report)), previous, now);
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
                null,
                null,
                List.of(new ConditionBuilder()
                        .withType("ProjectionCurrent")
                        .withStatus("True")
                        .withReason("Current")
                        .withMessage("m")
                        .build()));
    }
}
