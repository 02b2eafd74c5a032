package io.prontuario.operator.drill;

import io.prontuario.crds.CronSchedule;
import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.DrillSpec;
import io.prontuario.crds.v1alpha1.FailoverDrill;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Scenario;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.PlatformStatus.Drill;
import io.prontuario.crds.v1alpha1.PlatformStatus.Verdict;
import io.prontuario.operator.desired.PlatformRef;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the drill calendar at one time: what is due, the results, and whether it is overdue. Pure. Its only memory is the
 * status and the FailoverDrill objects, so that any leader can take over.
 */
final class DrillCalendar {
    private final PlatformRef platform;
    private final PlatformSpec spec;
    private final PlatformStatus status;
    private final List<FailoverDrill> all;
    private final Instant now;

    /**
     * @param all every drill of this platform, ended ones too
     */
    DrillCalendar(
            PlatformRef platform, PlatformSpec spec, PlatformStatus status, List<FailoverDrill> all, Instant now) {
        this.platform = platform;
        this.spec = spec;
        this.status = status;
        this.all = all;
        this.now = now;
    }

    /** @param entry for status */
    record EntryPlan(Drill entry, List<CalendarOrder> orders) {}

    /**
     * @param before the entry in status; null when it is new
     * @param others the other entries in status, for an audit
     */
    EntryPlan plan(DrillSpec entry, @Nullable Drill before, List<Drill> others) {
        CalendarEntryStatus result = new CalendarEntryStatus(entry, before);
        List<CalendarOrder> orders = new ArrayList<>();
        Optional<ScheduledRun> newest = newestRun(entry);
        if (newest.isPresent() && result.concerns(newest.get().scheduled())) {
            follow(entry, newest.get(), result, others, orders);
        } else if (result.runs()) {
            result.deleted();
        }
        CronSchedule schedule = CronSchedule.parse(
                entry.schedule(), CronSchedule.zone(entry.timeZone()).orElse(ZoneId.of("UTC")));
        if (entry.suspend()) {
            result.suspended();
        } else {
            result.scheduled(now);
            result.next(schedule.next(now));
            if (!result.runs()) {
                schedule.last(now)
                        .filter(due -> !due.isBefore(result.since())
                                && result.lastSchedule().map(due::isAfter).orElse(true))
                        .ifPresent(due -> due(entry, due, result, orders));
            }
            result.overdue(schedule.last(now.minus(Durations.parse(entry.duration())))
                    .filter(due -> !due.isBefore(result.since()))
                    .filter(due ->
                            result.succeeded().map(last -> last.isBefore(due)).orElse(true))
                    .isPresent());
        }
        forget(entry, orders);
        return new EntryPlan(result.toDrill(), orders);
    }

    private void due(DrillSpec entry, Instant due, CalendarEntryStatus result, List<CalendarOrder> orders) {
        Optional<DrillProblem> unsafe = unsafe(CalendarSteps.of(spec, entry).get(0));
        boolean late = now.isAfter(due.plusSeconds(entry.startingDeadlineSeconds()));
        if (late) {
            result.skipped(
                    due,
                    unsafe.orElseGet(() -> new DrillProblem(
                            "Missed",
                            "it did not begin within startingDeadlineSeconds: no operator ran, or it was not safe until"
                                    + " now; the next run is at its next time")));
        } else if (unsafe.isPresent()) {
            result.waits(unsafe.get());
        } else {
            begin(entry, due, 0, result, orders);
        }
    }

    private void begin(
            DrillSpec entry, Instant scheduled, int step, CalendarEntryStatus result, List<CalendarOrder> orders) {
        Scenario scenario = CalendarSteps.of(spec, entry).get(step);
        String name = platform.name() + "-" + entry.name() + "-" + scheduled.getEpochSecond() / 60 + "-" + (step + 1);
        Instant end = scheduled.plus(Durations.parse(entry.duration()));
        orders.add(new CalendarOrder.Begin(
                name, entry.name(), scheduled, CalendarSteps.drill(platform.name(), entry, scenario, end)));
        result.begun(scheduled, name);
    }

