package io.prontuario.workloads.inference.engine;

/**
 * How much of a model's key-value cache the running requests hold.
 *
 * @param tokens of their prompts and of what was generated for them so far
 * @param capacity tokens that fit, at least 1
 */
public record CacheUse(int tokens, int capacity) {
    /** The share that is held: 1 is all of it. */
    public double share() {
        return (double) tokens / capacity;
    }
}
