package io.prontuario.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import org.junit.jupiter.api.Test;

class PlatformYamlTest {
    private static final String GOOD =
            """
            apiVersion: platform.prontuario.io/v1alpha1
            kind: ProntuarioPlatform
            metadata: {name: hospital, namespace: prontuario}
            spec:
              hosts:
                - {name: mac-studio-1, role: Primary, address: 10.0.0.11, capacity: {cpu: "32"}}
              services:
                - name: api
                  kind: Api
                  port: 8080
                  env: {B: "2", A: ""}
            """;

    private static PlatformYamlException refused(String yaml) {
        return catchThrowableOfType(PlatformYamlException.class, () -> PlatformYaml.read(yaml));
    }

    @Test
    void readsAndFillsDefaults() {
        ProntuarioPlatform platform = PlatformYaml.read(GOOD);
        assertThat(platform.getMetadata().getName()).isEqualTo("hospital");
        assertThat(platform.getSpec().health().interval()).isEqualTo("5s");
        assertThat(platform.getSpec().hosts().get(0).node()).isEqualTo("mac-studio-1");
    }

    @Test
    void whatIsWrittenReadsBackTheSame() {
        ProntuarioPlatform platform = PlatformYaml.read(GOOD);
        ProntuarioPlatform again = PlatformYaml.read(PlatformYaml.write(platform));
        assertThat(again.getSpec()).isEqualTo(platform.getSpec());
        assertThat(again.getMetadata()).isEqualTo(platform.getMetadata());
        assertThat(PlatformYaml.write(platform)).contains("cpu: \"32\"").doesNotContain("status");
    }

    @Test
    void anUnknownFieldIsNamedWithItsPathAndLine() {
        PlatformYamlException e = refused(GOOD.replace("port: 8080", "prot: 8080"));
        assertThat(e.path()).isEqualTo("spec.services[0].prot");
        assertThat(e.line()).isEqualTo(10);
        assertThat(e)
                .hasMessageContaining("line 10")
                .hasMessageContaining("known here: ")
                .hasMessageContaining("port");
    }

    @Test
    void anUnknownValueNamesTheAllowedOnes() {
        PlatformYamlException e = refused(GOOD.replace("role: Primary", "role: Leader"));
        assertThat(e.path()).isEqualTo("spec.hosts[0].role");
        assertThat(e.line()).isEqualTo(6);
        assertThat(e)
                .hasMessageContaining(
                        "\"Leader\" is not allowed; write one of Primary, Secondary, Worker, ControlPlane");
    }

    @Test
    void aNumberWhereTextBelongsIsRefusedAsTheServerWould() {
        assertThat(refused(GOOD.replace("cpu: \"32\"", "cpu: 32")))
                .hasMessageContaining("spec.hosts[0].capacity.cpu")
                .hasMessageContaining("quotes");
        assertThat(refused(GOOD.replace("port: 8080", "port: \"8080\""))).hasMessageContaining("spec.services[0].port");
    }

    @Test
    void aFieldGivenTwiceIsRefused() {
        assertThat(refused(GOOD + "      port: 8081\n")).hasMessageContaining("port");
    }

    @Test
    void brokenYamlNamesTheLine() {
        assertThat(refused("spec:\n  hosts: [\n").line()).isPositive();
    }

    @Test
    void anObjectWithoutSpecIsRefused() {
        assertThat(refused(GOOD.substring(0, GOOD.indexOf("spec:"))).path()).isEqualTo("spec");
    }

    @Test
    void anotherKindOrVersionIsRefused() {
        assertThat(refused(GOOD.replace("kind: ProntuarioPlatform", "kind: Deployment")))
                .hasMessageContaining("line 2, column 1: kind: must be ProntuarioPlatform");
        assertThat(refused(GOOD.replace("v1alpha1", "v2")))
                .hasMessageContaining("line 1, column 1: apiVersion: must be platform.prontuario.io/v1alpha1");
        assertThat(refused("")).hasMessageContaining("apiVersion");
    }

    @Test
    void anEmptyListItemIsRefused() {
        assertThat(refused(GOOD.replace("  services:", "    -\n  services:"))).hasMessageContaining("empty");
    }

    @Test
    void theHashIgnoresOrderAndSpelledOutDefaultsButNotValues() {
        String hash = SpecHash.of(PlatformYaml.read(GOOD).getSpec());
        assertThat(hash).matches("[0-9a-f]{64}");
        assertThat(SpecHash.of(PlatformYaml.read(GOOD.replace("{B: \"2\", A: \"\"}", "{A: \"\", B: \"2\"}"))
                        .getSpec()))
                .isEqualTo(hash);
        assertThat(SpecHash.of(PlatformYaml.read(GOOD + "  health: {interval: 5s}\n  models: []\n")
                        .getSpec()))
                .isEqualTo(hash);
        assertThat(SpecHash.of(
                        PlatformYaml.read(GOOD + "  health: {interval: 6s}\n").getSpec()))
                .isNotEqualTo(hash);
        assertThat(SpecHash.of(PlatformYaml.read(GOOD.replace(", A: \"\"", "")).getSpec()))
                .isNotEqualTo(hash);
    }
}
