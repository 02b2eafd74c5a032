package io.prontuario.pulumi.testing.provider;

import io.prontuario.pulumi.testing.schema.ResourceSchema;
import io.prontuario.pulumi.testing.schema.TypeNode;
import io.prontuario.pulumi.testing.schema.TypeNode.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks inputs against the schema: names, types, required inputs. Unknown values pass. */
final class SchemaCheck {
    private final List<InputFailure> failures = new ArrayList<>();

    private SchemaCheck() {}

    static List<InputFailure> of(ResourceSchema schema, Map<String, Object> inputs) {
        SchemaCheck check = new SchemaCheck();
        check.object("", schema.inputs(), inputs);
        return check.failures;
    }

    private void object(String path, Map<String, Property> properties, Map<?, ?> values) {
        values.forEach((key, value) -> {
            String at = path.isEmpty() ? String.valueOf(key) : path + "." + key;
            Property property = properties.get(String.valueOf(key));
            if (property == null) {
                failures.add(new InputFailure(at, "there is no such property"));
            } else if (value != null) {
                value(at, property.type(), value);
            }
        });
        properties.forEach((name, property) -> {
            if (property.required() && values.get(name) == null) {
                failures.add(new InputFailure(path.isEmpty() ? name : path + "." + name, "is required"));
            }
        });
    }

    private void value(String path, TypeNode type, Object value) {
        if (value == ProtocolValues.UNKNOWN) {
            return;
        }
        if (!type.fits(value)) {
            failures.add(new InputFailure(path, "is " + value + ", but must be " + type.title()));
            return;
        }
        if (type instanceof TypeNode.ListOf list && value instanceof List<?> values) {
            for (int i = 0; i < values.size(); i++) {
                value(path + "[" + i + "]", list.element(), values.get(i));
            }
        } else if (type instanceof TypeNode.MapOf map && value instanceof Map<?, ?> values) {
            values.forEach((key, v) -> value(path + "." + key, map.value(), v));
        } else if (type instanceof TypeNode.ObjectOf object && value instanceof Map<?, ?> values) {
            object(path, object.properties().get(), values);
        }
    }
}
