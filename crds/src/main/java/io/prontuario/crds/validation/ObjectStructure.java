package io.prontuario.crds.validation;

import com.fasterxml.jackson.databind.JsonNode;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares a file with the types: unknown fields, wrong types, unknown enum values. */
final class ObjectStructure {
    private ObjectStructure() {}

    static void check(JsonNode object, Problems problems) {
        record("spec", object.path("spec"), PlatformSpec.class, problems);
    }

    private static void value(String path, JsonNode node, Type type, Problems problems) {
        Class<?> raw = (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
        if (node.isNull()) {
            return; // Same as absent; a rule checks whether it is required.
        }
        if (raw.isRecord()) {
            record(path, node, raw, problems);
        } else if (type instanceof ParameterizedType list && java.util.List.class == raw) {
            expect(node.isArray(), path, "a list, each item on a line that starts with \"- \"", problems);
            for (int i = 0; i < node.size() && node.isArray(); i++) {
                value(path + "[" + i + "]", node.get(i), list.getActualTypeArguments()[0], problems);
            }
        } else if (type instanceof ParameterizedType map && Map.class == raw) {
            expect(node.isObject(), path, "a map from names to values", problems);
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                value(path + "." + entry.getKey(), entry.getValue(), map.getActualTypeArguments()[1], problems);
            }
        } else {
            scalar(path, node, raw, problems);
        }
    }

    private static void record(String path, JsonNode node, Class<?> type, Problems problems) {
        if (node.isMissingNode() || !node.isObject()) {
            problems.error(
                    path, node.isMissingNode() ? "is missing" : "is not an object", "write the fields " + fields(type));
            return;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            Optional<RecordComponent> component = Arrays.stream(type.getRecordComponents())
                    .filter(c -> c.getName().equals(field.getKey()))
                    .findFirst();
            String at = path + "." + field.getKey();
            if (component.isPresent()) {
                value(at, field.getValue(), component.get().getGenericType(), problems);
            } else {
                problems.error(at, "is an unknown field", "correct or remove it; known here: " + fields(type));
            }
        }
    }

    private static void scalar(String path, JsonNode node, Class<?> type, Problems problems) {
        if (type.isEnum()) {
            boolean known = Arrays.stream(type.getEnumConstants())
                    .anyMatch(constant -> constant.toString().equals(node.asText()));
            expect(
                    known,
                    path,
                    "one of "
                            + Arrays.stream(type.getEnumConstants())
                                    .map(Object::toString)
                                    .collect(Collectors.joining(", ")),
                    problems);
        } else if (type == String.class) {
            expect(node.isTextual(), path, "a string, in quotes", problems);
        } else if (type == Boolean.class) {
            expect(node.isBoolean(), path, "true or false, without quotes", problems);
        } else {
            expect(node.isIntegralNumber(), path, "a whole number, without quotes", problems);
        }
    }

    private static void expect(boolean holds, String path, String what, Problems problems) {
        if (!holds) {
            problems.error(path, "has an invalid value", "write " + what);
        }
    }

    private static String fields(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
