package io.prontuario.pulumi.testing.provider;

import java.util.Map;

/**
 * A resource that exists in the double.
 *
 * @param token the type token
 * @param inputs the inputs
 * @param state inputs and computed outputs
 */
public record StoredResource(String token, String id, Map<String, Object> inputs, Map<String, Object> state) {
    /** An input as text; empty if absent or unknown. */
    public String text(String name) {
        Object value = inputs.get(name);
        return value instanceof String s ? s : "";
    }

    /** A value of the state as text; empty if absent. */
    public String output(String name) {
        Object value = state.get(name);
        return value instanceof String s ? s : "";
    }
}
