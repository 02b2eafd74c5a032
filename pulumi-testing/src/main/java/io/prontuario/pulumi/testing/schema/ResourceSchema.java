package io.prontuario.pulumi.testing.schema;

import io.prontuario.pulumi.testing.schema.TypeNode.Property;
import java.util.Map;

/**
 * One resource type.
 *
 * @param token the type token, such as {@code gcp:compute/network:Network}
 * @param inputs what it takes
 * @param outputs what it always gives, by name; optional outputs are left out
 */
public record ResourceSchema(String token, Map<String, Property> inputs, Map<String, TypeNode> outputs) {}
