package io.prontuario.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.PlatformStatus.Health;
import io.prontuario.crds.v1alpha1.PlatformStatus.Mode;
import io.prontuario.crds.v1alpha1.PlatformStatus.Site;
import io.prontuario.crds.v1alpha1.PlatformStatus.Transition;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputTest {
    private static ProntuarioPlatform platform() {
        ProntuarioPlatform platform = PlatformYaml.read(
                """
                apiVersion: platform.prontuario.io/v1alpha1
                kind: ProntuarioPlatform
                metadata: {name: hospital}
                spec:
                  hosts: [{name: a, role: Primary}, {name: b, role: Secondary}]
                """);
        platform.setMetadata(new ObjectMetaBuilder()
                .withName("hospital")
                .withNamespace("prontuario")
                .withGeneration(3L)
                .build());
        platform.setStatus(new PlatformStatus(
                2L,
                "abc",
                Mode.Degraded,
                false,
                "b",
                7L,
                List.of(
                        new Site(
                                "a",
                                Health.Unhealthy,
                                "2026-01-01T00:00:17.5Z",
                                "2026-01-01T00:00:02Z",
                                "x",
                                false,
                                "dead"),
                        new Site("b", Health.Healthy, "2026-01-01T00:00:00Z", null, "y", true, null)),
                List.of(new Transition(
                        Mode.Full,
                        Mode.Degraded,
                        "a",
                        "b",
                        7L,
                        "HostDead",
                        "2026-01-01T00:00:02Z",
                        "2026-01-01T00:00:17.500Z",
                        null,
                        "2026-01-01T00:00:18Z")),
                List.of(new PlatformStatus.Drill(
                        "secondary-failover",
                        "2026-01-01T00:00:00Z",
                        "2026-01-11T06:00:00Z",
                        "2026-01-04T06:00:00Z",
                        null,
                        PlatformStatus.Verdict.Skipped,
                        "Incident",
                        "the mode is Degraded",
                        null,
                        null,
                        null,
                        true)),
                null,
                null,
                null,
                null,
                List.of(new ConditionBuilder()
                        .withType("Ready")
                        .withStatus("False")
                        .withReason("HostDown")
                        .withMessage("look at a")
                        .build())));
        return platform;
    }

    private static String printed(Format format, ProntuarioPlatform platform) {
        StringWriter out = new StringWriter();
        new StatusOutput(format, new PrintWriter(out)).printAll(List.of(platform));
        return out.toString();
    }

    @Test
    void theTableShowsPhasesRelativeToTheDecision() {
        assertThat(printed(Format.TABLE, platform()))
                .contains("hospital  Degraded  b       7      False  2 of 3")
                .containsPattern("a +Unhealthy +2026-01-01T00:00:17Z +false +dead")
                .containsPattern("Full -> Degraded +a -> b +2026-01-01T00:00:17Z +-15.5 s +- +\\+0.5 s +HostDead")
                .containsPattern(
                        "secondary-failover +2026-01-04T06:00:00Z +Skipped +- +2026-01-11T06:00:00Z +true +Incident")
                .containsPattern("Ready +False +HostDown +look at a");
    }

    @Test
    void jsonAndYamlHaveTheWholeStatus() throws Exception {
        JsonNode json = new ObjectMapper().readTree(printed(Format.JSON, platform()));
        assertThat(json.get(0).at("/status/activeSite").asText()).isEqualTo("b");
        assertThat(printed(Format.YAML, platform())).contains("activeSite: \"b\"");
    }

    @Test
    void anObjectWithoutStatusSaysSo() {
        ProntuarioPlatform bare = platform();
        bare.setStatus(null);
        assertThat(printed(Format.TABLE, bare)).contains("no operator has reported yet");
        assertThat(Explanation.of(bare)).contains("no operator has reported yet");
    }

    @Test
    void theExplanationNamesConditionsThatAreNotNormal() {
        assertThat(Explanation.of(platform()))
                .contains("hospital is Degraded", "b serves, in epoch 7", "generation 3) is not in force")
                .contains("a has been Unhealthy", "HostDead", "Ready is False (HostDown): look at a");
    }
}
