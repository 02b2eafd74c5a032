package io.prontuario.crds.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.prontuario.crds.Examples;
import io.prontuario.crds.PlatformCrd;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
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

/** The definition on a real API server, because mocks do not evaluate CEL, defaults and server-side apply. */
@ExtendWith(ApiServerExtension.class)
class CrdIT {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static String namespace;

    @BeforeAll
    static void install(ApiServer server) {
        server.applyFromClasspath(PlatformCrd.RESOURCE);
        // A definition just created has no status, then a status without conditions: both mean "not yet".
        server.client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(PlatformCrd.NAME)
                .waitUntilCondition(CrdIT::established, 30, TimeUnit.SECONDS);
        namespace = server.newNamespace("crds");
    }

    static boolean established(CustomResourceDefinition definition) {
        return definition != null
                && definition.getStatus() != null
                && definition.getStatus().getConditions() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(c -> c.getType().equals("Established")
                                && c.getStatus().equals("True"));
    }

    /** A generic resource, without the Java types, as kubectl sends it. */
    private static GenericKubernetesResource generic(String yaml, String name) throws Exception {
        GenericKubernetesResource resource = YAML.readValue(yaml, GenericKubernetesResource.class);
        resource.getMetadata().setNamespace(namespace);
        resource.getMetadata().setName(name);
        return resource;
    }

    private static void dryRun(KubernetesClient client, GenericKubernetesResource resource) {
        client.resource(resource).dryRun().create();
    }

    @Test
    void theSchemaIsStructural(ApiServer server) {
        var crd = server.client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(PlatformCrd.NAME)
                .get();
        assertThat(crd.getStatus().getConditions())
                .noneMatch(c -> c.getType().equals("NonStructuralSchema")
                        && c.getStatus().equals("True"));
        assertThat(crd.getStatus().getAcceptedNames().getShortNames()).containsExactly("pp");
    }

