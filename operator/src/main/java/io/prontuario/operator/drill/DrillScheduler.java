package io.prontuario.operator.drill;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.prontuario.continuity.model.Condition;
import io.prontuario.crds.v1alpha1.DrillSpec;
import io.prontuario.crds.v1alpha1.FailoverDrill;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.PlatformStatus.Drill;
import io.prontuario.crds.v1alpha1.PlatformStatus.Verdict;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.operator.event.EventRecorder;
import io.prontuario.operator.status.OperatorCondition;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Carries out the orders of the drill calendar, keeps its entries for status, and writes Events about results. */
final class DrillScheduler {
    static final String CONDITION = "DrillsOnSchedule";

    private final KubernetesClient client;
    private final EventRecorder events;
    private final Clock clock;
    private volatile @Nullable List<Drill> entries;
    private volatile boolean typeMissing;

    DrillScheduler(KubernetesClient client, EventRecorder events, Clock clock) {
        this.client = client;
        this.events = events;
        this.clock = clock;
    }

    /** The calendar's entries as of the last run; empty before the first one. */
    Optional<List<Drill>> entries() {
        return Optional.ofNullable(entries);
    }

    /** Another process leads: what it writes into status counts from now on. */
    void forget() {
        entries = null;
    }

    /** The cluster has no FailoverDrill type. */
    void typeMissing() {
        typeMissing = true;
    }

    /**
     * @param all every drill of this platform, ended ones too
     * @return whether an entry has changed
     * @throws KubernetesClientException when an order was not carried out; then no entry changes, and the next run gives it again
     */
    boolean run(PlatformRef platform, PlatformSpec spec, PlatformStatus status, List<FailoverDrill> all) {
        typeMissing = false;
        List<Drill> before = entries().orElse(status.drills());
        List<Drill> after = new ArrayList<>();
        Instant now = clock.instant();
        for (DrillSpec entry : spec.drills()) {
            DrillCalendar.EntryPlan plan = new DrillCalendar(platform, spec, status, all, now)
                    .plan(
                            entry,
                            find(before, entry.name()).orElse(null),
                            before.stream()
                                    .filter(drill -> !drill.name().equals(entry.name()))
                                    .toList());
            plan.orders().forEach(order -> carryOut(platform, order));
            after.add(plan.entry());
        }
        boolean changed = !after.equals(before);
        entries = List.copyOf(after);
        after.forEach(drill -> report(platform, find(before, drill.name()), drill));
        return changed;
    }

    /** Empty while no entry is scheduled. */
    Optional<OperatorCondition> condition(PlatformSpec spec) {
        if (typeMissing && spec.drills().stream().anyMatch(entry -> !entry.suspend())) {
            return Optional.of(OperatorCondition.of(
                    CONDITION,
                    Condition.Status.Unknown,
                    "CustomResourceDefinitionMissing",
                    "this cluster has no FailoverDrill type; apply its CustomResourceDefinition"));
        }
        List<Drill> scheduled = entries().orElse(List.of()).stream()
                .filter(drill -> drill.since() != null)
                .toList();
        if (scheduled.isEmpty()) {
            return Optional.empty();
        }
        List<Drill> overdue = scheduled.stream().filter(Drill::overdue).toList();
        return Optional.of(
                overdue.isEmpty()
                        ? OperatorCondition.of(
                                CONDITION,
                                Condition.Status.True,
                                "OnSchedule",
                                "next: "
                                        + scheduled.stream()
                                                .map(drill -> drill.name() + " at " + drill.next())
                                                .collect(Collectors.joining(", ")))
                        : OperatorCondition.of(
                                CONDITION,
                                Condition.Status.False,
                                "Overdue",
                                overdue.stream().map(DrillScheduler::overdue).collect(Collectors.joining("; "))));
    }

    private static String overdue(Drill drill) {
        return drill.name() + " has not passed since "
                + (drill.lastSuccessfulTime() == null
                        ? "it was scheduled at " + drill.since()
                        : drill.lastSuccessfulTime())
                + (drill.verdict() == null
                        ? ""
                        : " (last: " + drill.verdict() + ", " + drill.reason() + ": " + drill.message() + ")");
    }

    private void carryOut(PlatformRef platform, CalendarOrder order) {
        var drills = client.resources(FailoverDrill.class).inNamespace(platform.namespace());
        if (order instanceof CalendarOrder.Begin begin) {
            FailoverDrill drill = new FailoverDrill();
            drill.setMetadata(CalendarLabels.metadata(platform, begin));
            drill.setSpec(begin.spec());
            try {
                drills.resource(drill).create();
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) { // made by the leader before this one
                    throw e;
                }
            }
        } else if (order instanceof CalendarOrder.End end) {
            drills.withName(end.name()).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"end\":true}}");
        } else if (order instanceof CalendarOrder.Delete delete) {
            drills.withName(delete.name()).delete();
        }
    }

    private void report(PlatformRef platform, Optional<Drill> before, Drill after) {
        Verdict verdict = after.verdict();
        boolean sameResult = before.filter(drill -> drill.verdict() == verdict
                        && Objects.equals(drill.lastScheduleTime(), after.lastScheduleTime()))
                .isPresent();
        if (verdict != null && verdict != Verdict.Running && !sameResult) {
            events.record(
                    platform,
                    verdict == Verdict.Passed ? EventRecorder.Level.Normal : EventRecorder.Level.Warning,
                    "Drill" + verdict,
                    after.name() + "|" + after.lastScheduleTime(),
                    after.name() + ", due at " + after.lastScheduleTime() + ": " + after.reason() + ": "
                            + after.message());
        }
        if (after.overdue() && !before.map(Drill::overdue).orElse(false)) {
            events.record(
                    platform,
                    EventRecorder.Level.Warning,
                    "DrillOverdue",
                    after.name() + "|" + after.lastScheduleTime() + "|" + after.lastSuccessfulTime(),
                    overdue(after));
        }
    }

    private static Optional<Drill> find(List<Drill> drills, String name) {
        return drills.stream().filter(drill -> drill.name().equals(name)).findFirst();
    }
}
