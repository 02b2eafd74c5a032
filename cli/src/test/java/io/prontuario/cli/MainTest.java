package io.prontuario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

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
    void everyWrongCommandLineIsOneLineWithItsRemedy() {
        for (String line :
                new String[] {"", "failover", "failover test", "stack", "audit", "status -o xml", "validate"}) {
            Ran ran = Ran.prontuario(line.isEmpty() ? new String[0] : line.split(" "));
            assertThat(ran.status()).as(line).isEqualTo(ExitCode.BAD_INPUT.status());
            assertThat(ran.err().lines()).as(ran.err()).hasSize(1);
            assertThat(ran.err())
                    .startsWith("prontuario: ")
                    .contains("; see prontuario")
                    .endsWith(" --help\n");
        }
    }

    /** A command that prints a result prints it as JSON too; the others have no result, or print JSON anyway. */
    @Test
    void everyCommandWithAResultHasJson() {
        List<String> without = new ArrayList<>();
        collect(Main.commandLine(), without);
        assertThat(without)
                .containsExactlyInAnyOrder(
                        "prontuario run",
                        "prontuario failover test attend",
                        "prontuario generate-completion",
                        "prontuario stack import-file");
    }

    private static void collect(CommandLine command, List<String> without) {
        if (command.getSubcommands().isEmpty() && command.getCommandSpec().findOption("--output") == null) {
            without.add(command.getCommandSpec().qualifiedName());
        }
        command.getSubcommands().values().forEach(sub -> collect(sub, without));
    }

    @Test
    void jsonIsOneLineOfStandardOutput() throws Exception {
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(Ran.prontuario("version", "-o", "json").out())
                        .get("apiVersion")
                        .asText())
                .isEqualTo("platform.prontuario.io/v1alpha1");
        assertThat(json.readTree(Ran.prontuario("failover", "test", "list", "-o", "json")
                                .out())
                        .get(0)
                        .get("scenario")
                        .asText())
                .isEqualTo("health-check");
        assertThat(json.readTree(Ran.prontuario("cost", "../pulumi-gcp/Pulumi.healthcare.yaml", "-o", "json")
                                .out())
                        .get(0)
                        .get("total")
                        .asDouble())
                .isPositive();
        assertThat(json.readTree(Ran.prontuario("failover", "test", "report", "--evidence", missing(), "-o", "json")
                        .out()))
                .isEmpty();
        Ran validated = Ran.prontuario("validate", "../examples/mac-studio-ha.yaml", missing(), "-o", "json");
        assertThat(validated.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(validated.err()).isEmpty();
        JsonNode files = json.readTree(validated.out());
        assertThat(files.get(0).get("valid").asBoolean()).isTrue();
        assertThat(files.get(1).at("/findings/0/remedy").asText()).isEqualTo("name a file");
    }

    @Test
    void completionKnowsTheCommands() {
        assertThat(Ran.prontuario("generate-completion").out()).contains("validate", "pause", "failover");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "pause", "status -o xml", "pause --for 30m", "validate"})
    void aWrongCommandLineIsBadInput(String line) {
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
    void anUnknownContextIsNamedWithTheKnownOnes() throws Exception {
        Path kubeconfig = folder.resolve("config");
        Files.writeString(kubeconfig, KUBECONFIG);
        Ran ran = Ran.prontuario("status", "--kubeconfig", kubeconfig.toString(), "--context", "cluod");
        assertThat(ran.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(ran.err()).contains("--context", "cluod", "onsite");
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

    @Test
    void aMistypedCommandIsNamedWithWhatWasMeant() {
        Ran ran = Ran.prontuario("simulat");
        assertThat(ran.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(ran.err()).contains("no command or argument \"simulat\"", "did you mean", "simulate");
    }

    @Test
    void explainOfAFileAsksForAnObservation() {
        Ran ran = Ran.prontuario("explain", "../examples/mac-studio-ha.yaml");
        assertThat(ran.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(ran.err()).contains("is a file; add --observation FILE");
    }

    private String missing() {
        return folder.resolve("missing").toString();
    }

    static final String KUBECONFIG =
            """
            apiVersion: v1
            kind: Config
            current-context: onsite
            clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
            users: [{name: u, user: {}}]
            contexts: [{name: onsite, context: {cluster: c, user: u}}]
            """;
}
