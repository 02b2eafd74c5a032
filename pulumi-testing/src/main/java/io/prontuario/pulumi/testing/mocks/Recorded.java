package io.prontuario.pulumi.testing.mocks;

import io.prontuario.pulumi.testing.provider.Failure;
import io.prontuario.pulumi.testing.provider.Wire;
import java.util.List;
import java.util.Map;

/**
 * A resource that a program registered.
 *
 * @param type its type token
 * @param name its logical name
 * @param inputs its inputs, plain values
 * @param failures what a provider would have refused
 */
public record Recorded(String type, String name, Map<String, Object> inputs, List<Failure> failures) {
    /** The one value at a path; an error when there is none or more than one. */
    public Object at(String path) {
        List<Object> found = Wire.at(inputs, path);
        if (found.size() != 1) {
            throw new AssertionError(type + " " + name + ": " + found.size() + " values at " + path + " in " + inputs);
        }
        return found.get(0);
    }

    /** Every value at a path. */
    public List<Object> all(String path) {
        return Wire.at(inputs, path);
    }
}