    static List<String> examples() {
        return Examples.names();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsAccepted(String name, ApiServer server) throws Exception {
        dryRun(server.client(), generic(Examples.text(name), "example"));
    }

    @Test
    void theExampleWithTheTestbedsOverlayIsAccepted(ApiServer server) throws Exception {
        String merged = io.prontuario.crds.PlatformOverlay.merge(
                Examples.text("mac-studio-ha.yaml"),
                Examples.text("overlays/testbed.yaml"),
                "spec: {models: [{name: smollm2, sha256: " + "ab".repeat(32) + "}]}");
        dryRun(server.client(), generic(merged, "example"));
    }

    static Stream<InvalidObjects.Bad> badSpecs() {
        return Stream.concat(InvalidObjects.REFUSED_BY_CEL.stream(), InvalidObjects.REFUSED_BY_SCHEMA.stream());
    }

    @ParameterizedTest
    @MethodSource("badSpecs")
    void aBadSpecIsRefusedWithItsFieldAndItsMessage(InvalidObjects.Bad bad, ApiServer server) throws Exception {
        GenericKubernetesResource resource = generic(bad.yaml(), "bad");
        KubernetesClientException refused =
                catchThrowableOfType(KubernetesClientException.class, () -> dryRun(server.client(), resource));
        assertThat(refused).as("accepted: %s", bad.overlay()).isNotNull();
        assertThat(refused.getCode()).isEqualTo(422);
        assertThat(refused.getStatus().getDetails().getCauses()).anySatisfy(cause -> {
            assertThat(cause.getField()).isEqualTo(bad.path());
            assertThat(cause.getMessage()).contains(bad.message());
        });
    }

    @Test
    void everyRuleHasAnObjectThatItRefuses(ApiServer server) {
        List<String> shown = InvalidObjects.REFUSED_BY_CEL.stream()
                .map(InvalidObjects.Bad::message)
                .toList();
        assertThat(CrdRules.messages(CrdGenerator.generate()))
                .filteredOn(message -> !message.startsWith("metadata.name"))
                .allSatisfy(message -> assertThat(shown).anyMatch(message::contains));
    }

    @Test
    void defaultsAreTheOnesOfTheJavaTypes(ApiServer server) throws Exception {
        for (String name : Examples.names()) {
            GenericKubernetesResource sent = generic(Examples.text(name), "defaults-" + name.replace(".yaml", ""));
            ProntuarioPlatform stored = PlatformYaml.read(YAML.writeValueAsString(
                    server.client().resource(sent).dryRun().create()));
            assertThat(stored.getSpec()).as(name).isEqualTo(Examples.read(name).getSpec());
        }
    }

    @Test
    void statusIsASubresourceAndASecondApplyWritesNothing(ApiServer server) {
        KubernetesClient client = server.client();
        ProntuarioPlatform platform = Examples.read("mac-studio-ha.yaml");
        platform.getMetadata().setNamespace(namespace);
        ProntuarioPlatform first =
                client.resource(platform).fieldManager("test").serverSideApply();
        assertThat(first.getMetadata().getGeneration()).isEqualTo(1);

        ProntuarioPlatform second =
                client.resource(platform).fieldManager("test").serverSideApply();
        assertThat(second.getMetadata().getResourceVersion())
                .isEqualTo(first.getMetadata().getResourceVersion());

        ProntuarioPlatform status = new ProntuarioPlatform();
        status.getMetadata().setName("hospital");
        status.getMetadata().setNamespace(namespace);
        status.setStatus(status());
        ProntuarioPlatform reported = report(client, status);
        assertThat(reported.getStatus()).isEqualTo(status());
        assertThat(reported.getMetadata().getGeneration())
                .as("status changes no generation")
                .isEqualTo(1);
        ProntuarioPlatform again = report(client, status);
        assertThat(again.getMetadata().getResourceVersion())
                .isEqualTo(reported.getMetadata().getResourceVersion());

        ProntuarioPlatform third =
                client.resource(platform).fieldManager("test").serverSideApply();
        assertThat(third.getStatus()).as("applying the spec keeps the status").isEqualTo(status());
        client.resource(platform).delete();
    }

    @Test
    void twoWritersMergeNamedItems(ApiServer server) throws Exception {
        KubernetesClient client = server.client();
        GenericKubernetesResource platform = generic(Examples.text("mac-studio-ha.yaml"), "merged");
        client.resource(platform).fieldManager("engineer").serverSideApply();
        GenericKubernetesResource pause = generic(
                """
                apiVersion: platform.prontuario.io/v1alpha1
                kind: ProntuarioPlatform
                metadata: {name: merged}
                spec: {failover: {pause: {until: "2030-01-01T00:00:00Z", reason: cabling}}}
                """,
                "merged");
        client.resource(pause).fieldManager("on-call").serverSideApply();
        ProntuarioPlatform stored = client.resources(ProntuarioPlatform.class)
                .inNamespace(namespace)
                .withName("merged")
                .get();
        assertThat(stored.getSpec().failover().pause().reason()).isEqualTo("cabling");
        assertThat(stored.getSpec().hosts()).hasSize(2);
        client.resource(platform).delete();
    }

    @Test
    void namesInAListAreUnique(ApiServer server) throws Exception {
        String yaml = Examples.text("mac-studio-ha.yaml").replace("- name: mac-studio-2", "- name: mac-studio-1");
        GenericKubernetesResource resource = generic(yaml, "twice");
        KubernetesClientException refused =
                catchThrowableOfType(KubernetesClientException.class, () -> dryRun(server.client(), resource));
        assertThat(refused.getStatus().getDetails().getCauses())
                .extracting(StatusCause::getField)
                .contains("spec.hosts[1]");
    }

    @Test
    void theLargestSpecIsWithinTheCostLimit(ApiServer server) throws Exception {
        GenericKubernetesResource largest = generic(Examples.text("mac-studio-ha.yaml"), "largest");
        largest.setAdditionalProperty("spec", LargestSpec.build());
        dryRun(server.client(), largest);
    }

    @Test
    void kubectlGetShowsTheColumns(ApiServer server) throws Exception {
        KubernetesClient client = server.client();
        GenericKubernetesResource platform = generic(Examples.text("mac-studio-ha.yaml"), "columns");
        client.resource(platform).serverSideApply();
        ProntuarioPlatform status = new ProntuarioPlatform();
        status.getMetadata().setName("columns");
        status.getMetadata().setNamespace(namespace);
        status.setStatus(status());
        report(client, status);
        JsonNode table = YAML.readTree(client.getHttpClient()
                .sendAsync(
                        client.getHttpClient()
                                .newHttpRequestBuilder()
                                .uri(client.getMasterUrl() + "apis/platform.prontuario.io/v1alpha1/namespaces/"
                                        + namespace + "/prontuarioplatforms/columns")
                                .header("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io")
                                .build(),
                        String.class)
                .get()
                .body());
        assertThat(table.findValuesAsText("name")).contains("Name", "Mode", "Active", "Epoch", "Ready", "Age");
        assertThat(table.at("/rows/0/cells").toString())
                .startsWith("[\"columns\",\"Full\",\"mac-studio-1\",7,\"True\",");
        client.resource(platform).delete();
    }

    private static ProntuarioPlatform report(KubernetesClient client, ProntuarioPlatform status) {
        return client.resource(status)
                .subresource("status")
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager("operator")
                        .withForce(true)
                        .build());
    }

    private static PlatformStatus status() {
        return new PlatformStatus(
                1L,
                "ab".repeat(32),
                PlatformStatus.Mode.Full,
                false,
                "mac-studio-1",
                7L,
                List.of(new PlatformStatus.Site(
                        "mac-studio-1",
                        PlatformStatus.Health.Healthy,
                        "2026-01-01T00:00:00Z",
                        null,
                        "b0071d",
                        true,
                        null)),
                List.of(),
                List.of(),
                new PlatformStatus.Projection(
                        "api-ship", "2026-01-01T00:00:30Z", "2026-01-01T00:00:29Z", 1L, 1201L, 0L),
                new PlatformStatus.Inbox(0L, "2026-01-01T00:00:30Z"),
                null,
                null,
                List.of(new ConditionBuilder()
                        .withType("Ready")
                        .withStatus("True")
                        .withReason("Serving")
                        .withMessage("mac-studio-1 serves")
                        .withLastTransitionTime("2026-01-01T00:00:00Z")
                        .withObservedGeneration(1L)
                        .build()));
    }
}
