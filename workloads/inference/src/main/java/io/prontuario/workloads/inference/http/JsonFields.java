package io.prontuario.workloads.inference.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads optional fields of a JSON object. A wrong type or value is an error that names the field; null counts as absent.
 *
 * @param prefix prepended to field names in errors, for a nested object
 */
record JsonFields(JsonNode json, String prefix) {
    JsonFields(JsonNode json) {
        this(json, "");
    }

    private Optional<JsonNode> present(String name) {
        JsonNode value = json.path(name);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    Optional<String> text(String name) throws RequestException {
        Optional<JsonNode> value = present(name);
        if (value.isPresent() && !value.get().isTextual()) {
            throw RequestException.field(prefix + name, "must be a string.");
        }
        return value.map(JsonNode::textValue);
    }

    boolean flag(String name) throws RequestException {
        Optional<JsonNode> value = present(name);
        if (value.isPresent() && !value.get().isBoolean()) {
            throw RequestException.field(prefix + name, "must be a boolean.");
        }
        return value.map(JsonNode::booleanValue).orElse(false);
    }

    Optional<Integer> integer(String name, int min, int max) throws RequestException {
        Optional<JsonNode> value = present(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        JsonNode node = value.get();
        if (!node.canConvertToInt()
                || !node.canConvertToExactIntegral()
                || node.intValue() < min
                || node.intValue() > max) {
            throw RequestException.field(prefix + name, "must be an integer from " + min + " to " + max + ".");
        }
        return Optional.of(node.intValue());
    }

    Optional<Double> number(String name, double min, double max) throws RequestException {
        Optional<JsonNode> value = present(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        double number = value.get().doubleValue();
        if (!value.get().isNumber() || !(number >= min && number <= max)) {
            throw RequestException.field(prefix + name, "must be a number from " + min + " to " + max + ".");
        }
        return Optional.of(number);
    }

    /** A string, or an array of at most {@code most} strings; none may be empty. */
    List<String> texts(String name, int most) throws RequestException {
        Optional<JsonNode> value = present(name);
        if (value.isEmpty()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        Iterable<JsonNode> items = value.get().isArray() ? value.get() : List.of(value.get());
        for (JsonNode item : items) {
            if (!item.isTextual() || item.textValue().isEmpty() || texts.size() == most) {
                throw RequestException.field(
                        prefix + name,
                        "must be a string or an array of at most " + most + " strings, none of them empty.");
            }
            texts.add(item.textValue());
        }
        return texts;
    }
}