    private void follow(
            DrillSpec entry,
            ScheduledRun run,
            CalendarEntryStatus result,
            List<Drill> others,
            List<CalendarOrder> orders) {
        String name = run.newest().getMetadata().getName();
        if (run.active()) {
            result.begun(run.scheduled(), name);
            if (run.known(status, now) && !run.newest().getSpec().end()) {
                orders.add(new CalendarOrder.End(name));
            }
            return;
        }
        ScheduledRun.Result outcome = run.result();
        int steps = CalendarSteps.of(spec, entry).size();
        if (outcome.verdict() == Verdict.Passed && run.drills().size() < steps) {
            nextStep(entry, run, result, orders);
            return;
        }
        if (outcome.verdict() == Verdict.Passed && entry.scenario() == DrillSpec.Scenario.Audit) {
            outcome = audited(outcome, others);
        }
        result.ended(run.scheduled(), name, outcome, now);
    }

    /** Waits for the hosts to be admitted again, but not beyond the slot. */
    private void nextStep(DrillSpec entry, ScheduledRun run, CalendarEntryStatus result, List<CalendarOrder> orders) {
        int step = run.drills().size();
        Scenario scenario = CalendarSteps.of(spec, entry).get(step);
        Instant last = run.scheduled()
                .plus(Durations.parse(entry.duration()))
                .minus(Durations.parse(entry.hold()))
                .minusSeconds(entry.startingDeadlineSeconds());
        Optional<DrillProblem> unsafe = unsafe(scenario);
        String name = run.newest().getMetadata().getName();
        if (unsafe.isEmpty() && now.isBefore(last)) {
            begin(entry, run.scheduled(), step, result, orders);
        } else if (now.isBefore(last)) {
            result.begun(run.scheduled(), name);
        } else {
            result.ended(
                    run.scheduled(),
                    name,
                    new ScheduledRun.Result(
                            Verdict.Aborted,
                            "SlotExpired",
                            "the slot ended before " + scenario + " could begin: "
                                    + unsafe.map(DrillProblem::message).orElse("")
                                    + "; increase duration",
                            run.result().rto()),
                    now);
        }
    }

    private ScheduledRun.Result audited(ScheduledRun.Result outcome, List<Drill> others) {
        List<String> missing = others.stream()
                .filter(other -> other.since() != null && (other.overdue() || other.verdict() != Verdict.Passed))
                .map(other -> other.name() + " (" + (other.verdict() == null ? "never ran" : other.verdict())
                        + (other.overdue() ? ", overdue)" : ")"))
                .toList();
        return missing.isEmpty()
                ? outcome
                : new ScheduledRun.Result(
                        Verdict.Failed,
                        "EvidenceMissing",
                        "not passed in time: " + String.join(", ", missing) + "; run them, then audit again",
                        outcome.rto());
    }

    /** A health check is safe at any time; every other drill has preconditions, and one runs at a time. */
    private Optional<DrillProblem> unsafe(Scenario scenario) {
        Optional<String> other = all.stream()
                .filter(drill -> drill.getStatus() == null || !drill.getStatus().over())
                .map(drill -> drill.getMetadata().getName())
                .findFirst();
        if (other.isPresent()) {
            return Optional.of(new DrillProblem("AnotherDrillRuns", "one at a time: " + other.get() + " is running"));
        }
        return scenario == Scenario.HealthCheck ? Optional.empty() : DrillSafety.mayBegin(status);
    }

    private Optional<ScheduledRun> newestRun(DrillSpec entry) {
        List<FailoverDrill> own = CalendarLabels.of(entry.name(), all);
        return own.stream()
                .map(CalendarLabels::scheduled)
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .map(newest -> new ScheduledRun(
                        entry,
                        newest,
                        own.stream()
                                .filter(drill -> CalendarLabels.scheduled(drill)
                                        .filter(newest::equals)
                                        .isPresent())
                                .toList()));
    }

    private void forget(DrillSpec entry, List<CalendarOrder> orders) {
        List<FailoverDrill> ended = CalendarLabels.of(entry.name(), all).stream()
                .filter(drill -> drill.getStatus() != null && drill.getStatus().over())
                .toList();
        ended.subList(0, Math.max(0, ended.size() - entry.historyLimit()))
                .forEach(drill ->
                        orders.add(new CalendarOrder.Delete(drill.getMetadata().getName())));
    }
}
