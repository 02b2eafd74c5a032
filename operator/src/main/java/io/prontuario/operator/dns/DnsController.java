package io.prontuario.operator.dns;

import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.DnsTarget;
import io.prontuario.continuity.model.Observation.PublicSide;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.HealthSpec;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.operator.event.EventRecorder;
import io.prontuario.operator.feature.Feature;
import io.prontuario.operator.feature.FeatureRuntime;
import io.prontuario.operator.feature.PassContext;
import io.prontuario.operator.feature.PeriodicTask;
import io.prontuario.operator.secret.SecretReader;
import io.prontuario.operator.spec.AcceptedSpec;
import io.prontuario.operator.status.OperatorCondition;
import io.prontuario.operator.status.StatusReport;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one platform's DNS name. In the cloud it keeps the public view and probes the hospital's public addresses; on site it
 * keeps the on-site view. Only a leader's order writes a record, and an order expires after {@link DnsOrder#VALID}: a process
 * that no longer leads repeats none. Runs every {@code spec.health.interval}, and at once when the target changes.
 */
public final class DnsController implements Feature {
    private final OperatorRole role;
    private final FeatureRuntime runtime;
    private final PeriodicTask task;
    private final DnsRecordSync records;
    private final ExternalReachabilityProbe external = new ExternalReachabilityProbe();
    private volatile @Nullable Subject subject;
    private volatile @Nullable DnsOrder order;
    private volatile @Nullable OperatorCondition condition;

    /** What to keep. */
    private record Subject(PlatformRef platform, DnsView view, AcceptedSpec accepted) {
        boolean isFor(AcceptedSpec other) {
            return accepted.hash().equals(other.hash());
        }
    }

    public DnsController(OperatorRole role, SecretReader secrets, EventRecorder events, FeatureRuntime runtime) {
        this.role = role;
        this.runtime = runtime;
        this.records = new DnsRecordSync(new DnsProviders(secrets), new DnsEvents(events));
        this.task = runtime.task("dns", this::run);
    }

    /** Follows on followers too, so that a new leader knows whether the hospital answers from outside. */
    @Override
    public synchronized void follow(PassContext pass) {
        Subject before = subject;
        if (before != null && before.isFor(pass.accepted())) {
            return;
        }
        Optional<? extends DnsView> view =
                role == OperatorRole.CLOUD ? DnsView.publicOf(pass.spec()) : DnsView.onsiteOf(pass.spec());
        if (view.isEmpty()) {
            task.pause();
            subject = null;
            condition = null;
            return;
        }
        subject = new Subject(pass.ref(), view.get(), pass.accepted());
        task.every(Durations.parse(pass.spec().health().interval()));
    }

    /** The leader's recorded decision; without a target in it the record stays as it is. */
    public void order(List<Action> actions) {
        Optional<DnsTarget> target = actions.stream()
                .filter(Action.PointName.class::isInstance)
                .map(action -> ((Action.PointName) action).target())
                .findFirst();
        DnsOrder before = order;
        order = new DnsOrder(target, System.nanoTime());
        if (subject != null && (before == null || !before.target().equals(target))) {
            task.runNow();
        }
    }

    /** The hospital as seen from outside; empty where this side keeps no public view. */
    public Optional<PublicSide> publicSide() {
        Subject now = subject;
        return now != null && now.view() instanceof DnsView.Public ? Optional.of(external.seen()) : Optional.empty();
    }

    @Override
    public StatusReport contribute(PassContext pass, StatusReport report) {
        return report.with(condition());
    }

    @Override
    public void close() {
        task.close();
    }

    /** Whether the record is as it should be; empty where this side keeps none. */
    private Optional<OperatorCondition> condition() {
        Subject now = subject;
        OperatorCondition known = condition;
        return now == null ? Optional.empty() : Optional.of(known == null ? DnsConditions.pending(now.view()) : known);
    }

    private void run() {
        Subject now = subject;
        if (now == null) {
            return;
        }
        OperatorCondition before = condition;
        PublicSide sideBefore = external.seen();
        DnsRecordSync.Result result = records.sync(now.platform(), now.view(), order, sideBefore);
        result.condition().ifPresent(known -> condition = known);
        if (now.view() instanceof DnsView.Public view) {
            HealthSpec health = now.accepted().spec().health();
            external.probe(
                    view.view().siteAddresses(),
                    view.view().port(),
                    Durations.parse(health.timeout()),
                    result.serverAnswered(),
                    health.failureThreshold());
        }
        OperatorCondition after = condition;
        if (sideBefore != external.seen() || after != null && !after.equals(before)) {
            runtime.requestPass().run();
        }
    }
}
