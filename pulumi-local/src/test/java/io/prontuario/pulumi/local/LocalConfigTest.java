package io.prontuario.pulumi.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.prontuario.pulumi.config.ConfigSource;
import io.prontuario.pulumi.config.InvalidConfigException;
import io.prontuario.pulumi.local.config.LocalConfig;
import io.prontuario.pulumi.local.config.LocalConfigReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalConfigTest {
    private static final String DIGEST = "@sha256:" + "0".repeat(64);

    static LocalConfig read(Map<String, String> changes) {
        Map<String, String> values = new HashMap<>(Map.of(
                "environment", "dev",
                "operatorImage", "localhost/prontuario-operator:dev",
                "platformFile", "../examples/mac-studio-ha.yaml",
                "edgeNode", "edge",
                "agentToken", "secret",
                "recordsPassword", "secret"));
        values.putAll(changes);
        values.values().removeIf(String::isEmpty);
        return LocalConfigReader.read(
                ConfigSource.of(values), Path.of("").toAbsolutePath(), Instant.parse("2026-11-21T12:00:00Z"));
    }

    @Test
    void aGoodConfigurationIsRead() {
        LocalConfig config = read(Map.of("environment", "prod", "operatorImage", "operator" + DIGEST));
        assertThat(config.production()).isTrue();
        assertThat(config.replicas()).isEqualTo(2);
        assertThat(config.platform()).contains("kind: ProntuarioPlatform");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            environment | test | environment | dev or prod
            environment | prod | operatorImage | @sha256
            operatorImage | '' | operatorImage | operator's image
            namespace | Prontuario | namespace | lower-case
            replicas | 0 | replicas | at most 3
            replicas | 4 | replicas | at most 3
            replicas | two | replicas | digits
            quotaCpu | lots | quotaCpu | 384Gi
            quotaMemory | 1.5 GB | quotaMemory | 384Gi
            quotaPods | 3 | quotaPods | use 60
            platformFile | '' | platformFile | mac-studio-ha.yaml
            platformFile | ../examples/none.yaml | platformFile | files that exist
            platformFile | Pulumi.yaml | platformFile | prontuario validate
            """)
    void badConfigurationIsRefusedWithKeyAndRemedy(String key, String value, String blamed, String remedy) {
        var refused = catchThrowableOfType(InvalidConfigException.class, () -> read(Map.of(key, value)));
        assertThat(refused).as("accepted: %s=%s", key, value).isNotNull();
        assertThat(refused.problems()).anySatisfy(p -> {
            assertThat(p.key()).isEqualTo(blamed);
            assertThat(p.remedy()).contains(remedy);
        });
    }

    @Test
    void secretsHaveToBeSet() {
        var refused = catchThrowableOfType(InvalidConfigException.class, () -> read(Map.of("recordsPassword", "")));
        assertThat(refused).hasMessageContaining("pulumi config set --secret recordsPassword");
    }
}
