package io.prontuario.operator.observe;

import io.prontuario.continuity.model.Condition;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.observe.ProjectionReport.Answer;
import io.prontuario.operator.status.OperatorCondition;
import io.prontuario.operator.status.StatusTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What status says of the projection and the inbox. Pure. A number about the present is in status only while the job answers; what
 * was known earlier stays, with its time.
 *
 * @param projection absent where no job reports
 * @param inbox absent while its size is not known
 * @param condition ProjectionCurrent; absent where no job reports
 */
public record ProjectionStatus(
        PlatformStatus.@Nullable Projection projection,
        PlatformStatus.@Nullable Inbox inbox,
        Optional<OperatorCondition> condition) {
    /** Condition: whether the cloud holds what the record held a minute ago. */
    public static final String CURRENT = "ProjectionCurrent";
    /** A projection that is further behind is not current. The simulator uses the same bound. */
    public static final Duration BOUND = Duration.ofSeconds(60);
    /** An answer older than three intervals says nothing about the present. */
    private static final Duration STALE_AFTER = Duration.ofSeconds(90);

    /** No job of this cluster reports. */
    public static final ProjectionStatus NONE = new ProjectionStatus(null, null, Optional.empty());

    /** @param previous the status as it is now: the last answer that the leader before this one got */
    public static ProjectionStatus of(
            Optional<ProjectionPoller.Polled> polled, @Nullable PlatformStatus previous, Instant now) {
        return polled.map(last -> of(last, previous, now)).orElse(NONE);
    }

    private static ProjectionStatus of(ProjectionPoller.Polled polled, @Nullable PlatformStatus previous, Instant now) {
        String job = polled.job().name();
        if (polled.report() instanceof Answer answer) {
            return fresh(answer.at(), now)
                    ? current(job, answer)
                    : unknown(job, previous, "Pending", "not asked within the last " + STALE_AFTER.toSeconds() + " s");
        }
        if (polled.report() instanceof ProjectionReport.NoAnswer noAnswer) {
            return unknown(job, previous, "ShipperUnreachable", noAnswer.why());
        }
        Instant since = ((ProjectionReport.NotPolled) polled.report()).since();
        Optional<ProjectionStatus> before = fresh(since, now) ? previous(job, previous) : Optional.empty();
        return before.orElseGet(() -> unknown(job, previous, "Pending", job + " has not been asked yet"));
    }

    private static boolean fresh(Instant at, Instant now) {
        return now.isBefore(at.plus(STALE_AFTER));
    }

    private static ProjectionStatus current(String job, Answer answer) {
        Long lag = answer.asOf()
                .map(asOf -> Math.max(0, Duration.between(asOf, answer.at()).toSeconds()))
                .orElse(null);
        return new ProjectionStatus(
                new PlatformStatus.Projection(
                        job,
                        answer.at().toString(),
                        answer.asOf()
                                .map(asOf -> asOf.truncatedTo(ChronoUnit.MILLIS).toString())
                                .orElse(null),
                        lag,
                        boxed(answer.appliedSequence()),
                        boxed(answer.pending())),
                answer.inboxPending().isPresent()
                        ? new PlatformStatus.Inbox(
                                answer.inboxPending().getAsLong(), answer.at().toString())
                        : null,
                Optional.of(condition(job, answer, lag)));
    }

    private static OperatorCondition condition(String job, Answer answer, @Nullable Long lag) {
        if (lag == null) {
            return OperatorCondition.of(
                    CURRENT,
                    Condition.Status.Unknown,
                    "NothingShipped",
                    job + " has shipped nothing since it started: " + answer.reason());
        }
        return lag <= BOUND.toSeconds()
                ? OperatorCondition.of(
                        CURRENT,
                        Condition.Status.True,
                        "Current",
                        "the cloud holds what the record held at most " + BOUND.toSeconds() + " s ago")
                : OperatorCondition.of(
                        CURRENT,
                        Condition.Status.False,
                        "Lagging",
                        "the cloud lacks what was written after status.projection.dataAsOf; " + job + " says: "
                                + answer.reason());
    }

    /** What was known keeps its time; numbers about the present are removed. */
    private static ProjectionStatus unknown(
            String job, @Nullable PlatformStatus previous, String reason, String message) {
        PlatformStatus.Projection before = known(job, previous).orElse(null);
        return new ProjectionStatus(
                new PlatformStatus.Projection(
                        job,
                        before == null ? null : before.observedAt(),
                        before == null ? null : before.dataAsOf(),
                        null,
                        before == null ? null : before.appliedSequence(),
                        null),
                null,
                Optional.of(OperatorCondition.of(
                        CURRENT, Condition.Status.Unknown, reason, message + "; nothing else depends on it")));
    }

    /** As status has it, until this process has asked for itself. */
    private static Optional<ProjectionStatus> previous(String job, @Nullable PlatformStatus previous) {
        if (previous == null) {
            return Optional.empty();
        }
        return known(job, previous).flatMap(projection -> previous.conditions().stream()
                .filter(held -> held.getType().equals(CURRENT))
                .findFirst()
                .map(held ->
                        new ProjectionStatus(projection, previous.inbox(), Optional.of(OperatorCondition.of(held)))));
    }

    private static Optional<PlatformStatus.Projection> known(String job, @Nullable PlatformStatus previous) {
        return Optional.ofNullable(previous)
                .map(PlatformStatus::projection)
                .filter(projection -> projection.job().equals(job) && isTime(projection.dataAsOf()));
    }

    /** Absent, or a time: status may have been edited by hand. */
    private static boolean isTime(@Nullable String text) {
        return text == null || StatusTime.read(text).isPresent();
    }

    private static @Nullable Long boxed(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
