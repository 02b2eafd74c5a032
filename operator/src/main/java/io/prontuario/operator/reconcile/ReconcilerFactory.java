package io.prontuario.operator.reconcile;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.prontuario.continuity.decide.FailoverDecider;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.operator.act.ActionDispatcher;
import io.prontuario.operator.act.AdmitExecutor;
import io.prontuario.operator.act.AnnounceExecutor;
import io.prontuario.operator.act.Certificates;
import io.prontuario.operator.act.FrontDoorExecutors;
import io.prontuario.operator.act.FrontDoorFanOut;
import io.prontuario.operator.act.HeartbeatSender;
import io.prontuario.operator.act.ObjectApplier;
import io.prontuario.operator.act.RouteExecutor;
import io.prontuario.operator.data.RecordWriter;
import io.prontuario.operator.data.WriterEvents;
import io.prontuario.operator.dns.DnsController;
import io.prontuario.operator.drill.DrillController;
import io.prontuario.operator.event.EventRecorder;
import io.prontuario.operator.feature.Feature;
import io.prontuario.operator.feature.FeatureRuntime;
import io.prontuario.operator.feature.PlatformLog;
import io.prontuario.operator.frontdoor.FrontDoorBox;
import io.prontuario.operator.metrics.OperatorMetrics;
import io.prontuario.operator.monitoring.MonitoringPublisher;
import io.prontuario.operator.observe.MeasuredProber;
import io.prontuario.operator.observe.PeerClusterPoller;
import io.prontuario.operator.observe.PeerClusterReader;
import io.prontuario.operator.observe.ProbeScheduler;
import io.prontuario.operator.observe.Probers;
import io.prontuario.operator.observe.ProjectionPoller;
import io.prontuario.operator.secret.SecretReader;
import io.prontuario.operator.spec.AcceptedSpecStore;
import io.prontuario.operator.spec.SpecAdmission;
import io.prontuario.operator.status.StatusWriter;
import io.prontuario.operator.webhook.WebhookNotifier;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * Builds a reconciler and all its parts.
 *
 * @param instance this process's name in Events
 */
public record ReconcilerFactory(
        OperatorRole role,
        String namespace,
        String instance,
        KubernetesClient client,
        Bindings bindings,
        Leadership leadership,
        OperatorMetrics metrics) {

    public PlatformReconciler create() {
        return create(new ManagedPlatforms(this::platform, leadership));
    }

    PlatformReconciler create(ManagedPlatforms platforms) {
        return new PlatformReconciler(
                client, leadership, platforms, new FailoverDecider(), new OwnedObjects(namespace), metrics);
    }

    ManagedPlatform platform(ResourceID id, Runnable onObserved) {
        Clock clock = bindings.clock();
        PlatformLog log = new PlatformLog(id.getNamespace().orElse(namespace), id.getName());
        FeatureRuntime runtime = new FeatureRuntime(log, () -> leadership.term().isPresent(), onObserved);
        EventRecorder events = new EventRecorder(client, clock, instance);
        SecretReader secrets = new SecretReader(client);
        AcceptedSpecStore specs = new AcceptedSpecStore(client);
        DnsController dns = new DnsController(role, secrets, events, runtime);
        WebhookNotifier webhooks = new WebhookNotifier(role, secrets, events, clock, runtime);
        RecordWriter writer = new RecordWriter(
                bindings.dataAgents(), bindings.recordAuthority(), secrets, new WriterEvents(events), runtime);
        DrillController drills = new DrillController(client, events, writer::route, clock, runtime);
        List<Feature> features = List.of(
                new PeerClusterPoller(new PeerClusterReader(client, bindings.connect()), runtime),
                dns,
                webhooks,
                new MonitoringPublisher(client, runtime),
                new ProjectionPoller(bindings.projection(), clock, runtime),
                drills);
        return new ManagedPlatform(
                role,
                clock,
                new SpecAdmission(bindings.validator(), specs, events),
                new ManagedPlatform.Phases(
                        new ProbeObserver(role, probes(log, onObserved), dns::publicSide),
                        new DecisionMemory(new FailoverDecider()),
                        writer,
                        new StatusRecorder(new StatusWriter(client)),
                        new ActPhase(
                                new ActionDispatcher(
                                        frontDoors(log, writer::silent),
                                        new AnnounceExecutor(events, webhooks::notify),
                                        dns::order),
                                new PlatformObjects(role, specs, new ObjectApplier(client), events),
                                drills,
                                metrics)),
                features);
    }

    private ProbeScheduler probes(PlatformLog log, Runnable onObserved) {
        return new ProbeScheduler(
                new MeasuredProber(new Probers(), metrics::probed),
                bindings.frontDoors(),
                log,
                round -> onObserved.run());
    }

    /** Empty in the cloud. */
    private Optional<FrontDoorExecutors> frontDoors(PlatformLog log, Predicate<FrontDoorBox> silent) {
        if (role == OperatorRole.CLOUD) {
            return Optional.empty();
        }
        FrontDoorFanOut fanOut = new FrontDoorFanOut(
                bindings.frontDoors(), silent, Executors.newCachedThreadPool(log.threads("front-door")));
        return Optional.of(new FrontDoorExecutors(
                new RouteExecutor(fanOut, new Certificates(client, bindings.clock())),
                new AdmitExecutor(fanOut),
                new HeartbeatSender(fanOut, leadership::nextHeartbeat)));
    }
}
