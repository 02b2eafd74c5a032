package io.prontuario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack commands. How Pulumi's JSON is converted is tested in pulumi-gcp. */
class StackTest {
    private static final String STEP =
            "{\"urn\":\"urn:pulumi:dev::p::gcp:storage/bucket:Bucket::files\",\"op\":\"refresh\","
                    + "\"oldState\":{\"inputs\":{\"a\":1}},\"newState\":{\"inputs\":{\"a\":%s}}}";

    @TempDir
    private Path folder;

    private String file(String content) throws Exception {
        return Files.writeString(folder.resolve("in.json"), content).toString();
    }

    @Test
    void driftSetsTheExitCode() throws Exception {
        Ran none = Ran.prontuario("stack", "drift", file("{\"steps\":[" + STEP.formatted("1") + "]}"));
        assertThat(none.status()).isZero();
        assertThat(none.out()).isEmpty();
        Ran some = Ran.prontuario("stack", "drift", file("{\"steps\":[" + STEP.formatted("2") + "]}"));
        assertThat(some.status()).isEqualTo(ExitCode.OBJECTIVE_MISSED.status());
        assertThat(some.out()).isEqualTo("gcp:storage/bucket:Bucket files: a" + System.lineSeparator());
    }

    @Test
    void anImportWithoutAProviderIsRefused() throws Exception {
        Ran ran = Ran.prontuario(
                "stack",
                "import-file",
                file("{\"steps\":[{\"op\":\"create\",\"urn\":\"urn:pulumi:dev::p::pulumi:providers:gcp::google\"}]}"));
        assertThat(ran.status()).isEqualTo(ExitCode.REFUSED.status());
        assertThat(ran.err()).contains("pulumi up --target");
    }

    @Test
    void outputsBecomeAnOverlay() throws Exception {
        Ran ran = Ran.prontuario(
                "stack", "overlay", "--records", "db", file("{\"project\":\"p-1\",\"databaseAddress\":\"10.0.0.3\"}"));
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("project: p-1").contains("- name: db").contains("endpoint: 10.0.0.3");
        assertThat(Ran.prontuario("stack", "overlay", file("{}")).status()).isEqualTo(ExitCode.REFUSED.status());
    }

    @Test
    void theObjectWithTheOverlayIsValid() throws Exception {
        Ran made = Ran.prontuario(
                "stack",
                "overlay",
                "--over",
                "../examples/mac-studio-ha.yaml",
                file("{\"project\":\"clinic-prontuario\",\"databaseAddress\":\"10.0.0.3\"}"));
        assertThat(made.status()).isZero();
        assertThat(made.out()).contains("project: clinic-prontuario").contains("10.0.0.3");
        Ran validated = Ran.prontuario("validate", file(made.out()));
        assertThat(validated.status()).as(validated.err()).isZero();

        assertThat(Ran.prontuario("stack", "overlay", "--over", "none.yaml", file("{\"databaseAddress\":\"10.0.0.3\"}"))
                        .status())
                .isEqualTo(2);
    }

    @Test
    void otherJsonThanPulumisIsBadInput() throws Exception {
        for (String bad : new String[] {"", "[]", "{", "{\"steps\":1}", "{\"steps\":[1]}", "null"}) {
            assertThat(Ran.prontuario("stack", "drift", file(bad)).status())
                    .as(bad)
                    .isEqualTo(2);
            assertThat(Ran.prontuario("stack", "import-file", file(bad)).status())
                    .as(bad)
                    .isEqualTo(2);
        }
        assertThat(Ran.prontuario("stack", "drift", folder.resolve("none").toString())
                        .err())
                .contains("cannot be read");
    }

    @Test
    void theEstimateIsItemisedAndLabelled() {
        Ran ran = Ran.prontuario("cost", "../pulumi-gcp/Pulumi.healthcare.yaml", "../pulumi-gcp/Pulumi.dev.yaml");
        assertThat(ran.status()).isZero();
        assertThat(ran.out())
                .contains(
                        "Estimate for stack healthcare", "GPU node", "Redis", "Web firewall", "Estimate for stack dev")
                .contains("not fetched from Google")
                .containsPattern("R-PROD-24 +540.00");
        Ran none = Ran.prontuario("cost", "../pulumi-gcp/Pulumi.none.yaml");
        assertThat(none.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(none.err()).contains("cannot be read");
    }
}
