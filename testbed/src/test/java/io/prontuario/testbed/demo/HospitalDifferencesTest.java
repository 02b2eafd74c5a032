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
import org.junit.jupiter.api.Test;

class HospitalDifferencesTest {
    private final HospitalDifferences differences = new HospitalDifferences();

    private List<String> names() {
        return differences.list().stream().map(HospitalDifference::name).toList();
    }

    @Test
    void theSecretThatTurnsAuthenticationOffSaysSo() {
        Map<String, String> credentials = DemoInstall.recordsCredentials("secret", differences);

        assertThat(credentials).containsEntry("AUTH", "disabled");
        assertThat(names()).contains("authentication", "compiler");
        assertThat(differences.list())
                .contains(HospitalDifference.AUTHENTICATION_OFF)
                .noneMatch(difference -> difference.how().contains("secret"));
    }

    @Test
    void everySettingOfTheSecretBeyondThePasswordIsADifference() {
        Map<String, String> credentials = DemoInstall.recordsCredentials("secret", differences);

        assertThat(differences.list()).hasSize(credentials.size() - 1);
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
    void theLoadSaysThatItOnlyReads() {
        assertThat(LoadPlan.standard("m").description())
                .isEqualTo("100 patient reads and 1 chat stream a second; no request writes to the record");
        assertThat(LoadPlan.standard("m").withoutStreams().description()).startsWith("100 patient reads a second;");
    }

    @Test
    void aDifferenceThatIsMadeTwiceIsListedOnce() {
        differences.note(HospitalDifference.INDEPENDENT_DATABASES);
        differences.note(HospitalDifference.ONE_MACHINE);
        differences.note(HospitalDifference.INDEPENDENT_DATABASES);

        assertThat(names()).containsExactly("databases", "machines");
        assertThat(DemoOutput.differences(differences.list()))
                .startsWith("This run differs from a hospital's:\n  databases: one independent PostgreSQL per site");
    }
}
