package io.prontuario.crds.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.crds.Examples;
import io.prontuario.crds.PlatformOverlay;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlatformValidatorTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static PlatformSpec studio(String spec) {
        return PlatformOverlay.apply(Examples.text("mac-studio-ha.yaml"), "spec: {" + spec + "}")
                .getSpec();
    }

    static List<InvalidSpec> badSpecs() {
        return Stream.of(InvalidTopology.TABLE, InvalidWorkload.TABLE)
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("badSpecs")
    void anInvalidSpecIsReportedWithFieldErrorAndFix(InvalidSpec bad) {
        List<Problem> problems = PlatformValidator.validate(studio(bad.spec()), NOW);
        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem).isInstanceOf(Problem.Error.class);
            assertThat(problem.path()).isEqualTo(bad.path());
            assertThat(problem.message()).contains(bad.message());
            assertThat(problem.remedy()).contains(bad.remedy());
        });
        assertThat(PlatformValidator.errors(studio(bad.spec()))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("badSpecs")
    void anInvalidSpecHasTheExpectedNumberOfErrors(InvalidSpec bad) {
        assertThat(PlatformValidator.errors(studio(bad.spec()))).hasSize(bad.errors());
    }

    static Stream<String> examples() {
        return Examples.names().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theExamplesHaveNeitherErrorsNorWarnings(String name) {
        assertThat(PlatformValidator.validate(Examples.text(name), NOW)).isEmpty();
    }

    @Test
    void theDemosObjectHasNeitherErrorsNorWarnings() {
        String merged = PlatformOverlay.merge(
                Examples.text("mac-studio-ha.yaml"),
                Examples.text("overlays/testbed.yaml"),
                "spec: {models: [{name: smollm2, sha256: " + "ab".repeat(32) + "}]}");
        assertThat(PlatformValidator.validate(merged, NOW)).isEmpty();
    }

    @Test
    void valuesAtTheLimitAreValid() {
        assertValid("health: {interval: 2001ms, timeout: 2s}");
        assertValid("failover: {failback: {stabilization: 10s}}"); // 2 checks every 5 s
        assertValid("drills: [{name: secondary-failover, budget: {rto: 17s}}]"); // 3 × 5 s + 2 s
        assertValid("drills: [{name: cloud-fallback, budget: {rto: 17s}}]");
        assertValid("hosts: [{name: mac-studio-1, capacity: {cpu: 750m}}]"); // api 250m + inference 500m
        assertValid("edge: {checks: {fastInterval: 1s}}");
        assertValid("services: [{name: api, resources: {requests: {memory: 768Mi}}}]");
        assertValid("services: [{name: api, profiles: {emergency: {takeoverReplicas: 1}}}]");
        assertValid("cloud: {maxUsers: 1}");
    }

    private static void assertValid(String spec) {
        assertThat(PlatformValidator.validate(studio(spec), NOW)).as(spec).isEmpty();
    }

    @Test
    void everyProblemIsReportedAtOnceInTheOrderOfThePaths() {
        List<Problem> problems = PlatformValidator.validate(
                studio(
                        "hosts: [{name: mac-studio-2, role: Primary}], health: {timeout: 5s}, cloud: {region: us-east1},"
                                + " services: [{name: inference, models: [gpt]}, {name: api, image: 'registry.example/api:1'}]"),
                NOW);
        assertThat(problems)
                .extracting(Problem::path)
                .containsExactly(
                        "spec.cloud.region",
                        "spec.health.timeout",
                        "spec.hosts[1].role",
                        "spec.services[0].image",
                        "spec.services[1].models[0]");
    }

    @Test
    void itemTenComesAfterItemTwo() {
        assertThat(Stream.of("spec.hosts[10].name", "spec.hosts[2].name").sorted(PathOrder.NATURAL))
                .containsExactly("spec.hosts[2].name", "spec.hosts[10].name");
    }

    @Test
    void warningsDoNotStopASpec() {
        for (String spec : List.of(
                "failover: {pause: {until: '2026-02-28T11:59:59Z', reason: forgotten}}",
                "failover: {pause: {until: '2026-03-08T12:00:01Z', reason: long}}",
                "failover: {damping: {window: 10m}}",
                "services: [{name: api, env: {A: 'x-{host}'}}]",
                "services: [{name: api, env: {RECORDS_PASSWORD: x}}]",
                "edge: {virtualAddress: null}")) {
            List<Problem> problems = PlatformValidator.validate(studio(spec), NOW);
            assertThat(problems).as(spec).hasSize(1).allMatch(Problem.Warning.class::isInstance);
            assertThat(PlatformValidator.errors(studio(spec))).as(spec).isEmpty();
        }
        assertValid("failover: {pause: {until: '2026-02-28T12:00:00Z', reason: a day ago}}");
        assertValid("failover: {pause: {until: '2026-03-08T12:00:00Z', reason: seven days}}");
    }

    @Test
    void anAcceptedSpecDoesNotBecomeInvalidWithTime() {
        PlatformSpec spec = studio("failover: {pause: {until: '2026-03-01T13:00:00Z', reason: x}}");
        assertThat(PlatformValidator.validate(spec, NOW.plusSeconds(315_360_000)))
                .allMatch(Problem.Warning.class::isInstance);
    }

    @Test
    void everyStructuralErrorOfAFileIsReported() {
        String yaml = Examples.text("mac-studio-ha.yaml")
                .replace("role: Primary ", "role: Leader ")
                .replace("maxUsers: 50", "maxUsers: \"50\"")
                .replace("tolerationSeconds: 5", "tolerationSecs: 5")
                .replace("cpu: \"32\"", "cpu: 32");
        List<Problem> problems = PlatformValidator.validate(yaml, NOW);
        assertThat(problems)
                .extracting(Problem::path)
                .containsExactly(
                        "spec.cloud.maxUsers",
                        "spec.hosts[0].capacity.cpu",
                        "spec.hosts[0].role",
                        "spec.hosts[1].capacity.cpu",
                        "spec.services[0].placement.tolerationSecs",
                        "spec.services[1].placement.tolerationSecs");
        assertThat(problems.get(2).remedy()).isEqualTo("write one of Primary, Secondary, Worker, ControlPlane");
        assertThat(problems.get(4).remedy()).contains("known here: hosts, nodeSelector, tolerationSeconds");
    }

    @Test
    void anEmptySpecIsInvalid() {
        List<Problem> problems = PlatformValidator.validate(
                PlatformYaml.read("apiVersion: platform.prontuario.io/v1alpha1\nkind: ProntuarioPlatform\nspec: {}\n")
                        .getSpec(),
                NOW);
        assertThat(problems).extracting(Problem::path).containsExactly("spec.hosts", "spec.services");
    }
}
