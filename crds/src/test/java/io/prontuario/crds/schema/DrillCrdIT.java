package io.prontuario.crds.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.prontuario.crds.DrillCrd;
import io.prontuario.crds.PlatformOverlay;
import io.prontuario.testing.ApiServer;
import io.prontuario.testing.ApiServerExtension;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real API server makes of the definition of drills. */
@ExtendWith(ApiServerExtension.class)
class DrillCrdIT {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String GOOD =
            """
            apiVersion: platform.prontuario.io/v1alpha1
            kind: FailoverDrill
            metadata: {name: drill}
            spec:
              platform: hospital
              scenario: PrimaryDies
              driver: Workload
              hosts: [mac-studio-1]
              deadline: "2026-03-01T06:00:00Z"
            """;
    private static String namespace;

    /** @param field the field that the API server must name @param message a part of its message */
    record Bad(String spec, String field, String message) {
        @Override
        public String toString() {
            return spec;
        }
    }

    static List<Bad> bad() {
        return List.of(
                new Bad("{scenario: PrimaryFails}", "spec.scenario", "supported values: "),
                new Bad("{scenario: null}", "spec.scenario", "Required value"),
                new Bad("{driver: Magic}", "spec.driver", "supported values: "),
                new Bad("{platform: Hospital A}", "spec.platform", "should match"),
                new Bad("{deadline: tomorrow}", "spec.deadline", "should match"),
                new Bad("{deadline: null}", "spec.deadline", "Required value"),
                new Bad("{hosts: [a, a]}", "spec.hosts[1]", "Duplicate value"),
                new Bad("{scenario: DependencyDown}", "spec.service", "stops one service on every host: add service"),
                new Bad(
                        "{scenario: DependencyDown, service: api, driver: Traffic}",
                        "spec.driver",
                        "drains hosts, not services: use driver Workload"),
                new Bad(
                        "{scenario: EdgeDies}",
                        "spec.driver",
                        "cannot cause this scenario: use driver Host or Testbed"),
                new Bad(
                        "{scenario: HealthCheck}",
                        "spec.driver",
                        "driver None is for scenario HealthCheck and for no other"),
                new Bad("{driver: None}", "spec.driver", "and for no other: correct driver or scenario"));
    }

    static List<Bad> changes() {
        String unchanged = "this field is immutable: set end: true and create another drill";
        return List.of(
                new Bad("{platform: other}", "spec.platform", unchanged),
                new Bad("{scenario: BothDie}", "spec.scenario", unchanged),
                new Bad("{driver: Traffic}", "spec.driver", unchanged),
                new Bad("{deadline: '2027-03-01T06:00:00Z'}", "spec.deadline", unchanged),
                new Bad("{hosts: [mac-studio-2]}", "spec.hosts", unchanged),
                new Bad("{hosts: null}", "spec.hosts", unchanged),
                new Bad("{service: api}", "spec.service", unchanged));
    }

    @BeforeAll
    static void install(ApiServer server) {
        server.applyFromClasspath(DrillCrd.RESOURCE);
        namespace = server.newNamespace("drills");
        server.client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(DrillCrd.NAME)
                .waitUntilCondition(CrdIT::established, 30, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aBadDrillIsRefusedWithItsFieldAndItsRemedy(Bad bad, ApiServer server) throws Exception {
        GenericKubernetesResource drill = drill(PlatformOverlay.merge(GOOD, "spec: " + bad.spec()), "bad");
        assertRefused(bad, () -> server.client().resource(drill).dryRun().create());
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aDrillIsImmutable(Bad change, ApiServer server) throws Exception {
        KubernetesClient client = server.client();
        GenericKubernetesResource drill = client.resource(drill(GOOD, "same")).serverSideApply();
        String patch = new ObjectMapper().writeValueAsString(YAML.readTree("spec: " + change.spec()));
        assertRefused(change, () -> client.resource(drill).patch(PatchContext.of(PatchType.JSON_MERGE), patch));
    }

    @Test
    void anEndedDrillCannotBeRestarted(ApiServer server) throws Exception {
        KubernetesClient client = server.client();
        GenericKubernetesResource drill = client.resource(drill(GOOD, "ended")).create();
        client.resource(drill).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"end\":true}}");
        assertRefused(
                new Bad("", "spec.end", "a drill that has ended cannot be restarted: create another drill"),
                () -> client.resource(drill)
                        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"end\":false}}"));
    }

    @Test
    void everyRuleHasAnObjectThatItRefuses() {
        List<String> shown = Stream.of(
                        bad(),
                        changes(),
                        List.of(new Bad("", "", "a drill that has ended cannot be restarted: create another drill")))
                .flatMap(List::stream)
                .map(Bad::message)
                .toList();
        assertThat(CrdRules.messages(CrdGenerator.generateDrill()))
                .allSatisfy(message -> assertThat(shown).anyMatch(message::contains));
    }

    private static void assertRefused(Bad bad, Runnable request) {
        KubernetesClientException refused = catchThrowableOfType(KubernetesClientException.class, request::run);
        assertThat(refused).as("accepted: %s", bad).isNotNull();
        assertThat(refused.getCode()).isEqualTo(422);
        assertThat(refused.getStatus().getDetails().getCauses()).anySatisfy(cause -> {
            assertThat(cause.getField()).isEqualTo(bad.field());
            assertThat(cause.getMessage()).contains(bad.message());
        });
    }

    private static GenericKubernetesResource drill(String yaml, String name) throws Exception {
        GenericKubernetesResource resource = YAML.readValue(yaml, GenericKubernetesResource.class);
        resource.getMetadata().setNamespace(namespace);
        resource.getMetadata().setName(name);
        return resource;
    }
}
