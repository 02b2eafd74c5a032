package io.prontuario.operator.reconcile;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The loops of this process, one per platform object. */
final class ManagedPlatforms implements AutoCloseable {
    private final LoopFactory factory;
    private final Leadership leadership;
    private final ProbeEventSource wake = new ProbeEventSource(this);
    private final Map<ResourceID, ManagedPlatform> loops = new ConcurrentHashMap<>();

    /** Builds the loop of one object. */
    interface LoopFactory {
        /** @param onRound to be run after every completed round of looking */
        ManagedPlatform create(Runnable onRound);
    }

    ManagedPlatforms(LoopFactory factory, Leadership leadership) {
        this.factory = factory;
        this.leadership = leadership;
    }

    ProbeEventSource wake() {
        return wake;
    }

    void follow(ProntuarioPlatform platform) {
        loop(ResourceID.fromResource(platform)).follow(platform);
    }

    ManagedPlatform loop(ResourceID id) {
        return loops.computeIfAbsent(id, this::create);
    }

    void forget(ResourceID id) {
        ManagedPlatform loop = loops.remove(id);
        if (loop != null) {
            loop.close();
        }
    }

    @Override
    public void close() {
        loops.keySet().forEach(this::forget);
    }

    private ManagedPlatform create(ResourceID id) {
        return factory.create(() -> roundCompleted(id));
    }

    private void roundCompleted(ResourceID id) {
        if (leadership.term().isPresent()) {
            wake.wake(id);
            return;
        }
        ManagedPlatform loop = loops.get(id);
        if (loop != null) {
            loop.countEvidence();
        }
    }
}
