package io.prontuario.cli.drill;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Cluster;
import io.prontuario.crds.v1alpha1.FailoverDrill;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec;
import io.prontuario.crds.v1alpha1.FailoverDrillStatus;
import io.prontuario.crds.v1alpha1.FailoverDrillStatus.Phase;
import io.prontuario.operator.drill.DrillTargets;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One failover test, from the Lease to the evidence. */
public final class DrillRun {
    private static final Duration EVERY = Duration.ofMillis(100);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration ACCEPTED_WITHIN = Duration.ofSeconds(20);
    private static final Duration AFTER_DEADLINE = Duration.ofSeconds(60);

    private final Cluster cluster;
    private final Clock clock;
    private final PrintWriter out;
    private final EvidenceFiles files;

    public DrillRun(Cluster cluster, Clock clock, PrintWriter out, EvidenceFiles files) {
        this.cluster = cluster;
        this.clock = clock;
        this.out = out;
        this.files = files;
    }

    /** @param ca PEM for the front door's certificate; null for the machine's own */
    public Evidence run(DrillPlan plan, String name, URI url, @Nullable Path ca, ExternalFault outside)
            throws IOException, InterruptedException {
        if (plan.refusal().isPresent()) {
            throw new CliException(
                    ExitCode.REFUSED,
                    "not now (" + plan.refusal().get().reason() + "): "
                            + plan.refusal().get().message());
        }
        Instant asked = clock.instant();
        try (DrillLease lease = new DrillLease(cluster.client(), cluster.namespace(), name, clock);
                ClientProbe client = ClientProbe.start(url, ca, EVERY, LIMIT, clock)) {
            lease.acquire();
            Instant began = clock.instant();
            warmUp(client, began, url);
            // The time until here is not the fault's.
            FailoverDrill drill = create(plan, name, Duration.between(asked, clock.instant()));
            // Whoever ends this process politely; for the others there are the operator's deadline and the dead man.
            Thread undo = new Thread(
                    () -> {
                        end(name);
                        undo(plan, outside).ifPresent(out::println);
                    },
                    "undo");
            Runtime.getRuntime().addShutdownHook(undo);
            try {
                Evidence evidence = watch(plan, drill, lease, client, outside, began);
                out.println(files.write(evidence));
                return evidence;
            } finally {
                forget(undo);
            }
        }
    }

    private Evidence watch(
            DrillPlan plan,
            FailoverDrill drill,
            DrillLease lease,
            ClientProbe client,
            ExternalFault outside,
            Instant began)
            throws IOException, InterruptedException {
        String name = drill.getMetadata().getName();
        EvidenceBuilder evidence = new EvidenceBuilder(
                plan,
                name,
                began,
                files.last(
                        Scenarios.title(plan.drill().scenario()),
                        plan.drill().driver().name()));
        FailoverDrillStatus status =
                await(name, Optional.of(clock.instant().plus(ACCEPTED_WITHIN)), s -> s.phase() != null);
        if (status.phase() != Phase.Running) {
            end(name);
            return evidence.refused(
                    status.phase() == null
                            ? "no operator on site has taken it up within " + ACCEPTED_WITHIN.toSeconds() + " s"
                            : status.reason() + ": " + status.message());
        }
        Instant deadline = OffsetDateTime.parse(drill.getSpec().deadline()).toInstant();
        try {
            outside.inject(plan.drill().scenario(), plan.targets(), Duration.between(clock.instant(), deadline));
        } catch (CliException notInjected) {
            // Half of it may be in force.
            Optional<String> stuck = undo(plan, outside);
            end(name);
            throw stuck.isEmpty()
                    ? notInjected
                    : new CliException(
                            ExitCode.UNREACHABLE, notInjected.getMessage() + "; NOT restored: " + stuck.get());
        }
        Instant injected = Instant.parse(String.valueOf(status.startedAt()));
        out.println("in force since " + injected + ": " + String.join(", ", plan.targets()));
        out.flush();
        Optional<String> abort = hold(plan, name, lease, client, injected);
        abort.ifPresent(why -> out.println("aborted: " + why));
        Instant ended = clock.instant();
        Optional<String> stuck = undo(plan, outside);
        end(name);
        FailoverDrillStatus after =
                await(name, Optional.of(deadline.plus(AFTER_DEADLINE)), s -> s.phase() == Phase.Restored);
        TimeUnit.MILLISECONDS.sleep(WARM_UP.toMillis()); // what clients meet on the way back belongs to it
        boolean restored = after.phase() == Phase.Restored && stuck.isEmpty();
        return evidence.finished(
                injected,
                ended,
                restored ? Optional.ofNullable(after.restoredAt()) : Optional.empty(),
                abort,
                stuck,
                client.since(began),
                cluster.get(plan.platform().getMetadata().getName()).getStatus());
    }

