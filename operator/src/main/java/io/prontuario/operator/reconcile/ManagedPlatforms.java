package io.prontuario.operator.reconcile;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The platforms that this process knows, by object. */
final class ManagedPlatforms implements AutoCloseable {
    private final Factory factory;
    private final Leadership leadership;
    private final ProbeEventSource probes = new ProbeEventSource(this);
    private final Map<ResourceID, ManagedPlatform> platforms = new ConcurrentHashMap<>();

    /** Builds what this process keeps for one object. */
    interface Factory {
        /** @param onObserved to be run whenever a probe round is complete or a feature has something new */
        ManagedPlatform create(ResourceID id, Runnable onObserved);
    }

    ManagedPlatforms(Factory factory, Leadership leadership) {
        this.factory = factory;
        this.leadership = leadership;
    }

    /** Asks the framework for passes. */
    ProbeEventSource probes() {
        return probes;
    }

    ManagedPlatform get(ResourceID id) {
        return platforms.computeIfAbsent(id, unknown -> factory.create(unknown, () -> observed(unknown)));
    }

    void forget(ResourceID id) {
        ManagedPlatform platform = platforms.remove(id);
        if (platform != null) {
            platform.close();
        }
    }

    @Override
    public void close() {
        platforms.keySet().forEach(this::forget);
    }

    private void observed(ResourceID id) {
        if (leadership.term().isPresent()) {
            probes.requestPass(id);
            return;
        }
        ManagedPlatform platform = platforms.get(id);
        if (platform != null) {
            platform.countEvidence();
        }
    }
}
