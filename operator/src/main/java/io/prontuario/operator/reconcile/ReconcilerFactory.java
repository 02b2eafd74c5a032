package io.prontuario.operator.reconcile;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.prontuario.continuity.decide.FailoverDecider;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.operator.act.ActionDispatcher;
import io.prontuario.operator.act.AdmitExecutor;
import io.prontuario.operator.act.AnnounceExecutor;
import io.prontuario.operator.act.Certificates;
import io.prontuario.operator.act.FrontDoorFanOut;
import io.prontuario.operator.act.HeartbeatSender;
import io.prontuario.operator.act.ObjectApplier;
import io.prontuario.operator.act.RouteExecutor;
import io.prontuario.operator.act.ScaleEmergencyExecutor;
import io.prontuario.operator.dns.DnsController;
import io.prontuario.operator.dns.SecretReader;
import io.prontuario.operator.drill.DrillController;
import io.prontuario.operator.event.EventRecorder;
import io.prontuario.operator.frontdoor.FrontDoors;
import io.prontuario.operator.metrics.OperatorMetrics;
import io.prontuario.operator.monitoring.MonitoringPublisher;
import io.prontuario.operator.observe.MeasuredProber;
import io.prontuario.operator.observe.PeerClusterPoller;
import io.prontuario.operator.observe.PeerClusterReader;
import io.prontuario.operator.observe.ProbeScheduler;
import io.prontuario.operator.observe.Probers;
import io.prontuario.operator.observe.ProjectionPoller;
import io.prontuario.operator.spec.AcceptedSpecStore;
import io.prontuario.operator.spec.SpecAdmission;
import io.prontuario.operator.spec.SpecValidator;
import io.prontuario.operator.status.DrillStatusWriter;
import io.prontuario.operator.status.StatusWriter;
import io.prontuario.operator.webhook.WebhookNotifier;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Puts a reconciler together.
 *
 * @param instance this process's name in Events
 * @param connect makes a client for another cluster
 * @param projection how the job that ships the projection is asked
 */
public record ReconcilerFactory(
        OperatorRole operatorRole,
        String namespace,
        String instance,
        KubernetesClient client,
        Function<Config, KubernetesClient> connect,
        ProjectionPoller.Options projection,
        FrontDoors frontDoors,
        SpecValidator specCheck,
        Leadership leadership,
        OperatorMetrics metrics,
        Clock clock) {

    public PlatformReconciler create() {
        ExecutorService boxThreads = daemons("front-door");
        return new PlatformReconciler(
                client,
                namespace,
                leadership,
                new ManagedPlatforms(onRound -> loop(boxThreads, onRound), leadership),
                metrics);
    }

    ManagedPlatform loop(ExecutorService boxThreads, Runnable onRound) {
        FrontDoorFanOut boxes = new FrontDoorFanOut(frontDoors, boxThreads);
        EventRecorder events = new EventRecorder(client, clock, instance);
        AcceptedSpecStore store = new AcceptedSpecStore(client);
        ScaleEmergencyExecutor scale = new ScaleEmergencyExecutor();
        DnsController names = new DnsController(operatorRole, new SecretReader(client), events, onRound);
        WebhookNotifier webhooks = new WebhookNotifier(operatorRole, new SecretReader(client), events, clock, onRound);
        DrillController drills = new DrillController(
                client,
                new DrillStatusWriter(client),
                events,
                clock,
                () -> leadership.term().isPresent(),
                onRound);
        ActionDispatcher actor = new ActionDispatcher(
                operatorRole == OperatorRole.ONSITE,
                new RouteExecutor(boxes, new Certificates(client, clock)),
                new AdmitExecutor(boxes),
                scale,
                new AnnounceExecutor(events, webhooks::tell),
                names::order);
        ActPhase act = new ActPhase(
                operatorRole,
                actor,
                scale,
                new HeartbeatSender(boxes),
                leadership::nextHeartbeat,
                new ObjectApplier(client),
                store,
                events,
                drills);
        return new ManagedPlatform(
                operatorRole,
                clock,
                new SpecAdmission(specCheck, store),
                new ProbeScheduler(
                        new MeasuredProber(new Probers(), metrics::probed), frontDoors, round -> onRound.run()),
                new PeerClusterPoller(new PeerClusterReader(client, connect), onRound),
                names,
                webhooks,
                drills,
                new MonitoringPublisher(client, () -> leadership.term().isPresent(), onRound),
                new ProjectionPoller(projection, clock, onRound),
                new DecisionMemory(new FailoverDecider()),
                new RecordPhase(new StatusWriter(client)),
                act,
                events,
                metrics);
    }

    private static ExecutorService daemons(String name) {
        AtomicInteger count = new AtomicInteger();
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
