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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Runs one failover test, from the Lease to the evidence. */
public final class DrillRun {
    /** Eight a second: the services allow a user ten, counted by the minute. */
    private static final Duration EVERY = Duration.ofMillis(125);

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

    /**
     * @param name of the run, its FailoverDrill and its files
     * @param target what the measuring client requests
     * @throws CliException (refused) when a precondition is not met; nothing was changed
     */
    public Evidence run(DrillPlan plan, String name, ClientTarget target, ExternalFault outside)
            throws IOException, InterruptedException {
        if (plan.refusal().isPresent()) {
            throw new CliException(
                    ExitCode.REFUSED,
                    "the test may not begin (" + plan.refusal().get().reason() + "): "
                            + plan.refusal().get().message());
        }
        Instant asked = clock.instant();
        try (DrillLease lease = new DrillLease(cluster.client(), cluster.namespace(), name, clock);
                ClientProbe client = ClientProbe.start(target, EVERY, LIMIT, clock)) {
            lease.acquire();
            Instant began = clock.instant();
            warmUp(client, began, target.url());
            // The deadline moves by the time that was spent until here.
            FailoverDrill drill = create(plan, name, Duration.between(asked, clock.instant()));
            // For SIGINT and SIGTERM. After SIGKILL the operator's deadline and the dead man's timer undo the fault.
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
                removeHook(undo);
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
                            ? "no on-site operator has accepted the FailoverDrill within " + ACCEPTED_WITHIN.toSeconds()
                                    + " s; check that one runs"
                            : status.reason() + ": " + status.message());
        }
        Instant deadline = OffsetDateTime.parse(drill.getSpec().deadline()).toInstant();
        try {
            outside.inject(plan.drill().scenario(), plan.targets(), Duration.between(clock.instant(), deadline));
        } catch (CliException notInjected) {
            // A part of the fault may be in force.
            Optional<String> notUndone = undo(plan, outside);
            end(name);
            throw notUndone.isEmpty()
                    ? notInjected
                    : new CliException(
                            ExitCode.UNREACHABLE, notInjected.getMessage() + "; NOT restored: " + notUndone.get());
        }
        Instant injected = Instant.parse(String.valueOf(status.startedAt()));
        out.println("fault in force since " + injected + ": " + String.join(", ", plan.targets()));
        out.flush();
        Optional<String> abort = hold(plan, name, lease, client, injected);
        abort.ifPresent(why -> out.println("aborted: " + why));
        Instant ended = clock.instant();
        Optional<String> notUndone = undo(plan, outside);
        end(name);
        FailoverDrillStatus after =
                await(name, Optional.of(deadline.plus(AFTER_DEADLINE)), s -> s.phase() == Phase.Restored);
        TimeUnit.MILLISECONDS.sleep(WARM_UP.toMillis()); // requests during the return belong to the test
        boolean restored = after.phase() == Phase.Restored && notUndone.isEmpty();
        return evidence.finished(
                new FaultCourse(
                        injected,
                        ended,
                        restored ? Optional.ofNullable(after.restoredAt()) : Optional.empty(),
                        abort,
                        notUndone,
                        after.writes()),
                client.since(began),
                cluster.get(plan.platform().getMetadata().getName()).getStatus());
    }

    private static Optional<String> undo(DrillPlan plan, ExternalFault outside) {
        try {
            outside.undo(plan.drill().scenario(), plan.targets());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(
                    "interrupted while the fault was undone; the dead man's timer undoes it at the deadline");
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
                // The API server may be part of the fault; the timers at the deadline do not depend on it.
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
                    "--url: " + url
                            + " did not answer every request before the fault; correct the URL, or wait until it does");
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

    /** Waits until the status is as required or the time is over; returns the status then. */
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

    /** Makes the operator undo the fault now. When the API server does not answer, the operator undoes it at the deadline. */
    void end(String name) {
        try {
            cluster.client()
                    .resources(FailoverDrill.class)
                    .inNamespace(cluster.namespace())
                    .withName(name)
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"end\":true}}");
        } catch (KubernetesClientException e) {
            out.println(
                    "the test cannot be ended (" + e.getMessage() + "); the operator undoes the fault at the deadline");
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // The hook is running.
        }
    }
}
