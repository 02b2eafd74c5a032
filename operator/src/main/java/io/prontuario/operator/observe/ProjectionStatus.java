package io.prontuario.operator.observe;

import io.prontuario.continuity.model.Condition;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.observe.ProjectionReport.Told;
import io.prontuario.operator.status.OperatorCondition;
import io.prontuario.operator.status.StatusTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What status says of the projection and the inbox. Pure. A number about the present is there only as long as somebody who knows
 * it answers; what was known stays with its time.
 *
 * @param projection absent where no job reports
 * @param inbox absent while it is not known
 * @param condition ProjectionCurrent; absent where no job reports
 */
public record ProjectionStatus(
        PlatformStatus.@Nullable Projection projection,
        PlatformStatus.@Nullable Inbox inbox,
        Optional<OperatorCondition> condition) {
    /** Whether an emergency would be served with what the record held a moment ago. */
    public static final String CURRENT = "ProjectionCurrent";
    /** A projection that is further behind is not current. The simulator counts with the same. */
    public static final Duration BOUND = Duration.ofSeconds(60);
    /** What was heard longer ago than three looks says nothing of the present. */
    private static final Duration HEARSAY = Duration.ofSeconds(90);

    /** No job of this cluster reports. */
    public static final ProjectionStatus NONE = new ProjectionStatus(null, null, Optional.empty());

    /** @param previous the status as it is now: what the leader before this one had heard */
    public static ProjectionStatus of(
            Optional<ProjectionPoller.Seen> seen, @Nullable PlatformStatus previous, Instant now) {
        return seen.map(look -> of(look, previous, now)).orElse(NONE);
    }

    private static ProjectionStatus of(ProjectionPoller.Seen look, @Nullable PlatformStatus previous, Instant now) {
        String job = look.job().name();
        if (look.view() instanceof Told told) {
            return fresh(told.at(), now) ? told(job, told) : unknown(job, previous, "NotLooked", "not asked lately");
        }
        if (look.view() instanceof ProjectionReport.Silent silent) {
            return unknown(job, previous, "ShipperSilent", silent.why());
        }
        Instant since = ((ProjectionReport.NotLooked) look.view()).since();
        Optional<ProjectionStatus> before = fresh(since, now) ? standing(job, previous) : Optional.empty();
        return before.orElseGet(() -> unknown(job, previous, "NotLooked", job + " has not been asked yet"));
    }

    private static boolean fresh(Instant at, Instant now) {
        return now.isBefore(at.plus(HEARSAY));
    }

    private static ProjectionStatus told(String job, Told told) {
        Long lag = told.asOf()
                .map(asOf -> Math.max(0, Duration.between(asOf, told.at()).toSeconds()))
                .orElse(null);
        return new ProjectionStatus(
                new PlatformStatus.Projection(
                        job,
                        told.at().toString(),
                        told.asOf()
                                .map(asOf -> asOf.truncatedTo(ChronoUnit.MILLIS).toString())
                                .orElse(null),
                        lag,
                        boxed(told.appliedSequence()),
                        boxed(told.pending())),
                told.inboxPending().isPresent()
                        ? new PlatformStatus.Inbox(
                                told.inboxPending().getAsLong(), told.at().toString())
                        : null,
                Optional.of(condition(job, told, lag)));
    }

    private static OperatorCondition condition(String job, Told told, @Nullable Long lag) {
        if (lag == null) {
            return OperatorCondition.of(
                    CURRENT,
                    Condition.Status.Unknown,
                    "NothingShipped",
                    job + " has shipped nothing since it started: " + told.reason());
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
                        "Lags",
                        "the cloud lacks what was written after status.projection.dataAsOf; " + job + " says: "
                                + told.reason());
    }

    /** What was known keeps its time; of the present nothing is said. */
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
    private static Optional<ProjectionStatus> standing(String job, @Nullable PlatformStatus previous) {
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

    /** Nothing, or a time: somebody may have edited the status by hand. */
    private static boolean isTime(@Nullable String text) {
        return text == null || StatusTime.read(text).isPresent();
    }

    private static @Nullable Long boxed(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
