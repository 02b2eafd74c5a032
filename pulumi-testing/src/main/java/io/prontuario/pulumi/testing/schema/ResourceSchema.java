package io.prontuario.pulumi.testing.schema;

import io.prontuario.pulumi.testing.schema.TypeNode.Property;
import java.util.Map;

/**
 * The schema of a resource type.
 *
 * @param token the type token, such as {@code gcp:compute/network:Network}
 * @param inputs the inputs by name
 * @param outputs the outputs that are always present, by name
 */
public record ResourceSchema(String token, Map<String, Property> inputs, Map<String, TypeNode> outputs) {}
