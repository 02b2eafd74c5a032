package io.prontuario.pulumi.gcp.config;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import io.prontuario.pulumi.config.ConfigProblem;
import io.prontuario.pulumi.config.ConfigSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads typed values and collects the problems. A value that cannot be parsed counts as its default. */
final class ConfigValues {
    private static final Gson GSON = new Gson();
    private final ConfigSource source;
    private final Map<String, ConfigProblem> problems = new LinkedHashMap<>();

    ConfigValues(ConfigSource source) {
        this.source = source;
    }

    List<ConfigProblem> problems() {
        return new ArrayList<>(problems.values());
    }

    boolean failed(String key) {
        return problems.containsKey(key);
    }

    private void problem(String key, String what, String remedy) {
        problems.putIfAbsent(key, new ConfigProblem(key, what, remedy));
    }

    private Optional<String> raw(String name) {
        return source.get(name).filter(s -> !s.isBlank()).or(ConfigKeys.get(name)::defaultValue);
    }

    private <T> T defaultValue(String name, Function<String, T> parse) {
        return parse.apply(ConfigKeys.get(name).defaultValue().orElseThrow());
    }

    /** Whether a key is set; the only question that may be asked about a secret. */
    boolean set(String name) {
        return source.keys().contains(name);
    }

    String required(String name, String remedy) {
        return raw(name).orElseGet(() -> {
            problem(name, "is not set", remedy);
            return "";
        });
    }

    String string(String name) {
        return raw(name).orElseThrow();
    }

    Optional<String> optional(String name) {
        return raw(name);
    }

    int integer(String name) {
        String text = raw(name).orElseThrow();
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            problem(name, "\"" + text + "\" is not a whole number", "write digits only");
            return defaultValue(name, Integer::parseInt);
        }
    }

    boolean bool(String name) {
        String text = raw(name).orElseThrow();
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        problem(name, "\"" + text + "\" is neither true nor false", "write true or false");
        return defaultValue(name, Boolean::parseBoolean);
    }

    List<String> strings(String name) {
        String text = raw(name).orElseThrow();
        try {
            return List.of(GSON.fromJson(text, String[].class));
        } catch (JsonSyntaxException | NullPointerException e) {
            problem(name, "\"" + text + "\" is not a list", "write a YAML list of strings");
            return defaultValue(name, t -> List.of(GSON.fromJson(t, String[].class)));
        }
    }

    /** One of the given values, by its spelling in the configuration. */
    <E> E choice(String name, Map<String, E> choices) {
        String text = raw(name).orElse("");
        E chosen = choices.get(text);
        if (chosen != null) {
            return chosen;
        }
        problem(
                name,
                text.isEmpty() ? "is not set" : "\"" + text + "\" is not one of the choices",
                "write one of " + String.join(", ", choices.keySet()));
        return choices.values().iterator().next();
    }

    String oneOf(String name, String... choices) {
        return choice(
                name,
                Arrays.stream(choices)
                        .collect(Collectors.toMap(
                                Function.identity(), Function.identity(), (a, b) -> a, LinkedHashMap::new)));
    }

    /** Reports unknown keys. A misspelt key would otherwise leave a safeguard at its default silently. */
    void refuseUnknown() {
        for (String key : source.keys()) {
            if (!ConfigKeys.known(key)) {
                String near = ConfigKeys.ALL.stream()
                        .map(ConfigKey::name)
                        .min((a, b) -> Integer.compare(distance(a, key), distance(b, key)))
                        .orElseThrow();
                problem(key, "is not a key of this project", "did you mean " + near + "? See pulumi-gcp/README.md");
            }
        }
    }

    /** Edit distance (Levenshtein). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(substitute, Math.min(row[j - 1], above) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