    private static Optional<String> undo(DrillPlan plan, ExternalFault outside) {
        try {
            outside.undo(plan.drill().scenario(), plan.targets());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while undoing it; the dead man does at the deadline");
        } catch (CliException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> hold(DrillPlan plan, String name, DrillLease lease, ClientProbe client, Instant injected)
            throws InterruptedException {
        AbortRules rules = new AbortRules(
                plan.budget(), LIMIT, DrillTargets.meant(plan.drill().scenario(), plan.fault()));
        Instant until = injected.plus(plan.hold());
        while (clock.instant().isBefore(until)) {
            try {
                lease.renew();
                Optional<String> abort = rules.check(
                        cluster.get(plan.platform().getMetadata().getName()).getStatus(),
                        drill(name).getStatus(),
                        client.since(injected),
                        injected,
                        clock.instant());
                if (abort.isPresent()) {
                    return abort;
                }
            } catch (KubernetesClientException | CliException unreachable) {
                // The API server may be part of what fails; the deadline on the target stands whatever happens here.
                out.println("the API server does not answer: " + unreachable.getMessage());
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
        return Optional.empty();
    }

    private void warmUp(ClientProbe client, Instant began, URI url) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(WARM_UP.toMillis());
        List<ClientProbe.Request> seen = client.since(began);
        if (seen.isEmpty() || seen.stream().anyMatch(request -> !request.answered())) {
            throw new CliException(
                    ExitCode.REFUSED,
                    "--url: " + url + " does not answer every request before anything has failed; correct it, or wait");
        }
    }

    private FailoverDrill create(DrillPlan plan, String name, Duration later) {
        FailoverDrill drill = new FailoverDrill();
        drill.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(cluster.namespace())
                .build());
        FailoverDrillSpec planned = plan.drill();
        drill.setSpec(new FailoverDrillSpec(
                planned.platform(),
                planned.scenario(),
                planned.driver(),
                planned.hosts(),
                planned.service(),
                OffsetDateTime.parse(planned.deadline()).toInstant().plus(later).toString(),
                planned.reason(),
                planned.end()));
        return cluster.client().resource(drill).create();
    }

    private FailoverDrill drill(String name) {
        return cluster.client()
                .resources(FailoverDrill.class)
                .inNamespace(cluster.namespace())
                .withName(name)
                .get();
    }

    /** Until it holds or time is up; the status as it is then. */
    private FailoverDrillStatus await(String name, Optional<Instant> until, Predicate<FailoverDrillStatus> holds)
            throws InterruptedException {
        FailoverDrillStatus last = FailoverDrillStatus.of(null, null, null, List.of(), null);
        while (until.isEmpty() || clock.instant().isBefore(until.get())) {
            try {
                FailoverDrill now = drill(name);
                last = now == null || now.getStatus() == null ? last : now.getStatus();
                if (holds.test(last)) {
                    return last;
                }
            } catch (KubernetesClientException unreachable) {
                out.println("the API server does not answer: " + unreachable.getMessage());
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
        return last;
    }

    /** Asks the operator to undo it now. When it cannot be asked, the deadline does. */
    void end(String name) {
        try {
            cluster.client()
                    .resources(FailoverDrill.class)
                    .inNamespace(cluster.namespace())
                    .withName(name)
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"end\":true}}");
        } catch (KubernetesClientException e) {
            out.println("cannot end it (" + e.getMessage() + "); the operator does at its deadline");
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // It runs now.
        }
    }
}
