package io.prontuario.testbed.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class CnpgTest {
    private static String status(String target, String phase, int ready) {
        return "{\"status\":{\"currentPrimary\":\"record-1\",\"targetPrimary\":\"" + target + "\",\"phase\":\"" + phase
                + "\",\"readyInstances\":" + ready + "}}";
    }

    @Test
    void aClusterIsWholeWhenNothingGoesOnAndBothInstancesAreReady() {
        assertThat(CnpgStatus.parse(status("record-1", "Cluster in healthy state", 2))
                        .whole())
                .isTrue();
        assertThat(CnpgStatus.parse(status("record-1", "Cluster in healthy state", 1))
                        .whole())
                .isFalse();
        assertThat(CnpgStatus.parse(status("record-2", "Cluster in healthy state", 2))
                        .whole())
                .isFalse();
        assertThat(CnpgStatus.parse(status("record-1", "Failing over", 2)).whole())
                .isFalse();
    }

    @Test
    void noAnswerIsNoPrimary() {
        assertThat(CnpgStatus.parse("")).isEqualTo(new CnpgStatus("", false, 0));
        assertThat(CnpgStatus.parse("{")).isEqualTo(new CnpgStatus("", false, 0));
    }

    @Test
    void theOperatorsImageIsTheNodesOwnAndItRunsOnTheEdge() {
        String release =
                """
                      serviceAccountName: cnpg-manager
                        image: registry.example/cloudnative-pg/cloudnative-pg:1.27.0
                        imagePullPolicy: Always
                          value: registry.example/cloudnative-pg/cloudnative-pg:1.27.0
                """;

        assertThat(CnpgManifests.operator(release))
                .doesNotContain("registry.example", "Always")
                .contains("image: localhost/cloudnative-pg:1.27.0", "value: localhost/cloudnative-pg:1.27.0")
                .contains("nodeSelector: {kubernetes.io/hostname: edge}");
    }

    @Test
    void theDatabaseHasTwoInstancesOnTheHostsAndTheDurabilityThatIsAskedFor() throws Exception {
        String yaml = CnpgManifests.database(CnpgSettings.ALL.get(1), CnpgCluster.HOSTS, "secret");
        try (MappingIterator<JsonNode> objects =
                new YAMLMapper().readerFor(JsonNode.class).readValues(yaml)) {
            List<JsonNode> all = objects.readAll();

            assertThat(all)
                    .extracting(object -> object.path("kind").asText())
                    .containsExactly("PersistentVolume", "PersistentVolume", "Secret", "Service", "Cluster");
            JsonNode spec = all.get(4).path("spec");
            assertThat(spec.path("instances").asInt()).isEqualTo(2);
            assertThat(spec.at("/postgresql/synchronous/dataDurability").asText())
                    .isEqualTo("preferred");
        }
    }

    @Test
    void aPromotionIsPatchedAsThePluginDoes() throws Exception {
        JsonNode status = new ObjectMapper()
                .readTree(CnpgManifests.promote("record-2", "now"))
                .path("status");

        assertThat(status.path("targetPrimary").asText()).isEqualTo("record-2");
        assertThat(status.path("targetPrimaryTimestamp").asText()).isEqualTo("now");
    }
}
