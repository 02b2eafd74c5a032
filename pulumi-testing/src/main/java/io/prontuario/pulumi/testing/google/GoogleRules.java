package io.prontuario.pulumi.testing.google;

import io.prontuario.pulumi.testing.provider.Failure;
import io.prontuario.pulumi.testing.provider.Wire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the Google provider refuses beyond its schema, from {@code google-rules.tsv}: a type, a path, a kind of rule and its
 * argument. The kinds: {@code enum} (values), {@code pattern} (regular expression), {@code range} (MIN..MAX), {@code
 * conflicts} (another path that may not be set too), {@code when} (PATH=VALUE that makes the property forbidden).
 */
final class GoogleRules {
    private final List<Rule> rules;

    private GoogleRules(List<Rule> rules) {
        this.rules = rules;
    }

    private record Rule(String token, String path, String kind, String argument) {
        List<Failure> check(Map<String, Object> inputs) {
            List<Object> values = Wire.at(inputs, path).stream()
                    .filter(v -> v != Wire.UNKNOWN)
                    .toList();
            return switch (kind) {
                case "enum" -> refuse(values, this::listed, "expected one of " + new TreeSet<>(choices()));
                case "pattern" -> refuse(
                        values, v -> Pattern.matches(argument, String.valueOf(v)), "must match regex " + argument);
                case "range" -> refuse(
                        values, this::inRange, "expected to be in the range (" + argument.replace("..", " - ") + ")");
                case "conflicts" -> values.isEmpty()
                                || Wire.at(inputs, argument).isEmpty()
                        ? List.of()
                        : List.of(new Failure(path, "\"" + path + "\": conflicts with " + argument));
                case "when" -> forbidden(inputs, values);
                default -> throw new IllegalStateException("unknown kind of rule: " + kind);
            };
        }

        private Set<String> choices() {
            return Set.copyOf(Arrays.asList(argument.split(",", -1)));
        }

        private boolean listed(Object value) {
            return choices().contains(String.valueOf(value));
        }

        private boolean inRange(Object value) {
            String[] bounds = argument.split("\\.\\.", -1);
            double number = ((Number) value).doubleValue();
            return number >= Double.parseDouble(bounds[0]) && number <= Double.parseDouble(bounds[1]);
        }

        private List<Failure> forbidden(Map<String, Object> inputs, List<Object> values) {
            int equals = argument.indexOf('=');
            boolean holds = Wire.at(inputs, argument.substring(0, equals)).stream()
                    .anyMatch(v -> String.valueOf(v).equals(argument.substring(equals + 1)));
            return values.isEmpty() || !holds
                    ? List.of()
                    : List.of(new Failure(path, "\"" + path + "\": conflicts with " + argument));
        }

        private List<Failure> refuse(List<Object> values, java.util.function.Predicate<Object> good, String expected) {
            return values.stream()
                    .filter(good.negate())
                    .map(v -> new Failure(path, expected + ", got " + v))
                    .toList();
        }
    }

    static GoogleRules load() {
        List<Rule> rules = new ArrayList<>();
        try (var reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(GoogleRules.class.getResourceAsStream("google-rules.tsv")),
                StandardCharsets.UTF_8))) {
            String line;
            while ((line = reader.readLine()) != null) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] parts = line.split("\t", -1);
                    if (parts.length != 4) {
                        throw new IllegalStateException("google-rules.tsv: four columns wanted: " + line);
                    }
                    rules.add(new Rule(parts[0], parts[1], parts[2], parts[3]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new GoogleRules(rules);
    }

    List<Failure> check(String token, Map<String, Object> inputs) {
        return rules.stream()
                .filter(rule -> rule.token().equalsIgnoreCase(token))
                .flatMap(rule -> rule.check(inputs).stream())
                .toList();
    }

    /** How many rules there are. */
    int size() {
        return rules.size();
    }
}
