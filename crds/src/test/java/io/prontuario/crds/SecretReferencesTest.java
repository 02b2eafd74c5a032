package io.prontuario.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.prontuario.crds.SecretReferences.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretReferencesTest {
    private static final Path EXAMPLES = Path.of("../examples");

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList().stream();
        }
    }

    @Test
    void theExampleNamesTwoSecretsWithTheirKeys() throws IOException {
        String yaml = Files.readString(EXAMPLES.resolve("mac-studio-ha.yaml"));

        assertThat(SecretReferences.onSite(PlatformYaml.read(yaml).getSpec()))
                .containsExactly(
                        new Reference(
                                "front-door-tls",
                                "spec.edge.frontends[https].tlsSecretRef",
                                Set.of("tls.crt", "tls.key")),
                        new Reference(
                                "records-credentials",
                                "spec.services[api].envFromSecret",
                                Set.of("RECORDS_PASSWORD", "AUTH_KEYS", "CLOUD_RECORDS_PASSWORD")),
                        new Reference(
                                "records-credentials",
                                "spec.data.postgres.credentialsSecretRef",
                                Set.of("RECORDS_PASSWORD")));
    }

    @Test
    void whatIsNamedElsewhereIsFoundToo() throws IOException {
        String overlay =
                """
                spec:
                  cloud: {kubeconfigSecretRef: cloud-access}
                  announcements:
                    webhooks: [{name: duty, url: "https://duty.hospital.example/", keySecretRef: duty-key}]
                  names:
                    onsiteView: {rfc2136: {server: 10.0.0.1, zone: hospital.example, keyName: k, keySecretRef: tsig}}
                """;
        String yaml = Files.readString(EXAMPLES.resolve("mac-studio-ha.yaml"));

        assertThat(SecretReferences.onSite(PlatformOverlay.apply(yaml, overlay).getSpec()))
                .contains(
                        new Reference("cloud-access", "spec.cloud.kubeconfigSecretRef", Set.of("kubeconfig")),
                        new Reference("duty-key", "spec.announcements.webhooks[duty].keySecretRef", Set.of("key")),
                        new Reference("tsig", "spec.names.onsiteView.rfc2136.keySecretRef", Set.of("secret")));
    }

    /** A field with a new Secret has to be added here, or who installs the object does not make it. */
    @ParameterizedTest
    @MethodSource("examples")
    void everySecretInTheTextIsFound(Path example) throws IOException {
        String yaml = Files.readString(example);
        Set<String> named = new TreeSet<>();
        collect(PlatformYaml.readTree(yaml), named);

        assertThat(SecretReferences.onSite(PlatformYaml.read(yaml).getSpec()))
                .extracting(Reference::secret)
                .containsAll(named);
    }

    private static void collect(JsonNode node, Set<String> named) {
        node.fields().forEachRemaining(field -> {
            if (field.getKey().endsWith("SecretRef")) {
                named.add(field.getValue().asText());
            } else if (field.getKey().equals("envFromSecret")) {
                field.getValue().forEach(secret -> named.add(secret.asText()));
            }
            collect(field.getValue(), named);
        });
        if (node.isArray()) {
            node.forEach(item -> collect(item, named));
        }
    }
}
