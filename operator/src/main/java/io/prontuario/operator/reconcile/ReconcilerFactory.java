package io.prontuario.operator.reconcile;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.prontuario.continuity.decide.PhasedDecider;
import io.prontuario.continuity.model.Vantage;
import io.prontuario.operator.accept.Acceptance;
import io.prontuario.operator.accept.AcceptedStore;
import io.prontuario.operator.accept.SpecCheck;
import io.prontuario.operator.act.Actor;
import io.prontuario.operator.act.AdmitExecutor;
import io.prontuario.operator.act.AnnounceExecutor;
import io.prontuario.operator.act.Announcer;
import io.prontuario.operator.act.Boxes;
import io.prontuario.operator.act.Certificates;
import io.prontuario.operator.act.HeartbeatSender;
import io.prontuario.operator.act.ObjectApplier;
import io.prontuario.operator.act.RouteExecutor;
import io.prontuario.operator.act.ScaleEmergencyExecutor;
import io.prontuario.operator.announce.Webhooks;
import io.prontuario.operator.drill.DrillLoop;
import io.prontuario.operator.frontdoor.FrontDoors;
import io.prontuario.operator.metrics.OperatorMetrics;
import io.prontuario.operator.names.NameLoop;
import io.prontuario.operator.names.Secrets;
import io.prontuario.operator.observe.MeasuredProber;
import io.prontuario.operator.observe.ProbeScheduler;
import io.prontuario.operator.observe.Probers;
import io.prontuario.operator.observe.ProjectionLook;
import io.prontuario.operator.observe.RemoteLook;
import io.prontuario.operator.observe.RemotePlatform;
import io.prontuario.operator.publish.MonitoringKeeper;
import io.prontuario.operator.status.DrillStatusWriter;
import io.prontuario.operator.status.StatusWriter;
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
        Vantage vantage,
        String namespace,
        String instance,
        KubernetesClient client,
        Function<Config, KubernetesClient> connect,
        ProjectionLook.Options projection,
        FrontDoors frontDoors,
        SpecCheck specCheck,
        Leadership leadership,
        OperatorMetrics metrics,
        Clock clock) {

    public PlatformReconciler create() {
        ExecutorService boxThreads = daemons("front-door");
        return new PlatformReconciler(
                client,
                namespace,
                leadership,
                new PlatformLoops(onRound -> loop(boxThreads, onRound), leadership),
                metrics);
    }

    PlatformLoop loop(ExecutorService boxThreads, Runnable onRound) {
        Boxes boxes = new Boxes(frontDoors, boxThreads);
        Announcer announcer = new Announcer(client, clock, instance);
        AcceptedStore store = new AcceptedStore(client);
        ScaleEmergencyExecutor scale = new ScaleEmergencyExecutor();
        NameLoop names = new NameLoop(vantage, new Secrets(client), announcer, onRound);
        Webhooks webhooks = new Webhooks(vantage, new Secrets(client), announcer, clock, onRound);
        DrillLoop drills = new DrillLoop(
                client,
                new DrillStatusWriter(client),
                announcer,
                clock,
                () -> leadership.term().isPresent(),
                onRound);
        Actor actor = new Actor(
                vantage == Vantage.ONSITE,
                new RouteExecutor(boxes, new Certificates(client, clock)),
                new AdmitExecutor(boxes),
                scale,
                new AnnounceExecutor(announcer, webhooks::tell),
                names::order);
        ActPhase act = new ActPhase(
                vantage,
                actor,
                scale,
                new HeartbeatSender(boxes),
                leadership::nextHeartbeat,
                new ObjectApplier(client),
                store,
                announcer,
                drills);
        return new PlatformLoop(
                vantage,
                clock,
                new Acceptance(specCheck, store),
                new ProbeScheduler(
                        new MeasuredProber(new Probers(), metrics::probed), frontDoors, round -> onRound.run()),
                new RemoteLook(new RemotePlatform(client, connect), onRound),
                names,
                webhooks,
                drills,
                new MonitoringKeeper(client, () -> leadership.term().isPresent(), onRound),
                new ProjectionLook(projection, clock, onRound),
                new DecidePhase(new PhasedDecider()),
                new RecordPhase(new StatusWriter(client)),
                act,
                announcer,
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
