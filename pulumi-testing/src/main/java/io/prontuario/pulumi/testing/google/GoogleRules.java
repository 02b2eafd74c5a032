package io.prontuario.pulumi.testing.google;

import io.prontuario.pulumi.engine.PropertyPath;
import io.prontuario.pulumi.engine.TsvTable;
import io.prontuario.pulumi.testing.provider.InputFailure;
import io.prontuario.pulumi.testing.provider.ProtocolValues;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Input rules of the Google provider beyond its schema, from {@code google-rules.tsv}: type, path, kind of rule, argument. The
 * kinds: {@code enum} (values), {@code pattern} (regular expression), {@code range} (MIN..MAX), {@code length} (MIN..MAX, in
 * characters), {@code conflicts} (another path that must not be set), {@code when} (PATH=VALUE that forbids the property).
 */
final class GoogleRules {
    private final List<Rule> rules;

    private GoogleRules(List<Rule> rules) {
        this.rules = rules;
    }

    private record Rule(String token, String path, String kind, String argument) {
        List<InputFailure> check(Map<String, Object> inputs) {
            List<Object> values = PropertyPath.values(inputs, path).stream()
                    .filter(v -> v != ProtocolValues.UNKNOWN)
                    .toList();
            return switch (kind) {
                case "enum" -> refuse(values, this::listed, "expected one of " + new TreeSet<>(choices()));
                case "pattern" -> refuse(
                        values, v -> Pattern.matches(argument, String.valueOf(v)), "must match regex " + argument);
                case "range" -> refuse(
                        values,
                        v -> within(((Number) v).doubleValue()),
                        "expected to be in the range (" + argument.replace("..", " - ") + ")");
                case "length" -> refuse(
                        values,
                        v -> within(String.valueOf(v).length()),
                        "expected length in the range (" + argument.replace("..", " - ") + ")");
                case "conflicts" -> values.isEmpty()
                                || PropertyPath.values(inputs, argument).isEmpty()
                        ? List.of()
                        : List.of(new InputFailure(path, "\"" + path + "\": conflicts with " + argument));
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

        private boolean within(double number) {
            String[] bounds = argument.split("\\.\\.", -1);
            return number >= Double.parseDouble(bounds[0]) && number <= Double.parseDouble(bounds[1]);
        }

        private List<InputFailure> forbidden(Map<String, Object> inputs, List<Object> values) {
            int equals = argument.indexOf('=');
            boolean holds = PropertyPath.values(inputs, argument.substring(0, equals)).stream()
                    .anyMatch(v -> String.valueOf(v).equals(argument.substring(equals + 1)));
            return values.isEmpty() || !holds
                    ? List.of()
                    : List.of(new InputFailure(path, "\"" + path + "\": conflicts with " + argument));
        }

        private List<InputFailure> refuse(List<Object> values, Predicate<Object> good, String expected) {
            return values.stream()
                    .filter(good.negate())
                    .map(v -> new InputFailure(path, expected + ", got " + v))
                    .toList();
        }
    }

    static GoogleRules load() {
        return new GoogleRules(TsvTable.rows(GoogleRules.class, "google-rules.tsv", 4).stream()
                .map(row -> new Rule(row.get(0), row.get(1), row.get(2), row.get(3)))
                .toList());
    }

    List<InputFailure> check(String token, Map<String, Object> inputs) {
        return rules.stream()
                .filter(rule -> rule.token().equalsIgnoreCase(token))
                .flatMap(rule -> rule.check(inputs).stream())
                .toList();
    }

    /** The number of rules. */
    int size() {
        return rules.size();
    }
}
