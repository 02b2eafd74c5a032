package io.prontuario.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.Policy;
import io.prontuario.crds.v1alpha1.JobSpec;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.act.ActionContext;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.operator.desired.ReportingJob;
import io.prontuario.operator.dns.DnsController;
import io.prontuario.operator.drill.DrillController;
import io.prontuario.operator.event.EventRecorder;
import io.prontuario.operator.metrics.OperatorMetrics;
import io.prontuario.operator.monitoring.MonitoringPublisher;
import io.prontuario.operator.observe.PeerClusterPoller;
import io.prontuario.operator.observe.ProbeScheduler;
import io.prontuario.operator.observe.ProjectionPoller;
import io.prontuario.operator.observe.ProjectionStatus;
import io.prontuario.operator.spec.AcceptedSpec;
import io.prontuario.operator.spec.SpecAdmission;
import io.prontuario.operator.status.OperatorCondition;
import io.prontuario.operator.status.StatusReport;
import io.prontuario.operator.webhook.WebhookNotifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One platform object's life in this process: validate, observe, decide, record, act, again and again. One pass at a time.
 */
final class ManagedPlatform implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ManagedPlatform.class);
    private static final Duration AT_ONCE = Duration.ofMillis(50);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration AFTER_BAD_SPEC = Duration.ofSeconds(30);

    private final OperatorRole operatorRole;
    private final Clock clock;
    private final SpecAdmission acceptance;
    private final ProbeScheduler probes;
    private final PeerClusterPoller remote;
    private final DnsController names;
    private final WebhookNotifier webhooks;
    private final DrillController drills;
    private final MonitoringPublisher monitoring;
    private final ProjectionPoller projection;
    private final ObservePhase observe;
    private final DecisionMemory decide;
    private final RecordPhase record;
    private final ActPhase act;
    private final EventRecorder events;
    private final OperatorMetrics metrics;
    private Optional<ActResult> lastAct = Optional.empty();
    private long lastTerm = -1;

    ManagedPlatform(
            OperatorRole operatorRole,
            Clock clock,
            SpecAdmission acceptance,
            ProbeScheduler probes,
            PeerClusterPoller remote,
            DnsController names,
            WebhookNotifier webhooks,
            DrillController drills,
            MonitoringPublisher monitoring,
            ProjectionPoller projection,
            DecisionMemory decide,
            RecordPhase record,
            ActPhase act,
            EventRecorder events,
            OperatorMetrics metrics) {
        this.operatorRole = operatorRole;
        this.clock = clock;
        this.acceptance = acceptance;
        this.probes = probes;
        this.remote = remote;
        this.names = names;
        this.webhooks = webhooks;
        this.drills = drills;
        this.monitoring = monitoring;
        this.projection = projection;
        this.observe = new ObservePhase(operatorRole, probes, names::publicSide);
        this.decide = decide;
        this.record = record;
        this.act = act;
        this.events = events;
        this.metrics = metrics;
    }

    /** The object was seen, by a leader or a follower: look at what its spec names. */
    void follow(ProntuarioPlatform platform) {
        acceptance.judge(platform).running().ifPresent(accepted -> {
            probes.follow(accepted.spec());
            names.follow(PlatformRef.of(platform), accepted.spec(), accepted.hash());
        });
    }

    /** A round of checks is complete and nobody here leads: count it, so that this replica is warm when it must lead. */
    void countEvidence() {
        acceptance
                .running()
                .ifPresent(accepted ->
                        decide.observe(Policies.of(accepted.spec(), operatorRole), observe.look(accepted), now()));
    }

    /**
     * One pass.
     *
     * @param platform as the API server holds it now
     * @param present the platform's objects as the caches know them
     * @return when to look again at the latest
     */
    synchronized Duration pass(ProntuarioPlatform platform, Collection<? extends HasMetadata> present, long term) {
        if (term != lastTerm) {
            // Somebody else may have led meanwhile: what this process last did says nothing any more.
            lastTerm = term;
            lastAct = Optional.empty();
        }
        SpecAdmission.Verdict verdict = acceptance.judge(platform);
        announceBadSpec(platform, verdict);
        if (verdict.running().isEmpty()) {
            return recordNothingAccepted(platform, verdict);
        }
        return pass(platform, verdict, verdict.running().get(), present, term);
    }

    private Duration pass(
            ProntuarioPlatform platform,
            SpecAdmission.Verdict verdict,
            AcceptedSpec accepted,
            Collection<? extends HasMetadata> present,
            long term) {
        if (operatorRole == OperatorRole.ONSITE) {
            remote.follow(platform, accepted);
        }
        PlatformRef ref = PlatformRef.of(platform);
        names.follow(ref, accepted.spec(), accepted.hash());
        projection.follow(ReportingJob.of(ref, accepted.spec(), operatorRole, JobSpec.Reports.Projection));
        Instant now = now();
        Policy policy = Policies.of(accepted.spec(), operatorRole);

        Observation seen = observe.look(accepted);
        Decision decision = decide.decide(policy, platform.getStatus(), seen, now);
        ProjectionStatus shipped = ProjectionStatus.of(projection.seen(), platform.getStatus(), now);
        PlatformStatus wanted = new StatusReport(
                        accepted.generation(),
                        accepted.hash(),
                        Policies.paused(policy, now),
                        decision.next(),
                        drills.calendar(platform.getStatus()),
                        shipped.projection(),
                        shipped.inbox(),
                        decision.conditions(),
                        ownConditions(platform, verdict, shipped))
                .toStatus(platform.getStatus(), now);
        Optional<PlatformStatus> recorded;
        try {
            recorded = record.record(platform, wanted);
        } catch (KubernetesClientException e) {
            LOG.warn("the decision could not be recorded, so nothing is done about it yet", e);
            decide.observe(policy, seen, now);
            return AFTER_TROUBLE;
        }
        if (recorded.isEmpty()) {
            return AT_ONCE;
        }
        decide.recorded(decision, recorded.get());
        metrics.decided(decision);
        metrics.drills(wanted.drills());
        metrics.projection(wanted);

        if (rehearses(accepted)) {
            drills.follow(ref, accepted.spec(), recorded.get());
        }
        monitoring.follow(ref, accepted.spec(), recorded.get());
        ActionContext context = new ActionContext(ref, accepted, decision.next(), term, answering(seen));
        if (lastAct.isEmpty()) {
            act.takeOver(context, now);
        }
        ActResult result = act.carryOut(decision, context, present);
        metrics.acted(result.writes());
        boolean news = lastAct.filter(result::sameAs).isEmpty();
        lastAct = Optional.of(result);
        return news ? AT_ONCE : decision.recheckAfter();
    }

    @Override
    public void close() {
        probes.close();
        remote.close();
        names.close();
        webhooks.close();
        drills.close();
        monitoring.close();
        projection.close();
    }

    /** One side only keeps the calendar and plays faults: the one that has the hosts. */
    private boolean rehearses(AcceptedSpec accepted) {
        return operatorRole == OperatorRole.ONSITE || accepted.spec().hosts().isEmpty();
    }

    private static Set<String> answering(Observation seen) {
        return seen.frontDoors().entrySet().stream()
                .filter(box -> box.getValue().reachable())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private List<OperatorCondition> ownConditions(
            ProntuarioPlatform platform, SpecAdmission.Verdict verdict, ProjectionStatus shipped) {
        List<OperatorCondition> own = new ArrayList<>();
        remote.condition().ifPresent(own::add);
        names.condition().ifPresent(own::add);
        webhooks.condition().ifPresent(own::add);
        monitoring.condition().ifPresent(own::add);
        shipped.condition().ifPresent(own::add);
        verdict.running()
                .filter(this::rehearses)
                .flatMap(accepted -> drills.condition(accepted.spec()))
                .ifPresent(own::add);
        own.addAll(lastAct.isEmpty() ? notActedYet(platform) : lastAct.get().conditions());
        own.addAll(SpecConditions.of(verdict, platform.getMetadata().getGeneration()));
        return own;
    }

    /** Until this process has acted, what the one before it found stands. */
    private static List<OperatorCondition> notActedYet(ProntuarioPlatform platform) {
        Optional<OperatorCondition> before = platform.getStatus() == null
                ? Optional.empty()
                : platform.getStatus().conditions().stream()
                        .filter(condition -> condition.getType().equals(OperatorCondition.WORKLOADS_APPLIED))
                        .map(OperatorCondition::of)
                        .findFirst();
        return List.of(before.orElseGet(() -> OperatorCondition.of(
                OperatorCondition.WORKLOADS_APPLIED,
                Condition.Status.Unknown,
                "NotYet",
                "nothing has been applied yet")));
    }

    private Duration recordNothingAccepted(ProntuarioPlatform platform, SpecAdmission.Verdict verdict) {
        long generation = platform.getMetadata().getGeneration();
        PlatformStatus wanted = StatusReport.nothingAccepted(
                platform.getStatus(), SpecConditions.of(verdict, generation), generation, now());
        record.record(platform, wanted);
        return AFTER_BAD_SPEC;
    }

    private void announceBadSpec(ProntuarioPlatform platform, SpecAdmission.Verdict verdict) {
        if (!verdict.problems().isEmpty() && acceptance.isNews(platform, verdict)) {
            events.record(
                    PlatformRef.of(platform),
                    EventRecorder.Level.Warning,
                    "InvalidSpec",
                    Long.toString(platform.getMetadata().getGeneration()),
                    SpecConditions.problems(verdict));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
