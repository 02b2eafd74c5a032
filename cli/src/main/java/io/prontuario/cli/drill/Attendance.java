package io.prontuario.cli.drill;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.prontuario.cli.CliException;
import io.prontuario.cli.action.Cluster;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.v1alpha1.FailoverDrill;
import io.prontuario.crds.v1alpha1.FailoverDrillStatus.Phase;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.drill.DrillTargets;
import io.prontuario.operator.drill.HostDrill;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the calendar's drills with driver Host, and makes and undoes their faults. One thread calls {@link #look}; another may
 * call {@link #close}.
 */
public final class Attendance implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(500);

    private final Cluster cluster;
    private final Clock clock;
    private final PrintWriter out;
    private final Function<String, ExternalFault> faults;
    private final Set<String> attended = new HashSet<>();
    private @Nullable InForce inForce;

    private record InForce(FailoverDrill drill, List<String> targets, ExternalFault fault) {}

    /** @param faults by the drill's name */
    public Attendance(Cluster cluster, Clock clock, PrintWriter out, Function<String, ExternalFault> faults) {
        this.cluster = cluster;
        this.clock = clock;
        this.out = out;
        this.faults = faults;
    }

    /** By a program of the hospital. @param folder gets the output of an undo after this process has died */
    public static Function<String, ExternalFault> hook(String program, Path folder) {
        return name -> new ProgramFault(FaultProgram.hook(program), folder.resolve(name + "-undo.log"));
    }

    /** Attends the drills of one platform until the thread is interrupted. */
    public void attend(String platform) throws InterruptedException {
        while (true) {
            try {
                Optional<FailoverDrill> drill = next(platform);
                if (drill.isPresent()) {
                    attend(drill.get());
                }
            } catch (KubernetesClientException | CliException e) {
                say(String.valueOf(e.getMessage()));
            }
            TimeUnit.MILLISECONDS.sleep(EVERY.toMillis());
        }
    }

    /** Undoes the fault that is in force, if there is one. */
    @Override
    public synchronized void close() {
        InForce now = inForce;
        inForce = null;
        if (now == null) {
            return;
        }
        String name = now.drill().getMetadata().getName();
        try {
            now.fault().undo(now.drill().getSpec().scenario(), now.targets());
            say(name + ": the fault is undone");
        } catch (CliException e) {
            say(name + ": NOT undone; the dead man's timer tries again: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            say(name + ": NOT undone yet; the dead man's timer undoes it");
        }
    }

    private Optional<FailoverDrill> next(String platform) {
        return cluster
                .client()
                .resources(FailoverDrill.class)
                .inNamespace(cluster.namespace())
                .list()
                .getItems()
                .stream()
                .filter(drill -> platform.equals(drill.getSpec().platform())
                        && HostDrill.attendable(drill)
                        && runs(drill)
                        && !attended.contains(drill.getMetadata().getUid()))
                .findFirst();
    }

    private static boolean runs(FailoverDrill drill) {
        return drill.getStatus() != null
                && drill.getStatus().phase() == Phase.Running
                && !drill.getSpec().end();
    }

    private void attend(FailoverDrill drill) throws InterruptedException {
        String name = drill.getMetadata().getName();
        ProntuarioPlatform platform = cluster.get(drill.getSpec().platform());
        Instant until = HostDrill.undoneAt(platform.getSpec(), drill);
        List<String> targets = targets(platform, drill);
        if (targets.isEmpty() || !clock.instant().isBefore(until)) {
            return;
        }
        try (DrillLease lease = new DrillLease(cluster.client(), cluster.namespace(), name, clock)) {
            lease.acquire();
            // Once: a drill whose fault failed or was undone gets no second one.
            attended.add(drill.getMetadata().getUid());
            try {
                inject(drill, targets, Duration.between(clock.instant(), until));
                hold(drill, lease, until);
            } finally {
                close();
            }
        }
    }

    private synchronized void inject(FailoverDrill drill, List<String> targets, Duration within)
            throws InterruptedException {
        String name = drill.getMetadata().getName();
        ExternalFault fault = faults.apply(name);
        // Before the fault: it may take the API server's address away.
        patch(name, HostDrill.attended(clock.instant()));
        // Also when inject fails: a part of the fault may be in force.
        inForce = new InForce(drill, targets, fault);
        try {
            fault.inject(drill.getSpec().scenario(), targets, within);
            say(name + ": fault in force: " + String.join(", ", targets));
        } catch (CliException e) {
            patch(name, HostDrill.notInjected(String.valueOf(e.getMessage())));
            throw e;
        }
    }

    /** Until the drill ends. Without an API server, which may be part of the fault, until the fault's own time is over. */
    private void hold(FailoverDrill drill, DrillLease lease, Instant until) throws InterruptedException {
        String name = drill.getMetadata().getName();
        while (clock.instant().isBefore(until)) {
            try {
                lease.renew();
                FailoverDrill now = cluster.client()
                        .resources(FailoverDrill.class)
                        .inNamespace(cluster.namespace())
                        .withName(name)
                        .get();
                if (now == null || !runs(now)) {
                    return;
                }
            } catch (KubernetesClientException | CliException unreachable) {
                say("the API server does not answer: " + unreachable.getMessage());
            }
            TimeUnit.MILLISECONDS.sleep(EVERY.toMillis());
        }
    }

    private void patch(String name, String json) {
        try {
            cluster.client()
                    .resources(FailoverDrill.class)
                    .inNamespace(cluster.namespace())
                    .withName(name)
                    .patch(PatchContext.of(PatchType.JSON_MERGE), json);
        } catch (KubernetesClientException e) {
            say(name + ": the operator cannot be told that the fault is in force: " + e.getMessage());
        }
    }

    private static List<String> targets(ProntuarioPlatform platform, FailoverDrill drill) {
        return DrillTargets.resolve(platform.getSpec(), drill.getSpec()) instanceof DrillTargets.Resolved.Targets known
                ? known.fault().hosts().stream().map(SiteName::value).sorted().toList()
                : List.of();
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
