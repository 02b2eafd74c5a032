package io.prontuario.pulumi.testing.mocks;

import io.prontuario.pulumi.engine.PropertyPath;
import io.prontuario.pulumi.testing.provider.InputFailure;
import java.util.List;
import java.util.Map;

/**
 * A resource that a program registered.
 *
 * @param type the type token
 * @param name the logical name
 * @param inputs the inputs
 * @param failures the inputs that a provider would refuse
 */
public record RecordedResource(String type, String name, Map<String, Object> inputs, List<InputFailure> failures) {
    /** The only value at a path. @throws AssertionError if there is none or more than one */
    public Object at(String path) {
        List<Object> found = PropertyPath.values(inputs, path);
        if (found.size() != 1) {
            throw new AssertionError(type + " " + name + ": " + found.size() + " values at " + path + " in " + inputs);
        }
        return found.get(0);
    }

    /** Every value at a path. */
    public List<Object> all(String path) {
        return PropertyPath.values(inputs, path);
    }
}
