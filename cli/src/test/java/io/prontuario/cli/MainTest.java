package io.prontuario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @TempDir
    private Path folder;

    @Test
    void versionAndHelpSucceed() {
        assertThat(Ran.prontuario("version").out()).startsWith("prontuario ").contains("v1alpha1");
        assertThat(Ran.prontuario("version").status()).isZero();
        assertThat(Ran.prontuario("--help").out()).contains("Exit codes:", "validate", "failover");
    }

    @Test
    void completionKnowsTheCommands() {
        assertThat(Ran.prontuario("generate-completion").out()).contains("validate", "pause", "failover");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "pause", "status -o xml", "pause --for 30m", "validate"})
    void aCommandLineThatIsNotUnderstoodIsBadInput(String line) {
        assertThat(Ran.prontuario(line.isEmpty() ? new String[0] : line.split(" "))
                        .status())
                .isEqualTo(ExitCode.BAD_INPUT.status());
    }

    @Test
    void aPauseOfADayIsTheLongest() {
        Ran longest = Ran.prontuario("pause", "--for", "24h", "--reason", "x", "--kubeconfig", missing());
        assertThat(longest.err()).doesNotContain("--for");
        Ran longer = Ran.prontuario("pause", "--for", "24h1s", "--reason", "x", "--kubeconfig", missing());
        assertThat(longer.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(longer.err()).contains("--for", "24h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "soon", "-5m", "30"})
    void aPauseNeedsALength(String length) {
        Ran ran = Ran.prontuario("pause", "--for=" + length, "--reason", "x", "--kubeconfig", missing());
        assertThat(ran.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(ran.err()).contains("--for");
    }

    @Test
    void aPauseNeedsAReason() {
        Ran ran = Ran.prontuario("pause", "--for", "1m", "--reason", " ", "--kubeconfig", missing());
        assertThat(ran.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(ran.err()).contains("--reason");
    }

    @Test
    void anUnknownContextIsNamedWithTheOnesThereAre() throws Exception {
        Path kubeconfig = folder.resolve("config");
        Files.writeString(kubeconfig, KUBECONFIG);
        Ran ran = Ran.prontuario("status", "--kubeconfig", kubeconfig.toString(), "--context", "cluod");
        assertThat(ran.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(ran.err()).contains("--context", "cluod", "onsite");
    }

    @Test
    void aClusterThatDoesNotAnswerIsUnreachable() throws Exception {
        Path kubeconfig = folder.resolve("config");
        Files.writeString(kubeconfig, KUBECONFIG);
        Ran ran = Ran.prontuario("status", "--kubeconfig", kubeconfig.toString());
        assertThat(ran.status()).isEqualTo(ExitCode.UNREACHABLE.status());
        assertThat(ran.err()).contains("127.0.0.1:1", "--context");
    }

    @Test
    void validateNamesTheFieldAndTheRemedy() throws Exception {
        Path file = folder.resolve("p.yaml");
        Files.writeString(
                file,
                """
                apiVersion: platform.prontuario.io/v1alpha1
                kind: ProntuarioPlatform
                metadata: {name: hospital}
                spec:
                  hosts:
                    - {name: a, role: Primry}
                """);
        Ran ran = Ran.prontuario("validate", file.toString());
        assertThat(ran.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(ran.err()).contains("spec.hosts[0].role", "Primary");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void validateOfAMissingFileIsBadInput() {
        Ran ran = Ran.prontuario("validate", missing());
        assertThat(ran.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(ran.err()).contains(missing());
    }

    private String missing() {
        return folder.resolve("missing").toString();
    }

    private static final String KUBECONFIG =
            """
            apiVersion: v1
            kind: Config
            current-context: onsite
            clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
            users: [{name: u, user: {}}]
            contexts: [{name: onsite, context: {cluster: c, user: u}}]
            """;
}
