package io.prontuario.workloads.inference.engine;

import java.util.Optional;

/**
 * Something that answers with one model. Implementations allow calls from many threads at once, and are interchangeable: what
 * a caller sees of an engine in process is what it sees of a proxied server.
 */
public interface Engine extends AutoCloseable {
    /** Loads what it needs and answers once, so that the first user does not pay for it. Blocks. */
    void warmUp() throws EngineException;

    /** How many requests run side by side; more than these wait in the queue in front. */
    int parallel();

    /** Why it cannot answer now, as long as that lasts; the service is not ready meanwhile. */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /** How much of its key-value cache requests hold now; empty for one that has none here. */
    default Optional<CacheUse> cacheUse() {
        return Optional.empty();
    }

    /** Frees what it holds; later calls fail. */
    @Override
    void close();
}
