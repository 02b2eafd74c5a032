package io.prontuario.operator.drill;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.FailoverDrill;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec;
import io.prontuario.crds.v1alpha1.FailoverDrillStatus;
import io.prontuario.crds.v1alpha1.FailoverDrillStatus.Phase;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.operator.event.EventRecorder;
import io.prontuario.operator.status.DrillStatusWriter;
import io.prontuario.operator.status.OperatorCondition;
import io.prontuario.operator.status.StatusTime;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The drills of one platform, on a thread of their own; the leader on site only. A fault is in force while its object is Running
 * and its deadline has not come: the deadline is checked at every pass by this process's clock alone, so that neither a dead
 * runner nor a silent API server prolongs it.
 */
public final class DrillController implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DrillController.class);
    private static final long EVERY_MILLIS = 1_000;
    /** A cluster without the type is asked again only so often. */
    private static final int WITHOUT_TYPE = 30;
    /** The end that its runner asked for. */
    static final String REQUESTED = "Requested";
    /** The end that nobody asked for. */
    static final String DEAD_MAN = "DeadMan";
    /** One pass carries routes and objects out; the second has seen the first succeed. */
    private static final int PASSES_TO_RESTORE = 2;

    private final KubernetesClient client;
    private final DrillRecorder recorder;
    private final Clock clock;
    private final BooleanSupplier leads;
    private final Runnable onChange;
    private final DrillScheduler calendar;
    private @Nullable ScheduledExecutorService thread;
    private int skip;
    private volatile @Nullable Seen seen;
    private volatile @Nullable Active active;
    /** Passes in a row that carried out everything, and no fault. */
    private volatile int wholePasses;

    private record Seen(PlatformRef platform, PlatformSpec spec, @Nullable PlatformStatus status) {}

    private record Active(String uid, Fault fault, Instant deadline) {}

    /** @param onChange asks for a pass */
    public DrillController(
            KubernetesClient client,
            DrillStatusWriter writer,
            EventRecorder events,
            Clock clock,
            BooleanSupplier leads,
            Runnable onChange) {
        this.client = client;
        this.recorder = new DrillRecorder(writer, events);
        this.clock = clock;
        this.leads = leads;
        this.onChange = onChange;
        this.calendar = new DrillScheduler(client, events, clock);
    }

    /** The platform as this pass has read it. */
    public synchronized void follow(PlatformRef platform, PlatformSpec spec, @Nullable PlatformStatus status) {
        seen = new Seen(platform, spec, status);
        if (thread == null) {
            ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(1, work -> {
                Thread made = new Thread(work, "drills");
                made.setDaemon(true);
                return made;
            });
            started.scheduleWithFixedDelay(this::look, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
            thread = started;
        }
    }

    /** The fault that is in force now. */
    public Fault fault() {
        Active now = active;
        return now == null || !clock.instant().isBefore(now.deadline()) ? Fault.none() : now.fault();
    }

    /** What status shall say of the calendar; until this process has looked, what it says. */
    public List<PlatformStatus.Drill> calendar(@Nullable PlatformStatus status) {
        return calendar.standing().orElseGet(() -> status == null ? List.of() : status.drills());
    }

    /** Whether the drills of the calendar have passed in time; empty while it asks for none. */
    public Optional<OperatorCondition> condition(PlatformSpec spec) {
        return calendar.condition(spec);
    }

    /** A pass has carried out everything it had to, with this fault in force. */
    public void passed(Fault carried) {
        wholePasses = carried.hosts().isEmpty() ? wholePasses + 1 : 0;
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.shutdownNow();
        }
    }

    private void look() {
        Seen now = seen;
        if (!leads.getAsBoolean()) {
            calendar.forget(); // whoever leads meanwhile knows better; what it found is in status
            return;
        }
        if (now == null || skip-- > 0) {
            return;
        }
        skip = 0;
        try {
            List<FailoverDrill> all =
                    client
                            .resources(FailoverDrill.class)
                            .inNamespace(now.platform().namespace())
                            .list()
                            .getItems()
                            .stream()
                            .filter(drill -> drill.getSpec() != null
                                    && now.platform()
                                            .name()
                                            .equals(drill.getSpec().platform()))
                            .toList();
            List<FailoverDrill> drills = all.stream()
                    .filter(drill ->
                            drill.getStatus() == null || !drill.getStatus().over())
                    .sorted(Comparator.comparing(DrillController::isNew)
                            .thenComparing(drill -> drill.getMetadata().getCreationTimestamp())
                            .thenComparing(drill -> drill.getMetadata().getName()))
                    .toList();
            follow(now, drills);
            // What was begun and ended just now is seen in the next round.
            if (now.status() != null && calendar.look(now.platform(), now.spec(), now.status(), all)) {
                onChange.run();
            }
        } catch (KubernetesClientException e) {
            skip = e.getCode() == HttpURLConnection.HTTP_NOT_FOUND ? WITHOUT_TYPE : 0;
            if (skip > 0) {
                calendar.typeMissing();
            } else {
                LOG.warn("drills could not be read; a fault in force ends at its deadline", e);
            }
        } catch (RuntimeException e) {
            // An exception would end the schedule for good.
            LOG.warn("looking after drills failed", e);
        }
    }

    private static boolean isNew(FailoverDrill drill) {
        return drill.getStatus() == null || drill.getStatus().phase() == null;
    }

    private void follow(Seen now, List<FailoverDrill> drills) {
        Active before = active;
        if (before != null
                && drills.stream()
                        .noneMatch(drill -> drill.getMetadata().getUid().equals(before.uid()))) {
            active = null; // deleted: nothing may be left of it
            onChange.run();
        }
        for (int i = 0; i < drills.size(); i++) {
            FailoverDrill drill = drills.get(i);
            if (!isNew(drill)) {
                goOn(now, drill);
            } else if (i > 0) {
                recorder.refuse(
                        now.platform(),
                        drill,
                        new DrillProblem(
                                "AnotherDrillRuns",
                                "one at a time: wait until "
                                        + drills.get(0).getMetadata().getName() + " has ended, or end it"));
            } else {
                begin(now, drill);
            }
        }
    }

    private void begin(Seen now, FailoverDrill drill) {
        Optional<Instant> deadline = deadline(drill);
        Optional<DrillProblem> untimely = DrillSafety.deadline(deadline, clock.instant());
        if (untimely.isPresent()) {
            recorder.refuse(now.platform(), drill, untimely.get());
            return;
        }
        DrillTargets.Resolved resolved = DrillTargets.resolve(now.spec(), drill.getSpec());
        if (resolved instanceof DrillTargets.Resolved.Impossible impossible) {
            recorder.refuse(now.platform(), drill, impossible.problem());
            return;
        }
        Optional<DrillProblem> unsafe = nothingFails(drill) ? Optional.empty() : DrillSafety.mayBegin(now.status());
        if (unsafe.isPresent()) {
            recorder.refuse(now.platform(), drill, unsafe.get());
            return;
        }
        Fault fault = ((DrillTargets.Resolved.Targets) resolved).fault();
        FailoverDrillStatus running = FailoverDrillStatus.of(
                Phase.Running,
                "InForce",
                "the fault is undone at " + deadline.get() + " at the latest",
                DrillRecorder.targets(fault),
                text(clock.instant()));
        // Recorded before it is in force: whoever leads next knows what to undo.
        if (recorder.record(now.platform(), drill, running, EventRecorder.Level.Warning, "DrillStarted")) {
            active = new Active(drill.getMetadata().getUid(), fault, deadline.get());
            onChange.run();
        }
    }

    private void goOn(Seen now, FailoverDrill drill) {
        FailoverDrillStatus status = drill.getStatus();
        if (status.phase() == Phase.Restoring) {
            restored(now, drill, status);
            return;
        }
        Optional<Instant> deadline = deadline(drill);
        Fault fault = DrillTargets.resolve(now.spec(), drill.getSpec()) instanceof DrillTargets.Resolved.Targets known
                ? known.fault()
                : Fault.none();
        Optional<DrillProblem> end = whyEnd(now, drill, deadline, fault);
        if (end.isEmpty()) {
            if (active == null) { // a new leader
                active = new Active(drill.getMetadata().getUid(), fault, deadline.orElse(Instant.MIN));
                onChange.run();
            }
            return;
        }
        active = null;
        wholePasses = 0;
        onChange.run();
        Optional<Instant> started = StatusTime.read(status.startedAt());
        Optional<Instant> served =
                started.flatMap(from -> DrillOutcome.servedAt(drill.getSpec().scenario(), from, now.status()));
        recorder.record(
                now.platform(),
                drill,
                new FailoverDrillStatus(
                        Phase.Restoring,
                        end.get().reason(),
                        end.get().message(),
                        status.targets(),
                        status.startedAt(),
                        served.map(DrillController::text).orElse(null),
                        served.map(to -> Durations.format(Duration.between(started.get(), to)))
                                .orElse(null),
                        null),
                EventRecorder.Level.Normal,
                "DrillEnding");
    }

    private Optional<DrillProblem> whyEnd(Seen now, FailoverDrill drill, Optional<Instant> deadline, Fault fault) {
        if (drill.getSpec().end()) {
            return Optional.of(new DrillProblem(REQUESTED, "ended by its runner"));
        }
        if (deadline.isEmpty() || !clock.instant().isBefore(deadline.get())) {
            return Optional.of(new DrillProblem(
                    DEAD_MAN, "its deadline came and nobody had ended it: the runner is gone; undone by the operator"));
        }
        return nothingFails(drill)
                ? DrillSafety.healthy(now.status())
                : DrillSafety.mayGoOn(
                        now.status(), DrillTargets.meant(drill.getSpec().scenario(), fault));
    }

    private static boolean nothingFails(FailoverDrill drill) {
        return drill.getSpec().driver() == FailoverDrillSpec.Driver.None;
    }

    private void restored(Seen now, FailoverDrill drill, FailoverDrillStatus status) {
        if (wholePasses < PASSES_TO_RESTORE) {
            onChange.run();
            return;
        }
        recorder.record(
                now.platform(),
                drill,
                new FailoverDrillStatus(
                        Phase.Restored,
                        status.reason(),
                        status.message(),
                        status.targets(),
                        status.startedAt(),
                        status.servedAt(),
                        status.rto(),
                        text(clock.instant())),
                REQUESTED.equals(status.reason()) ? EventRecorder.Level.Normal : EventRecorder.Level.Warning,
                "DrillRestored");
    }

    private static Optional<Instant> deadline(FailoverDrill drill) {
        try {
            return Optional.of(OffsetDateTime.parse(drill.getSpec().deadline()).toInstant());
        } catch (DateTimeParseException noSuchTime) {
            return Optional.empty();
        }
    }

    private static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
