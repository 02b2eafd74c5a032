package io.prontuario.testbed.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.PlatformOverlay;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.operator.desired.DesiredObjects;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.testbed.demo.DemoObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the operator writes for the object of this level becomes the processes that it means. */
class PodCommandTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final PlatformSpec SPEC = spec();
    private static final JavaProgram PROGRAM = new JavaProgram("a.Main", Path.of("/programs/a"), 96);

    private static PlatformSpec spec() {
        try {
            return PlatformOverlay.apply(
                            Files.readString(HOME.resolve("examples/mac-studio-ha.yaml")),
                            DemoObject.overlay(HOME, "loopback"),
                            "spec: {models: [{name: smollm2, sha256: " + "a".repeat(64) + "}]}")
                    .getSpec();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Deployment deployment(String name) {
        return DesiredObjects.of(new PlatformRef("prontuario", "hospital", "uid"), SPEC, OperatorRole.ONSITE, false)
                .stream()
                .filter(Deployment.class::isInstance)
                .map(Deployment.class::cast)
                .filter(d -> d.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static PodCommand.Location location(int nodePort) {
        return new PodCommand.Location(
                "mac-studio-1", "127.0.1.11", nodePort, Path.of("/m"), Path.of("/hosts"), Path.of("/logs"));
    }

    @Test
    void aServiceListensOnItsSitesAddressAndNodePort() {
        ProcessSpec api = PodCommand.of(
                deployment("api-mac-studio-1"), Map.of("RECORDS_PASSWORD", "secret"), location(30080), PROGRAM);
        assertThat(api.environment())
                .containsEntry("SITE", "mac-studio-1")
                .containsEntry("PROFILE", "full")
                .containsEntry("BIND_ADDRESS", "127.0.1.11")
                .containsEntry("PORT", "30080")
                .containsEntry("RECORDS_PASSWORD", "secret")
                .containsEntry("RECORDS_URL", "jdbc:postgresql://records-mac-studio-1:5432/records")
                .containsEntry("INFERENCE_URL", "http://inference-mac-studio-1:30081");
        assertThat(api.words()).contains("-Djdk.net.hosts.file=/hosts", "a.Main");
        assertThat(api.toString()).doesNotContain("secret");
        assertThat(PodCommand.secretNames(deployment("api-mac-studio-1"))).containsExactly("records-credentials");
        assertThat(PodCommand.readyPath(deployment("api-mac-studio-1"))).contains("/readyz");
    }

    @Test
    void aModelIsFetchedIntoTheSitesFolderAndFoundThere() {
        Deployment inference = deployment("inference-mac-studio-1");
        assertThat(PodCommand.of(inference, Map.of(), location(30081), PROGRAM).environment())
                .containsEntry("MODELS", "smollm2=/m/models/smollm2@" + "a".repeat(64));
        assertThat(PodCommand.fetches(inference, location(30081), PROGRAM))
                .singleElement()
                .satisfies(words -> assertThat(words)
                        .endsWith("fetch-model", "file:///smollm2.gguf", "a".repeat(64), "/m/models/smollm2"));
    }

    @Test
    void theHostsFileReplacesDns() {
        assertThat(SiteAddresses.hostsFile(SPEC).lines())
                .containsExactly(
                        "127.0.0.1 localhost",
                        "127.0.1.11 api-mac-studio-1 inference-mac-studio-1 records-mac-studio-1",
                        "127.0.1.12 api-mac-studio-2 inference-mac-studio-2 records-mac-studio-2",
                        "127.0.1.13 api-edge inference-edge records-edge",
                        "127.0.1.21 api-cloud inference-cloud records-cloud");
        assertThat(List.of(SiteAddresses.of(SPEC).of("edge"))).containsExactly("127.0.1.13");
    }

    @Test
    void theOverlayUsesTheDemosPorts() {
        assertThat(SPEC.edge().frontends().get(0).port()).isEqualTo(Ports.FRONT_DOOR);
        assertThat(Ports.USES).extracting(Ports.Use::port).contains(30080, 30081, Ports.DATABASE, 9180);
        assertThat(SPEC.services()).allSatisfy(service -> assertThat(Ports.USES)
                .extracting(Ports.Use::port)
                .contains(service.nodePort() == null ? service.port() : service.nodePort()));
    }
}
