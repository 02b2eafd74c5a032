package io.prontuario.pulumi.testing.provider;

import java.util.Map;

/**
 * A resource that exists in the double's world.
 *
 * @param token its type
 * @param inputs what it was made from
 * @param state inputs and computed outputs
 */
public record Resource(String token, String id, Map<String, Object> inputs, Map<String, Object> state) {
    /** An input as text; empty when absent or not known. */
    public String text(String name) {
        Object value = inputs.get(name);
        return value instanceof String s ? s : "";
    }

    /** A value of the state as text. */
    public String output(String name) {
        Object value = state.get(name);
        return value instanceof String s ? s : "";
    }
}
