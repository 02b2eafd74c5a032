package io.prontuario.operator.data;

import io.prontuario.continuity.model.Detection;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.DetectionSpec;
import io.prontuario.host.protocol.AgentClient.DataResult;
import io.prontuario.operator.feature.Feature;
import io.prontuario.operator.feature.FeatureRuntime;
import io.prontuario.operator.feature.PassContext;
import io.prontuario.operator.feature.PeriodicTask;
import io.prontuario.operator.frontdoor.DataAgents;
import io.prontuario.operator.frontdoor.FrontDoorBox;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Polls the record's boxes, side by side, on leaders and followers: a new leader has evidence at once. A change that a decision may
 * depend on asks for a pass.
 */
public final class DataPoller implements Feature {
    /** While an epoch is being ended, positions decide. */
    private static final Duration HURRY = Duration.ofMillis(100);

    private final DataAgents agents;
    private final FeatureRuntime runtime;
    private final PeriodicTask regular;
    private final PeriodicTask hurried;
    private final ExecutorService pool;
    private final AtomicLong sequence = new AtomicLong();
    private final Map<String, BoxEvidence> evidence = new ConcurrentHashMap<>();
    private final Set<String> inFlight = ConcurrentHashMap.newKeySet();
    private volatile @Nullable DataBoxes boxes;
    private volatile boolean hurry;

    public DataPoller(DataAgents agents, FeatureRuntime runtime) {
        this.agents = agents;
        this.runtime = runtime;
        this.regular = runtime.task("data", () -> pollAll(true));
        this.hurried = runtime.task("data-hurried", () -> pollAll(false));
        this.pool = Executors.newCachedThreadPool(runtime.log().threads("data-poll"));
    }

    @Override
    public synchronized void follow(PassContext pass) {
        Optional<DataBoxes> wanted = pass.role() == OperatorRole.ONSITE ? DataBoxes.of(pass.spec()) : Optional.empty();
        if (wanted.isEmpty()) {
            regular.pause();
            hurried.pause();
            boxes = null;
            evidence.clear();
            return;
        }
        boxes = wanted.get();
        Set<String> names = new HashSet<>();
        wanted.get().all().forEach(box -> names.add(box.name()));
        evidence.keySet().retainAll(names);
        regular.every(detection(wanted.get()).interval());
    }

    /** The evidence of every box that was polled, by name. */
    Map<String, BoxEvidence> evidence() {
        return Map.copyOf(evidence);
    }

    /** Whether the agent of a box answered the newest poll. */
    boolean answering(FrontDoorBox box) {
        return evidence.getOrDefault(box.name(), BoxEvidence.none()).answered();
    }

    /** Whether the agent of a box did not answer the newest poll. */
    boolean silent(FrontDoorBox box) {
        BoxEvidence known = evidence.get(box.name());
        return known != null && !known.answered();
    }

    /** Polls several times a second from now on, or at the interval of the spec again. */
    void hurry(boolean wanted) {
        hurry = wanted;
        if (wanted) {
            hurried.every(HURRY);
        } else {
            hurried.pause();
        }
    }

    /** Polls one box now. */
    void refresh(FrontDoorBox box) {
        poll(box, false);
    }

    @Override
    public void close() {
        regular.close();
        hurried.close();
        pool.shutdownNow();
    }

    static Detection detection(DataBoxes boxes) {
        DetectionSpec spec = boxes.postgres().detection();
        return new Detection(
                Durations.parse(spec.interval()), Durations.parse(spec.timeout()), spec.failureThreshold());
    }

    private void pollAll(boolean counted) {
        DataBoxes polled = boxes;
        if (polled == null) {
            return;
        }
        for (FrontDoorBox box : polled.all()) {
            if (counted || answering(box)) {
                poll(box, counted);
            }
        }
    }

    /** @param counted false: between two regular polls; that it fails is no evidence, or a threshold would be reached too soon */
    private void poll(FrontDoorBox box, boolean counted) {
        DataBoxes polled = boxes;
        if (polled == null || pool.isShutdown() || !inFlight.add(box.name()) && !counted) {
            return;
        }
        long number = sequence.incrementAndGet();
        Duration timeout = detection(polled).timeout();
        CompletableFuture.supplyAsync(() -> agents.data(box).data(), pool)
                .completeOnTimeout(
                        new DataResult.Unavailable("no answer within " + timeout.toMillis() + " ms"),
                        timeout.toMillis(),
                        TimeUnit.MILLISECONDS)
                .exceptionally(failure -> new DataResult.Unavailable(String.valueOf(failure.getMessage())))
                .thenAccept(result -> {
                    inFlight.remove(box.name());
                    if (counted || result instanceof DataResult.Received) {
                        completed(box, result, number, counted);
                    }
                });
    }

    private void completed(FrontDoorBox box, DataResult result, long number, boolean counted) {
        DataBoxes polled = boxes;
        if (polled == null || !polled.all().contains(box)) {
            return; // the spec names other boxes by now
        }
        Detection detection = detection(polled);
        boolean[] changed = new boolean[1];
        evidence.compute(box.name(), (name, before) -> {
            BoxEvidence known = before == null ? BoxEvidence.none() : before;
            BoxEvidence now = counted ? known.with(result, number) : known.withBetween(result, number);
            changed[0] = DataChange.between(known, now, detection, hurry);
            return now;
        });
        if (changed[0] && runtime.leads().getAsBoolean()) {
            runtime.requestPass().run();
        }
    }
}
