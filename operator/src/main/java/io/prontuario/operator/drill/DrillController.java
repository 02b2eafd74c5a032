package io.prontuario.operator.drill;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.v1alpha1.DrillWrites;
import io.prontuario.crds.v1alpha1.FailoverDrill;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.data.WriteRoute;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.operator.event.EventRecorder;
import io.prontuario.operator.feature.Feature;
import io.prontuario.operator.feature.FeatureRuntime;
import io.prontuario.operator.feature.PassContext;
import io.prontuario.operator.feature.PeriodicTask;
import io.prontuario.operator.status.DrillStatusWriter;
import io.prontuario.operator.status.StatusReport;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The drills of one platform: reads them every second, takes the step that {@link DrillMachine} names, runs the calendar. Works on the leader only. */
public final class DrillController implements Feature {
    private static final Logger LOG = LoggerFactory.getLogger(DrillController.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final DrillReader reader;
    private final DrillRecorder recorder;
    private final DrillScheduler scheduler;
    private final FaultInForce faults;
    private final DrillLedger ledger;
    private final WriteRoutes routes;
    private final Clock clock;
    private final FeatureRuntime runtime;
    private final PeriodicTask task;
    private volatile @Nullable PassContext latest;

    /** Finds the way to the record's writer. */
    @FunctionalInterface
    public interface WriteRoutes {
        /** @param without boxes that are about to fail */
        WriteRoute of(PlatformSpec spec, Set<SiteName> without);
    }

    public DrillController(
            KubernetesClient client, EventRecorder events, WriteRoutes routes, Clock clock, FeatureRuntime runtime) {
        this.reader = new DrillReader(client);
        this.recorder = new DrillRecorder(new DrillStatusWriter(client), events);
        this.scheduler = new DrillScheduler(client, events, clock);
        this.faults = new FaultInForce(clock);
        this.ledger = new DrillLedger(runtime.log().threads("drill-writes"));
        this.routes = routes;
        this.clock = clock;
        this.runtime = runtime;
        this.task = runtime.task("drills", this::run);
    }

    @Override
    public void recorded(PassContext pass) {
        if (pass.runsDrills()) {
            latest = pass;
            task.every(INTERVAL);
        }
    }

    /** The fault that is in force now. */
    public Fault fault() {
        return faults.fault();
    }

    /** A pass has carried out everything it had to, with this fault in force. */
    public void passed(Fault carried) {
        faults.passed(carried);
    }

    /** The calendar's entries, as status has them until this process has read the drills itself; and whether they are on schedule. */
    @Override
    public StatusReport contribute(PassContext pass, StatusReport report) {
        PlatformStatus status = pass.status();
        StatusReport withDrills =
                report.withDrills(scheduler.entries().orElseGet(() -> status == null ? List.of() : status.drills()));
        return pass.runsDrills() ? withDrills.with(scheduler.condition(pass.spec())) : withDrills;
    }

    @Override
    public void close() {
        task.close();
        ledger.close();
    }

    private void run() {
        PassContext now = latest;
        if (!runtime.leads().getAsBoolean()) {
            scheduler.forget(); // the new leader's results are in status
            ledger.forget(); // what is acknowledged while another one leads is not known here
            return;
        }
        if (now == null) {
            return;
        }
        try {
            if (reader.read(now.ref()) instanceof DrillReader.Read.Drills read) {
                run(now, read.drills());
            } else {
                scheduler.typeMissing();
            }
        } catch (KubernetesClientException e) {
            LOG.warn("drills could not be read; a fault in force ends at its deadline", e);
        }
    }

    private void run(PassContext now, List<FailoverDrill> all) {
        List<FailoverDrill> open = all.stream()
                .filter(drill -> drill.getStatus() == null || !drill.getStatus().over())
                .sorted(Comparator.comparing(DrillMachine::isNew)
                        .thenComparing(drill -> drill.getMetadata().getCreationTimestamp())
                        .thenComparing(drill -> drill.getMetadata().getName()))
                .toList();
        Set<String> uids =
                open.stream().map(drill -> drill.getMetadata().getUid()).collect(Collectors.toSet());
        ledger.endUnless(uids);
        if (faults.endUnless(uids)) {
            runtime.requestPass().run();
        }
        for (FailoverDrill drill : open) {
            Optional<String> other = drill == open.get(0)
                    ? Optional.empty()
                    : Optional.of(open.get(0).getMetadata().getName());
            DrillStep step = step(now, drill, other);
            if (step instanceof DrillStep.PrepareWrites prepare) {
                prepare(now.spec(), drill.getMetadata().getUid(), prepare);
                step = step(now, drill, other);
            }
            take(now.ref(), drill, step);
        }
        // What begins or ends in this run is seen by the calendar in the next one.
        if (now.status() != null && scheduler.run(now.ref(), now.spec(), now.status(), all)) {
            runtime.requestPass().run();
        }
    }

    private DrillStep step(PassContext now, FailoverDrill drill, Optional<String> other) {
        LedgerState writes = ledger.state(drill.getMetadata().getUid());
        return new DrillMachine(now.spec(), now.status(), faults.restored(), writes, clock.instant())
                .step(drill, other);
    }

    private void prepare(PlatformSpec spec, String uid, DrillStep.PrepareWrites prepare) {
        WriteRoute route = routes.of(spec, prepare.struck());
        if (route instanceof WriteRoute.Known known) {
            ledger.begin(uid, known.route(), DrillPace.of(prepare.longest()));
        } else if (route instanceof WriteRoute.Unknown unknown) {
            ledger.known(uid, DrillWrites.notJudged(unknown.reason()));
        } else {
            ledger.known(uid, DrillWrites.noRecord());
        }
    }

    private void take(PlatformRef platform, FailoverDrill drill, DrillStep step) {
        if (step instanceof DrillStep.Refuse refuse) {
            recorder.refuse(platform, drill, refuse.problem());
        } else if (step instanceof DrillStep.Begin begin) {
            if (recorder.record(platform, drill, begin.status(), EventRecorder.Level.Warning, "DrillStarted")) {
                faults.begin(begin.fault());
                runtime.requestPass().run();
            }
        } else if (step instanceof DrillStep.Continue known) {
            if (faults.begin(known.fault())) { // this process has just begun to lead
                runtime.requestPass().run();
            }
        } else if (step instanceof DrillStep.Restore restore) {
            faults.end();
            runtime.requestPass().run();
            recorder.record(platform, drill, restore.status(), EventRecorder.Level.Normal, "DrillEnding");
        } else if (step instanceof DrillStep.AwaitPasses) {
            runtime.requestPass().run();
        } else if (step instanceof DrillStep.JudgeWrites) {
            ledger.judge(drill.getMetadata().getUid());
        } else if (step instanceof DrillStep.Finish finish) {
            recorder.record(
                    platform,
                    drill,
                    finish.status(),
                    finish.asked() ? EventRecorder.Level.Normal : EventRecorder.Level.Warning,
                    "DrillRestored");
        }
    }
}
