package io.prontuario.testbed.demo;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Cluster;
import io.prontuario.crds.v1alpha1.DataStatus;
import io.prontuario.crds.v1alpha1.DataStatus.Answer;
import io.prontuario.crds.v1alpha1.DetectionSpec;
import io.prontuario.crds.v1alpha1.PlatformStatus.HandledRequest;
import io.prontuario.crds.v1alpha1.PlatformStatus.RequestOutcome;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What an object's {@code status.data} says, read when asked. */
public final class RecordStatus implements AutoCloseable {
    private final Cluster cluster;
    private final String name;

    /** @param cluster closed with this */
    public RecordStatus(Cluster cluster, String name) {
        this.cluster = cluster;
        this.name = name;
    }

    private Resource<ProntuarioPlatform> resource() {
        return cluster.client()
                .resources(ProntuarioPlatform.class)
                .inNamespace(cluster.namespace())
                .withName(name);
    }

    /** Empty without an answer, and before the first. */
    public Optional<DataStatus> now() {
        try {
            return Optional.ofNullable(resource().get())
                    .map(ProntuarioPlatform::getStatus)
                    .map(status -> status.data());
        } catch (KubernetesClientException silent) {
            return Optional.empty();
        }
    }

    /** @throws CliException with the last status when there is no writer with all its copies in time */
    public DataStatus awaitWhole(Duration limit) throws InterruptedException {
        return await(RecordStatus::whole, limit, "the record is not whole");
    }

    /** @throws CliException with the last status when no copy is missing in time */
    public DataStatus awaitPart(Duration limit) throws InterruptedException {
        return await(data -> !whole(data), limit, "every copy is there");
    }

    /**
     * Waits until a write of the present epoch is acknowledged by either of two.
     *
     * @throws CliException with the last status when that does not come
     */
    public DataStatus awaitBothInSet(Duration limit) throws InterruptedException {
        return await(RecordStatus::eitherAcknowledges, limit, "a copy has not joined the synchronous set");
    }

    static boolean eitherAcknowledges(DataStatus data) {
        List<DataStatus.SynchronousSet> sets = data.synchronous();
        // Two sets: one is being changed into the other, and a switchover is refused meanwhile.
        return whole(data) && sets.size() == 1 && sets.get(0).members().size() == 2;
    }

    /**
     * Changes how a lost writer is found, and waits until the operator has accepted it.
     *
     * @throws CliException when it does not in time
     */
    public void detect(DetectionSpec detection, Duration limit) throws InterruptedException {
        String patch =
                """
                {"spec": {"data": {"postgres": {"detection": {"interval": "%s", "timeout": "%s", "failureThreshold": %d}}}}}
                """
                        .formatted(detection.interval(), detection.timeout(), detection.failureThreshold());
        long end = System.nanoTime() + limit.toNanos();
        Optional<Long> generation = Optional.empty();
        while (generation.filter(this::accepted).isEmpty()) {
            if (System.nanoTime() > end) {
                throw new CliException(
                        ExitCode.UNREACHABLE,
                        "the operator did not accept the detection within " + limit.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(200);
            generation = generation.or(() -> patched(patch));
        }
    }

    /** The generation afterwards; empty without an answer. */
    private Optional<Long> patched(String patch) {
        try {
            return Optional.of(resource()
                    .patch(PatchContext.of(PatchType.JSON_MERGE), patch)
                    .getMetadata()
                    .getGeneration());
        } catch (KubernetesClientException silent) {
            return Optional.empty();
        }
    }

    private boolean accepted(long generation) {
        try {
            return Optional.ofNullable(resource().get())
                    .map(ProntuarioPlatform::getStatus)
                    .map(status -> status.observedGeneration())
                    .filter(observed -> observed >= generation)
                    .isPresent();
        } catch (KubernetesClientException silent) {
            return false;
        }
    }

    /**
     * Asks for a change of the writer and waits until it is done.
     *
     * @throws CliException with the operator's reason when it is not
     */
    public void switchover(String id, String to, Duration limit) throws InterruptedException {
        Instant until = Instant.now().plus(limit).truncatedTo(ChronoUnit.SECONDS);
        resource()
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        """
                        {"spec": {"failover": {"request": {"id": "%s", "verb": "Switchover", "host": "%s", "until": "%s"}}}}
                        """
                                .formatted(id, to, until));
        DataStatus ended = await(
                data -> handled(data, id)
                        .filter(request -> request.outcome() != RequestOutcome.Underway)
                        .isPresent(),
                limit,
                "the switchover was not handled");
        HandledRequest request = handled(ended, id).orElseThrow();
        if (request.outcome() != RequestOutcome.Done) {
            throw new CliException(
                    ExitCode.REFUSED, "the switchover ended as " + request.outcome() + ": " + request.reason());
        }
    }

    private static Optional<HandledRequest> handled(DataStatus data, String id) {
        return Optional.ofNullable(data.request())
                .filter(request -> request.id().equals(id));
    }

    private DataStatus await(Predicate<DataStatus> wanted, Duration limit, String missing) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Optional<DataStatus> last = now();
        while (last.filter(wanted).isEmpty()) {
            if (System.nanoTime() > end) {
                throw new CliException(
                        ExitCode.UNREACHABLE,
                        missing + " within " + limit.toSeconds() + " s; status.data is "
                                + last.map(DataStatus::toString).orElse("absent"));
            }
            TimeUnit.MILLISECONDS.sleep(200);
            last = now();
        }
        return last.get();
    }

    static boolean whole(DataStatus data) {
        DataStatus.Witness witness = data.witness();
        return data.phase() == DataStatus.Phase.Granted
                && data.writer() != null
                && data.copies().size() == 2
                && data.copies().stream()
                        .allMatch(copy ->
                                copy.answers() == Answer.Yes && data.epoch().equals(copy.epoch()))
                && witness != null
                && witness.answers() == Answer.Yes
                && Boolean.TRUE.equals(witness.streaming())
                && data.epoch().equals(witness.epoch());
    }

    @Override
    public void close() {
        cluster.close();
    }
}
