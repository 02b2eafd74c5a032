package io.prontuario.pulumi.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.core.Output;
import com.pulumi.test.PulumiTest;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.SecretReferences;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.desired.DesiredObjects;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.pulumi.local.config.LocalConfig;
import io.prontuario.pulumi.testing.kubernetes.KubernetesModel;
import io.prontuario.pulumi.testing.mocks.RecordedResource;
import io.prontuario.pulumi.testing.mocks.RecordingMocks;
import io.prontuario.pulumi.testing.provider.InputChecker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The on-site stack under mocks, which check every object against the typed SDK's schema. */
class OnSiteStackTest {
    private static final RecordingMocks STACK =
            new RecordingMocks(new InputChecker(LocalSchema.get(), new KubernetesModel()));

    @BeforeAll
    static void run() {
        LocalConfig config = LocalConfigTest.read(Map.of());
        try {
            PulumiTest.withMocks(STACK)
                    .runTest(context -> new OnSiteStack(config, "-----CA-----", Output.ofSecret("t")))
                    .throwOnError();
        } finally {
            PulumiTest.cleanup();
        }
    }

    @Test
    void everyObjectIsValidAndInTheReadme() throws Exception {
        assertThat(STACK.refused()).isEmpty();
        Map<String, Integer> counts = new TreeMap<>();
        STACK.all().forEach(r -> counts.merge(r.type(), 1, Integer::sum));
        assertThat(counts).isEqualTo(readme());
    }

    /** Type tokens and logical names are part of URNs: a changed one replaces the resource in every existing stack. */
    @Test
    void logicalNamesDoNotChange() throws Exception {
        assertThat(STACK.logicalNames())
                .containsExactlyInAnyOrderElementsOf(
                        Files.readAllLines(Path.of("src/test/resources/logical-names.txt")));
    }

    static Map<String, Integer> readme() throws Exception {
        Map<String, Integer> counts = new TreeMap<>();
        var row = Pattern.compile("^\\| `(kubernetes:[^`]+)` \\| (\\d+) \\|", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("README.md")));
        while (row.find()) {
            counts.put(row.group(1), Integer.parseInt(row.group(2)));
        }
        return counts;
    }

    @Test
    void theNamespaceIsRestrictedAndLimited() {
        RecordedResource namespace = STACK.one("Namespace", "Namespace-prontuario");
        assertThat(namespace.inputs().get("metadata").toString())
                .contains("pod-security.kubernetes.io/enforce=restricted");
        assertThat(STACK.one("ResourceQuota", "ResourceQuota-prontuario")
                        .inputs()
                        .get("spec")
                        .toString())
                .contains("services.loadbalancers=0");
        assertThat(STACK.every("LimitRange")).hasSize(1);
    }

    @Test
    void theOperatorIsWhatTheOperatorItselfPrints() {
        RecordedResource deployment = STACK.one("Deployment", "Deployment-prontuario-operator");
        assertThat(deployment.at("spec.replicas")).isEqualTo(2.0);
        assertThat(deployment.all("spec.template.spec.containers[].image"))
                .containsExactly("localhost/prontuario-operator:dev");
        assertThat(deployment.all("spec.template.spec.containers[].args[]")).contains("--site=onsite");
        assertThat(deployment.all("spec.template.spec.tolerations[].tolerationSeconds"))
                .containsOnly(2.0);
    }

    @Test
    void theHospitalsObjectIsRegisteredAsItIsWritten() {
        RecordedResource platform = STACK.one("ProntuarioPlatform", "ProntuarioPlatform-hospital");
        assertThat(platform.at("metadata.namespace")).isEqualTo("prontuario");
        assertThat(platform.all("spec.hosts[].name")).containsExactly("mac-studio-1", "mac-studio-2");
    }

    @Test
    void secretsComeFromConfiguration() {
        RecordedResource agent = STACK.one("Secret", "Secret-prontuario-agent");
        assertThat(agent.inputs().get("stringData")).isEqualTo(Map.of("ca.crt", "-----CA-----", "token", "t"));
    }

    @Test
    void everySecretAndKeyThatTheObjectNamesIsMade() {
        PlatformSpec spec =
                PlatformYaml.read(LocalConfigTest.read(Map.of()).platform()).getSpec();

        assertThat(SecretReferences.onSite(spec)).isNotEmpty().allSatisfy(reference -> assertThat(
                        made(reference.secret()))
                .as(reference.field())
                .containsAll(reference.keys()));
    }

    /** The other side is what the operator renders from the same object, and what its own pods mount. */
    @Test
    void everySecretThatAPodNamesIsMade() {
        ProntuarioPlatform platform =
                PlatformYaml.read(LocalConfigTest.read(Map.of()).platform());
        Set<String> named = new TreeSet<>();
        for (HasMetadata object :
                DesiredObjects.of(PlatformRef.of(platform), platform.getSpec(), OperatorRole.ONSITE, false)) {
            collect(Serialization.unmarshal(Serialization.asJson(object), JsonNode.class), named);
        }
        for (RecordedResource deployment : STACK.every("Deployment")) {
            collect(Serialization.unmarshal(Serialization.asJson(deployment.inputs()), JsonNode.class), named);
        }

        assertThat(named).contains("records-credentials", "prontuario-agent").allSatisfy(name -> assertThat(made(name))
                .isNotEmpty());
    }

    private static Set<String> made(String secret) {
        return STACK.every("Secret").stream()
                .filter(made -> secret.equals(made.at("metadata.name")))
                .flatMap(made -> ((Map<?, ?>) made.inputs().get("stringData")).keySet().stream())
                .map(String::valueOf)
                .collect(Collectors.toSet());
    }

    private static void collect(JsonNode node, Set<String> named) {
        node.fields().forEachRemaining(field -> {
            if (field.getKey().equals("secretRef") || field.getKey().equals("secretKeyRef")) {
                named.add(field.getValue().path("name").asText());
            } else if (field.getKey().equals("secret")) {
                named.add(field.getValue().path("secretName").asText());
            }
            collect(field.getValue(), named);
        });
        if (node.isArray()) {
            node.forEach(item -> collect(item, named));
        }
    }
}
