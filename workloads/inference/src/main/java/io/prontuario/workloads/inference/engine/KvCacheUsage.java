package io.prontuario.workloads.inference.engine;

/**
 * How much of a model's key-value cache running requests hold.
 *
 * @param tokens prompt and generated tokens of the running requests
 * @param capacity tokens that fit, at least 1
 */
public record KvCacheUsage(int tokens, int capacity) {
    /** The share in use, 0 to 1. */
    public double share() {
        return (double) tokens / capacity;
    }
}
