package io.prontuario.operator.drill;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.crds.v1alpha1.FailoverDrill;
import io.prontuario.crds.v1alpha1.FailoverDrillStatus;
import io.prontuario.crds.v1alpha1.FailoverDrillStatus.Phase;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.act.Announcer;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.operator.status.DrillStatusWriter;
import java.net.HttpURLConnection;
import java.time.Clock;
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
public final class DrillLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DrillLoop.class);
    private static final long EVERY_MILLIS = 1_000;
    /** A cluster without the type is asked again only so often. */
    private static final int WITHOUT_TYPE = 30;
    /** One pass carries routes and objects out; the second has seen the first succeed. */
    private static final int PASSES_TO_RESTORE = 2;

    private final KubernetesClient client;
    private final DrillStatusWriter writer;
    private final Announcer announcer;
    private final Clock clock;
    private final BooleanSupplier leads;
    private final Runnable onChange;
    private @Nullable ScheduledExecutorService thread;
    private int skip;
    private volatile @Nullable Seen seen;
    private volatile @Nullable Active active;
    /** Passes in a row that carried out everything, and no fault. */
    private volatile int wholePasses;

    private record Seen(PlatformRef platform, PlatformSpec spec, @Nullable PlatformStatus status) {}

    private record Active(String uid, Fault fault, Instant deadline) {}

    /** @param onChange asks for a pass */
    public DrillLoop(
            KubernetesClient client,
            DrillStatusWriter writer,
            Announcer announcer,
            Clock clock,
            BooleanSupplier leads,
            Runnable onChange) {
        this.client = client;
        this.writer = writer;
        this.announcer = announcer;
        this.clock = clock;
        this.leads = leads;
        this.onChange = onChange;
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
        if (now == null || !leads.getAsBoolean() || skip-- > 0) {
            return;
        }
        skip = 0;
        try {
            List<FailoverDrill> drills =
                    client
                            .resources(FailoverDrill.class)
                            .inNamespace(now.platform().namespace())
                            .list()
                            .getItems()
                            .stream()
                            .filter(drill -> drill.getSpec() != null
                                    && now.platform()
                                            .name()
                                            .equals(drill.getSpec().platform())
                                    && (drill.getStatus() == null
                                            || !drill.getStatus().over()))
                            .sorted(Comparator.comparing(DrillLoop::isNew)
                                    .thenComparing(drill -> drill.getMetadata().getCreationTimestamp())
                                    .thenComparing(drill -> drill.getMetadata().getName()))
                            .toList();
            follow(now, drills);
        } catch (KubernetesClientException e) {
            skip = e.getCode() == HttpURLConnection.HTTP_NOT_FOUND ? WITHOUT_TYPE : 0;
            if (skip == 0) {
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
                refuse(
                        now,
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
        if (deadline.isEmpty() || !clock.instant().isBefore(deadline.get())) {
            refuse(now, drill, new DrillProblem("TooLate", "spec.deadline: is over, or no time; begin another drill"));
            return;
        }
        DrillTargets.Resolved resolved = DrillTargets.resolve(now.spec(), drill.getSpec());
        if (resolved instanceof DrillTargets.Resolved.Impossible impossible) {
            refuse(now, drill, impossible.problem());
            return;
        }
        Optional<DrillProblem> unsafe = DrillSafety.mayBegin(now.status());
        if (unsafe.isPresent()) {
            refuse(now, drill, unsafe.get());
            return;
        }
        Fault fault = ((DrillTargets.Resolved.Targets) resolved).fault();
        FailoverDrillStatus running = new FailoverDrillStatus(
                Phase.Running,
                "InForce",
                "the fault is undone at " + deadline.get() + " at the latest",
                targets(fault),
                text(clock.instant()),
                null);
        // Recorded before it is in force: whoever leads next knows what to undo.
        if (record(now, drill, running, Announcer.Level.Warning, "DrillStarted")) {
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
        record(
                now,
                drill,
                new FailoverDrillStatus(
                        Phase.Restoring,
                        end.get().reason(),
                        end.get().message(),
                        status.targets(),
                        status.startedAt(),
                        null),
                Announcer.Level.Normal,
                "DrillEnding");
    }

    private Optional<DrillProblem> whyEnd(Seen now, FailoverDrill drill, Optional<Instant> deadline, Fault fault) {
        if (drill.getSpec().end()) {
            return Optional.of(new DrillProblem("Requested", "ended by its runner"));
        }
        if (deadline.isEmpty() || !clock.instant().isBefore(deadline.get())) {
            return Optional.of(new DrillProblem(
                    "DeadMan",
                    "its deadline came and nobody had ended it: the runner is gone; undone by the operator"));
        }
        return DrillSafety.mayGoOn(now.status(), fault.hosts());
    }

    private void restored(Seen now, FailoverDrill drill, FailoverDrillStatus status) {
        if (wholePasses < PASSES_TO_RESTORE) {
            onChange.run();
            return;
        }
        record(
                now,
                drill,
                new FailoverDrillStatus(
                        Phase.Restored,
                        status.reason(),
                        status.message(),
                        status.targets(),
                        status.startedAt(),
                        text(clock.instant())),
                "Requested".equals(status.reason()) ? Announcer.Level.Normal : Announcer.Level.Warning,
                "DrillRestored");
    }

    private void refuse(Seen now, FailoverDrill drill, DrillProblem problem) {
        record(
                now,
                drill,
                new FailoverDrillStatus(Phase.Refused, problem.reason(), problem.message(), List.of(), null, null),
                Announcer.Level.Warning,
                "DrillRefused");
    }

    private boolean record(
            Seen now, FailoverDrill drill, FailoverDrillStatus status, Announcer.Level level, String reason) {
        if (!writer.write(drill, status)) {
            return false; // somebody changed it meanwhile; looked at again in a second
        }
        announcer.announce(
                now.platform(),
                level,
                reason,
                drill.getMetadata().getUid() + "|" + status.phase(),
                drill.getMetadata().getName() + " (" + drill.getSpec().scenario() + " by "
                        + drill.getSpec().driver() + (status.targets().isEmpty() ? "" : " of ")
                        + String.join(", ", status.targets()) + "): " + status.message());
        return true;
    }

    private static List<String> targets(Fault fault) {
        return fault.hosts().stream()
                .map(host -> fault.service().map(service -> service + " on ").orElse("") + host)
                .sorted()
                .toList();
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
