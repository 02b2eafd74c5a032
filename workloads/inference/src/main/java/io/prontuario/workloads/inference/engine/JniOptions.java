package io.prontuario.workloads.inference.engine;

import io.prontuario.workloads.common.Settings;

/**
 * What llama.cpp is given of the machine.
 *
 * @param threads cores that one batch uses
 * @param parallel generations side by side
 * @param contextTokens tokens of prompt and answer together, for each of them
 */
public record JniOptions(int threads, int parallel, int contextTokens) {

    /** Reads {@code ENGINE_THREADS}, {@code ENGINE_PARALLEL}, {@code ENGINE_CONTEXT}. */
    public static JniOptions from(Settings settings) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new JniOptions(
                settings.integer("ENGINE_THREADS", Math.max(1, cores / 2), 1, 256),
                settings.integer("ENGINE_PARALLEL", 2, 1, 64),
                settings.integer("ENGINE_CONTEXT", 1024, 128, 1 << 20));
    }
}
