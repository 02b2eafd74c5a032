package io.prontuario.pulumi.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.prontuario.pulumi.config.ConfigSource;
import io.prontuario.pulumi.config.InvalidConfigException;
import io.prontuario.pulumi.local.config.LocalConfig;
import io.prontuario.pulumi.local.config.LocalConfigReader;
import io.prontuario.pulumi.local.config.SecretData;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalConfigTest {
    static final String SEED = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    static final String SECRETS =
            """
            {"front-door-tls": {"tls.crt": "CERTIFICATE", "tls.key": "KEY"},
             "records-credentials": {"CLOUD_RECORDS_PASSWORD": "of Cloud SQL"}}
            """;
    /** Computed by another program: HMAC-SHA256 under the seed. */
    static final String PASSWORD = "67Fp2R0idPvxqOqv6YejJKww8KbL0wtgrAeE-Pow9yM";

    private static final String AUTH_KEYS = "k1:IQ+Bv2PAboErpcT/fryot4I+g5TzegJ7wp/pLA0gma4=";
    private static final String DIGEST = "@sha256:" + "0".repeat(64);

    static LocalConfig read(Map<String, String> changes) {
        Map<String, String> values = new HashMap<>(Map.of(
                "environment", "dev",
                "operatorImage", "localhost/prontuario-operator:dev",
                "platformFile", "../examples/mac-studio-ha.yaml",
                "edgeNode", "edge",
                "agentToken", "secret",
                "secretsSeed", SEED,
                "secrets", SECRETS));
        values.putAll(changes);
        values.values().removeIf(String::isEmpty);
        return LocalConfigReader.read(
                ConfigSource.of(values), Path.of("").toAbsolutePath(), Instant.parse("2026-11-21T12:00:00Z"));
    }

    @Test
    void aGoodConfigurationIsRead() {
        LocalConfig config = read(Map.of("environment", "prod", "operatorImage", "operator" + DIGEST));
        assertThat(config.production()).isTrue();
        assertThat(config.operator().replicas()).isEqualTo(2);
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
    void whatNobodyHasToChooseIsDerivedFromTheSeed() {
        SecretData secrets = read(Map.of()).secrets();

        assertThat(secrets.names()).containsExactlyInAnyOrder("front-door-tls", "records-credentials");
        assertThat(secrets.values("records-credentials"))
                .containsEntry("CLOUD_RECORDS_PASSWORD", "of Cloud SQL")
                .containsEntry("RECORDS_PASSWORD", PASSWORD)
                .containsEntry("AUTH_KEYS", AUTH_KEYS);
        assertThat(secrets.type("front-door-tls")).isEqualTo("kubernetes.io/tls");
        assertThat(secrets.type("records-credentials")).isEqualTo("Opaque");
        assertThat(secrets.toString())
                .contains("RECORDS_PASSWORD")
                .doesNotContain("of Cloud SQL", PASSWORD, "KEY}", "CERTIFICATE");
    }

    @Test
    void whatIsConfiguredIsTaken() {
        SecretData secrets = read(Map.of(
                        "secrets",
                        SECRETS.replace(
                                "{\"CLOUD_RECORDS_PASSWORD",
                                "{\"RECORDS_PASSWORD\": \"chosen\", \"CLOUD_RECORDS_PASSWORD")))
                .secrets();

        assertThat(secrets.values("records-credentials")).containsEntry("RECORDS_PASSWORD", "chosen");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            agentToken | ~~ | agentToken | is not set | pulumi config set --secret agentToken
            secretsSeed | ~~ | secretsSeed | is not set | openssl rand -base64 32
            secretsSeed | not base64! | secretsSeed | is not base64 of at least 32 bytes | openssl rand
            secretsSeed | AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg== | secretsSeed | at least 32 bytes | openssl rand
            secrets | ~~ | secrets | spec.edge.frontends[https].tlsSecretRef needs the key tls.key of the Secret front-door-tls | 'secrets.front-door-tls["tls.key"]'
            secrets | ~~ | secrets | needs the key CLOUD_RECORDS_PASSWORD of the Secret records-credentials | 'secrets.records-credentials["CLOUD_RECORDS_PASSWORD"]'
            secrets | {"front-door": {"tls.crt": "C"}} | secrets | names no Secret "front-door" | correct the name
            secrets | {"front-door-tls": "C"} | secrets | is not a map | 'secrets.NAME.KEY'
            secrets | [] | secrets | is not a map | 'secrets.NAME.KEY'
            secrets | { | secrets | is not a map | 'secrets.NAME.KEY'
            """)
    void whatIsMissingOrWrongIsSaidWithoutAValue(String key, String value, String blamed, String what, String remedy) {
        var refused = catchThrowableOfType(InvalidConfigException.class, () -> read(Map.of(key, value)));
        assertThat(refused).as("accepted: %s=%s", key, value).isNotNull();
        assertThat(refused.problems()).anySatisfy(p -> {
            assertThat(p.key()).isEqualTo(blamed);
            assertThat(p.what()).contains(what);
            assertThat(p.remedy()).contains(remedy);
        });
        assertThat(refused.getMessage()).doesNotContain("of Cloud SQL", "CERTIFICATE");
    }
}
