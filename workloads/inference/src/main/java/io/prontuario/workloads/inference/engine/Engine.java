package io.prontuario.workloads.inference.engine;

import java.util.Optional;

/**
 * Serves one model. Implementations are thread-safe and interchangeable: callers cannot tell an engine in this process from a
 * proxied server.
 */
public interface Engine extends AutoCloseable {
    /** Runs a first inference, so that the first request does not pay for lazy initialization. Blocks. */
    void warmUp() throws EngineException;

    /** How many requests run concurrently; further requests wait in the {@link AdmissionQueue}. */
    int parallel();

    /** Why the engine cannot serve at present; empty while it can. While present, the service is not ready. */
    default Optional<String> unavailableReason() {
        return Optional.empty();
    }

    /** How much of the key-value cache running requests hold; empty for an engine without such a cache in this process. */
    default Optional<KvCacheUsage> cacheUse() {
        return Optional.empty();
    }

    /** Releases the model; later calls fail. */
    @Override
    void close();
}
