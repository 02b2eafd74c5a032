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
 * One entry of the calendar at one time: what is due, what has become of it, and whether it is overdue. Pure. What it knows it
 * reads from the status and the FailoverDrill objects, so that any leader can go on.
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

    /** @param standing what status shall say of it */
    record EntryPlan(Drill standing, List<CalendarOrder> orders) {}

    /**
     * @param before what status said of it
     * @param others what status said of the other entries: an audit looks at them
     */
    EntryPlan plan(DrillSpec entry, @Nullable Drill before, List<Drill> others) {
        CalendarEntryStatus standing = new CalendarEntryStatus(entry, before);
        List<CalendarOrder> orders = new ArrayList<>();
        Optional<ScheduledRun> newest = newestRun(entry);
        if (newest.isPresent() && standing.concerns(newest.get().scheduled())) {
            follow(entry, newest.get(), standing, others, orders);
        } else if (standing.runs()) {
            standing.deleted();
        }
        CronSchedule schedule = CronSchedule.parse(
                entry.schedule(), CronSchedule.zone(entry.timeZone()).orElse(ZoneId.of("UTC")));
        if (entry.suspend()) {
            standing.suspended();
        } else {
            standing.awake(now);
            standing.next(schedule.next(now));
            if (!standing.runs()) {
                schedule.last(now)
                        .filter(due -> !due.isBefore(standing.since())
                                && standing.lastSchedule().map(due::isAfter).orElse(true))
                        .ifPresent(due -> due(entry, due, standing, orders));
            }
            standing.overdue(schedule.last(now.minus(Durations.parse(entry.duration())))
                    .filter(due -> !due.isBefore(standing.since()))
                    .filter(due ->
                            standing.succeeded().map(last -> last.isBefore(due)).orElse(true))
                    .isPresent());
        }
        forget(entry, orders);
        return new EntryPlan(standing.toDrill(), orders);
    }

    private void due(DrillSpec entry, Instant due, CalendarEntryStatus standing, List<CalendarOrder> orders) {
        Optional<DrillProblem> unsafe = unsafe(CalendarSteps.of(spec, entry).get(0));
        boolean late = now.isAfter(due.plusSeconds(entry.startingDeadlineSeconds()));
        if (late) {
            standing.skipped(
                    due,
                    unsafe.orElseGet(() -> new DrillProblem(
                            "Missed",
                            "it could not begin within startingDeadlineSeconds: no operator looked, or it has become safe"
                                    + " only now; it comes again at its next time")));
        } else if (unsafe.isPresent()) {
            standing.waits(unsafe.get());
        } else {
            begin(entry, due, 0, standing, orders);
        }
    }

    private void begin(
            DrillSpec entry, Instant scheduled, int step, CalendarEntryStatus standing, List<CalendarOrder> orders) {
        Scenario scenario = CalendarSteps.of(spec, entry).get(step);
        String name = platform.name() + "-" + entry.name() + "-" + scheduled.getEpochSecond() / 60 + "-" + (step + 1);
        Instant end = scheduled.plus(Durations.parse(entry.duration()));
        orders.add(new CalendarOrder.Begin(
                name, entry.name(), scheduled, CalendarSteps.drill(platform.name(), entry, scenario, end)));
        standing.begun(scheduled, name);
    }

    private void follow(
            DrillSpec entry,
            ScheduledRun run,
            CalendarEntryStatus standing,
            List<Drill> others,
            List<CalendarOrder> orders) {
        String name = run.newest().getMetadata().getName();
        if (run.active()) {
            standing.begun(run.scheduled(), name);
            if (run.known(status, now) && !run.newest().getSpec().end()) {
                orders.add(new CalendarOrder.End(name));
            }
            return;
        }
        ScheduledRun.Result result = run.result();
        int steps = CalendarSteps.of(spec, entry).size();
        if (result.verdict() == Verdict.Passed && run.drills().size() < steps) {
            nextStep(entry, run, standing, orders);
            return;
        }
        if (result.verdict() == Verdict.Passed && entry.scenario() == DrillSpec.Scenario.Audit) {
            result = audited(result, others);
        }
        standing.ended(run.scheduled(), name, result, now);
    }

    /** The hosts come back slowly, so it waits; but not beyond its slot. */
    private void nextStep(DrillSpec entry, ScheduledRun run, CalendarEntryStatus standing, List<CalendarOrder> orders) {
        int step = run.drills().size();
        Scenario scenario = CalendarSteps.of(spec, entry).get(step);
        Instant last = run.scheduled()
                .plus(Durations.parse(entry.duration()))
                .minus(Durations.parse(entry.hold()))
                .minusSeconds(entry.startingDeadlineSeconds());
        Optional<DrillProblem> unsafe = unsafe(scenario);
        String name = run.newest().getMetadata().getName();
        if (unsafe.isEmpty() && now.isBefore(last)) {
            begin(entry, run.scheduled(), step, standing, orders);
        } else if (now.isBefore(last)) {
            standing.begun(run.scheduled(), name);
        } else {
            standing.ended(
                    run.scheduled(),
                    name,
                    new ScheduledRun.Result(
                            Verdict.Aborted,
                            "SlotOver",
                            "the slot was over before " + scenario + " could begin: "
                                    + unsafe.map(DrillProblem::message).orElse("")
                                    + "; make duration longer",
                            run.result().rto()),
                    now);
        }
    }

    private ScheduledRun.Result audited(ScheduledRun.Result result, List<Drill> others) {
        List<String> missing = others.stream()
                .filter(other -> other.since() != null && (other.overdue() || other.verdict() != Verdict.Passed))
                .map(other -> other.name() + " (" + (other.verdict() == null ? "never ran" : other.verdict())
                        + (other.overdue() ? ", overdue)" : ")"))
                .toList();
        return missing.isEmpty()
                ? result
                : new ScheduledRun.Result(
                        Verdict.Failed,
                        "EvidenceMissing",
                        "these have not passed in time: " + String.join(", ", missing)
                                + "; let them pass, then audit again",
                        result.rto());
    }

    /** A health check is safe at any time; everything else has its preconditions, and one at a time. */
    private Optional<DrillProblem> unsafe(Scenario scenario) {
        Optional<String> other = all.stream()
                .filter(drill -> drill.getStatus() == null || !drill.getStatus().over())
                .map(drill -> drill.getMetadata().getName())
                .findFirst();
        if (other.isPresent()) {
            return Optional.of(new DrillProblem("AnotherDrillRuns", "one at a time: " + other.get() + " runs"));
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
                        orders.add(new CalendarOrder.Forget(drill.getMetadata().getName())));
    }
}
