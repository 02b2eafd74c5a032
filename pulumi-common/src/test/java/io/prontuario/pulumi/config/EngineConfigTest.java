package io.prontuario.pulumi.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EngineConfigTest {
    private static EngineConfig config(String json) {
        return new EngineConfig(Map.of("PULUMI_CONFIG", json), "prontuario-gcp", Set.of("vpnSharedSecret"));
    }

    @Test
    void valuesAreThoseOfTheProjectThatAreNotEmpty() {
        EngineConfig config = config(
                "{\"prontuario-gcp:region\":\"southamerica-east1\",\"prontuario-gcp:ciIssuer\":\"\",\"gcp:region\":\"us\"}");
        assertThat(config.keys()).containsExactly("region");
        assertThat(config.get("region")).contains("southamerica-east1");
        assertThat(config.get("ciIssuer")).isEmpty();
    }

    @Test
    void aSecretIsListedAndNotReturned() {
        EngineConfig config = config("{\"prontuario-gcp:vpnSharedSecret\":\"k\"}");
        assertThat(config.keys()).containsExactly("vpnSharedSecret");
        assertThat(config.get("vpnSharedSecret")).isEmpty();
    }

    @Test
    void productionIsTheEnvironmentProd() {
        assertThat(config("{\"prontuario-gcp:environment\":\"prod\"}").production())
                .isTrue();
        assertThat(config("{\"prontuario-gcp:environment\":\"dev\"}").production())
                .isFalse();
        assertThat(new EngineConfig(Map.of(), "prontuario-gcp", Set.of()).production())
                .isFalse();
    }
}
