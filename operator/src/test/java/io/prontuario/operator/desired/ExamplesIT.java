package io.prontuario.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.testing.ApiServer;
import io.prontuario.testing.ApiServerExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real API server accepts the objects of the four examples, for both clusters. */
@ExtendWith(ApiServerExtension.class)
class ExamplesIT {
    private static final Path EXAMPLES = Path.of("..", "examples");

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static List<HasMetadata> desired(Path example, String namespace, OperatorRole operatorRole) {
        ProntuarioPlatform platform = PlatformYaml.read(example);
        platform.getMetadata().setNamespace(namespace);
        platform.getMetadata().setUid("00000000-0000-0000-0000-000000000000");
        return DesiredObjects.of(PlatformRef.of(platform), platform.getSpec(), operatorRole, true);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyObjectIsAccepted(Path example, ApiServer server) {
        KubernetesClient client = server.client();
        String namespace = server.newNamespace("examples");
        int accepted = 0;
        for (OperatorRole operatorRole : OperatorRole.values()) {
            for (HasMetadata object : desired(example, namespace, operatorRole)) {
                client.resource(object).inNamespace(namespace).dryRun().serverSideApply();
                accepted++;
            }
        }
        assertThat(accepted).isPositive();
    }

    @Test
    void inTheCloudAServiceFindsItsNeighboursUnderTheirNamesThere() {
        Path mini = EXAMPLES.resolve("mac-mini-hybrid.yaml");
        assertThat(environment(desired(mini, "x", OperatorRole.ONSITE), "api-mini-api"))
                .contains("INFERENCE_URL=http://inference-mini-inference:8080");
        assertThat(environment(desired(mini, "x", OperatorRole.CLOUD), "api-cloud"))
                .contains("INFERENCE_URL=http://inference-cloud:8080", "RECORDS_USER=records");
    }

    @Test
    void withoutHostsNativeServicesAreTheManagedOnes() {
        assertThat(desired(EXAMPLES.resolve("healthcare-production.yaml"), "x", OperatorRole.CLOUD))
                .filteredOn(EndpointSlice.class::isInstance)
                .extracting(slice -> ((EndpointSlice) slice)
                        .getEndpoints()
                        .get(0)
                        .getAddresses()
                        .get(0))
                .containsExactlyInAnyOrder("10.80.16.3", "10.80.17.3");
    }

    private static List<String> environment(List<HasMetadata> objects, String deployment) {
        return objects.stream()
                .filter(object -> object instanceof Deployment
                        && object.getMetadata().getName().equals(deployment))
                .flatMap(object -> ((Deployment) object)
                        .getSpec().getTemplate().getSpec().getContainers().get(0).getEnv().stream())
                .filter(env -> env.getValue() != null)
                .map((EnvVar env) -> env.getName() + "=" + env.getValue())
                .toList();
    }
}
