package io.prontuario.operator.drill;

import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.DrillSpec;
import io.prontuario.crds.v1alpha1.PlatformStatus.Drill;
import io.prontuario.crds.v1alpha1.PlatformStatus.Verdict;
import io.prontuario.operator.status.StatusTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Status of one calendar entry while it is being built: what status held before, and what this run changes. */
final class CalendarEntryStatus {
    private final String name;
    private @Nullable String since;
    private @Nullable String next;
    private @Nullable String lastSchedule;
    private @Nullable String lastRun;
    private @Nullable Verdict verdict;
    private @Nullable String reason;
    private @Nullable String message;
    private @Nullable String rto;
    private @Nullable String rpo;
    private @Nullable String succeeded;
    private boolean overdue;

    CalendarEntryStatus(DrillSpec entry, @Nullable Drill before) {
        name = entry.name();
        if (before != null) {
            since = before.since();
            lastSchedule = before.lastScheduleTime();
            lastRun = before.lastRun();
            verdict = before.verdict();
            reason = before.reason();
            message = before.message();
            rto = before.rto();
            rpo = before.rpo();
            succeeded = before.lastSuccessfulTime();
        }
    }

    /** Whether a run of this slot changes the entry: a newer slot, or the one that is running. */
    boolean concerns(Instant scheduled) {
        Optional<Instant> last = lastSchedule();
        return last.isEmpty() || scheduled.isAfter(last.get()) || scheduled.equals(last.get()) && runs();
    }

    boolean runs() {
        return verdict == Verdict.Running;
    }

    Optional<Instant> lastSchedule() {
        return StatusTime.read(lastSchedule);
    }

    Optional<Instant> succeeded() {
        return StatusTime.read(succeeded);
    }

    /** Since when it is not suspended; what was due before is ignored. */
    Instant since() {
        return StatusTime.read(since).orElse(Instant.MAX);
    }

    void suspended() {
        since = null;
        next = null;
    }

    void scheduled(Instant now) {
        since = since == null ? text(now) : since;
    }

    void next(Optional<Instant> time) {
        next = time.map(CalendarEntryStatus::text).orElse(null);
    }

    void overdue(boolean is) {
        overdue = is;
    }

    void waits(DrillProblem problem) {
        reason = "Waiting";
        message = "due; preconditions are not met (" + problem.reason() + "): " + problem.message();
    }

    void begun(Instant scheduled, String run) {
        lastSchedule = text(scheduled);
        lastRun = run;
        verdict = Verdict.Running;
        reason = "Running";
        message = run + " is running";
        rto = null;
        rpo = null;
    }

    void skipped(Instant scheduled, DrillProblem problem) {
        lastSchedule = text(scheduled);
        lastRun = null;
        verdict = Verdict.Skipped;
        reason = problem.reason();
        message = problem.message();
        rto = null;
        rpo = null;
    }

    void deleted() {
        verdict = Verdict.Aborted;
        reason = "Deleted";
        message = lastRun + " was deleted while it ran; set spec.end: true to end a drill";
    }

    void ended(Instant scheduled, String run, ScheduledRun.Result result, Instant now) {
        lastSchedule = text(scheduled);
        lastRun = run;
        verdict = result.verdict();
        reason = result.reason();
        message = result.message();
        rto = result.rto().map(Durations::format).orElse(null);
        rpo = result.rpo().map(Durations::format).orElse(null);
        if (verdict == Verdict.Passed) {
            succeeded = text(now);
        }
    }

    Drill toDrill() {
        return new Drill(
                name, since, next, lastSchedule, lastRun, verdict, reason, message, rto, rpo, succeeded, overdue);
    }

    private static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
