package io.prontuario.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.crds.PlatformOverlay;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.testbed.load.LoadPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HospitalDifferencesTest {
    private final HospitalDifferences differences = new HospitalDifferences();

    private List<String> names() {
        return differences.list().stream().map(HospitalDifference::name).toList();
    }

    @Test
    void theSecretHoldsWhatTheExampleSaysAndNothingElse() throws Exception {
        InstallSecrets secrets =
                new InstallSecrets("ca", "write", "read", "password", "k1:key", "pem", Optional.empty());
        Map<String, String> credentials = DemoInstall.recordsCredentials(secrets);

        assertThat(credentials)
                .isEqualTo(Map.of(
                        "RECORDS_PASSWORD", "password", "CLOUD_RECORDS_PASSWORD", "password", "AUTH_KEYS", "k1:key"));
        String header = Files.readString(Path.of("../examples/mac-studio-ha.yaml"));
        assertThat(credentials.keySet()).allMatch(key -> header.contains("--from-literal=" + key + "="));
    }

    @Test
    void shortenedWindowsAndOtherModelsComeFromTheObjectsThemselves() throws Exception {
        Path examples = Path.of("../examples");
        String example = Files.readString(examples.resolve("mac-studio-ha.yaml"));
        PlatformSpec original = PlatformYaml.read(example).getSpec();
        PlatformSpec run = PlatformOverlay.apply(example, Files.readString(examples.resolve("overlays/testbed.yaml")))
                .getSpec();

        assertThat(DemoObject.differences(original, run))
                .extracting(HospitalDifference::how)
                .containsExactly(
                        "a returned host is admitted after 15s instead of 10m",
                        "a small stand-in, smollm2, instead of medgemma-4b and llama-3-2-1b");
        assertThat(DemoObject.differences(original, original)).isEmpty();
    }

    @Test
    void theLoadSaysWhetherItWrites() {
        assertThat(LoadPlan.standard("m").description())
                .isEqualTo("100 patient reads and 1 chat stream a second; no request writes to the record");
        assertThat(LoadPlan.standard("m").withMix().description()).endsWith("alerts and chats of 200 users");
        assertThat(LoadPlan.standard("m").withoutStreams().description()).startsWith("100 patient reads a second;");
    }

    @Test
    void aDifferenceThatIsMadeTwiceIsListedOnce() {
        differences.note(HospitalDifference.CLOUD_DATABASE);
        differences.note(HospitalDifference.ONE_MACHINE);
        differences.note(HospitalDifference.CLOUD_DATABASE);

        assertThat(names()).containsExactly("cloud database", "machines");
        assertThat(DemoOutput.differences(differences.list()))
                .startsWith(
                        "This run differs from a hospital's:\n  cloud database: a PostgreSQL of the test bed stands");
    }
}
