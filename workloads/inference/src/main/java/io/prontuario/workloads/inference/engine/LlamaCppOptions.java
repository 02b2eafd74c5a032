package io.prontuario.workloads.inference.engine;

import io.prontuario.workloads.common.Settings;

/**
 * Resources of the engines in this process.
 *
 * @param threads threads of one inference
 * @param parallel concurrent generations of a chat model
 * @param contextTokens context size of each generation: tokens of prompt and answer together
 */
public record LlamaCppOptions(int threads, int parallel, int contextTokens) {

    /** Reads {@code ENGINE_THREADS}, {@code ENGINE_PARALLEL}, {@code ENGINE_CONTEXT}. */
    public static LlamaCppOptions from(Settings settings) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new LlamaCppOptions(
                settings.integer("ENGINE_THREADS", Math.max(1, cores / 2), 1, 256),
                settings.integer("ENGINE_PARALLEL", 2, 1, 64),
                settings.integer("ENGINE_CONTEXT", 1024, 128, 1 << 20));
    }
}
