package io.prontuario.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.crds.v1alpha1.EdgeSpec.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route that a service of ours answers is reachable through the examples' front doors, or is listed here as internal. */
class ExampleRoutesTest {
    /** What no client outside of the cluster uses, and who does. */
    private static final Map<String, String> INTERNAL = Map.of(
            "/livez", "probes",
            "/readyz", "probes, the front door's checks",
            "/health", "callers of OpenAI-compatible servers",
            "/metrics", "Prometheus",
            "/projection", "the operator asks the job ship",
            "/v1/models", "the api of the same host",
            "/v1/completions", "the api of the same host",
            "/v1/embeddings", "the api of the same host",
            "/v1/audio/transcriptions", "the api of the same host");

    /** The examples in which the api is behind a front door. */
    private static final List<String> WITH_FRONT_DOOR = List.of("mac-studio-ha.yaml", "mac-mini-hybrid.yaml");

    private static final Pattern ROUTE =
            Pattern.compile("routes\\s*\\.(?:get|post|put|patch|delete)\\(\\s*\"(/[^\"]*)\"");
    private static final Path WORKLOADS = Path.of("../workloads");

    static Set<String> routes() throws IOException {
        Set<String> routes = new TreeSet<>();
        for (String module : List.of("common", "api", "inference")) {
            try (Stream<Path> files = Files.walk(WORKLOADS.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(one -> one.toString().endsWith(".java")).toList()) {
                    Matcher matcher = ROUTE.matcher(Files.readString(file));
                    while (matcher.find()) {
                        routes.add(matcher.group(1));
                    }
                }
            }
        }
        return routes;
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aRouteIsReachableOrInternal(String route) {
        for (String example : WITH_FRONT_DOOR) {
            boolean reachable = prefixes(example).stream()
                    .anyMatch(prefix -> route.equals(prefix) || route.startsWith(prefix + "/"));
            assertThat(reachable || INTERNAL.containsKey(route))
                    .as("%s: add a route to edge.frontends of examples/%s, or list it as internal here", route, example)
                    .isTrue();
            assertThat(reachable && INTERNAL.containsKey(route))
                    .as("%s is both", route)
                    .isFalse();
        }
    }

    @Test
    void nothingIsListedThatNoServiceAnswers() throws IOException {
        List<String> unknown = new ArrayList<>(INTERNAL.keySet());
        unknown.removeAll(routes());
        assertThat(unknown).isEmpty();
        assertThat(routes()).contains("/v1/auth/login", "/v1/patients/{id}", "/v1/chat/completions");
        assertThat(WITH_FRONT_DOOR).flatMap(ExampleRoutesTest::prefixes).allSatisfy(prefix -> assertThat(routes())
                .anyMatch(route -> route.startsWith(prefix)));
    }

    private static List<String> prefixes(String example) {
        return Examples.read(example).getSpec().edge().frontends().stream()
                .flatMap(frontend -> frontend.routes().stream())
                .map(Route::path)
                .toList();
    }
}
