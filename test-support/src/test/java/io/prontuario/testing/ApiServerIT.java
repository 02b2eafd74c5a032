package io.prontuario.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ApiServerExtension.class)
class ApiServerIT {
    @Test
    void appliesOnTheServer(ApiServer server) {
        String namespace = server.newNamespace("apiserver");
        ConfigMap map = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("one")
                .withNamespace(namespace)
                .endMetadata()
                .addToData("a", "b")
                .build();
        ConfigMap first = server.client().resource(map).serverSideApply();
        ConfigMap second = server.client().resource(map).serverSideApply();
        assertThat(second.getMetadata().getResourceVersion())
                .isEqualTo(first.getMetadata().getResourceVersion());
    }

    @Test
    void aServiceAccountHasNoRightsByDefault(ApiServer server) {
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(server.serviceAccountConfig("default", "without-rights"))
                .build()) {
            assertThatThrownBy(() -> client.configMaps().inNamespace("default").list())
                    .isInstanceOfSatisfying(KubernetesClientException.class, e -> assertThat(e.getCode())
                            .isEqualTo(403));
        }
    }

    @Test
    void theKubeconfigIsComplete(ApiServer server) throws Exception {
        var config = io.fabric8.kubernetes.client.Config.fromKubeconfig(
                server.kubeconfig().toFile());
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            assertThat(client.getKubernetesVersion().getMinor()).isEqualTo("34");
        }
    }
}
