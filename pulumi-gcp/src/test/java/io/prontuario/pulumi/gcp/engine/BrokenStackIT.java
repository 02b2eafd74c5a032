package io.prontuario.pulumi.gcp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.pulumi.testing.engine.PulumiRun;
import io.prontuario.pulumi.testing.engine.PulumiWorkspace;
import io.prontuario.pulumi.testing.google.BrokenPrograms;
import io.prontuario.pulumi.testing.google.GoogleCloudModel;
import io.prontuario.pulumi.testing.provider.ProviderDouble;
import io.prontuario.pulumi.testing.schema.SdkSchema;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Under the real engine a violated policy fails the preview and names resource and remedy; bad configuration fails earlier. */
class BrokenStackIT {
    /** Policy, resource, and the line below, as the command line prints them. */
    private static final Pattern VIOLATION =
            Pattern.compile("\\[mandatory]\\s+(\\S+)\\s+\\(\\S+: (\\S+)\\)\\n\\s+(.*)");

    @TempDir
    Path folder;

    @Test
    void everyPolicyFailsThePreviewAndNamesResourceAndRemedy() throws Exception {
        try (ProviderDouble google = new ProviderDouble("gcp", "7.0.0", SdkSchema.gcp(), new GoogleCloudModel())) {
            PulumiWorkspace workspace = PulumiWorkspace.create(
                            StackWorkspace.engine(),
                            StackWorkspace.MODULE,
                            program(BrokenStack.class),
                            folder.resolve("work"),
                            List.of(google.attachment()))
                    .withBinaries(StackWorkspace.POLICY.resolve("bin"));
            workspace.select("prod");
            PulumiRun preview = workspace.run("preview", "--policy-pack", StackWorkspace.POLICY.toString());
            assertThat(preview.exitCode()).as(preview.all()).isNotZero();
            Set<String> fired = new TreeSet<>();
            var violation = VIOLATION.matcher(preview.all());
            while (violation.find()) {
                String policy = violation.group(1);
                fired.add(policy);
                // A missing audit log is reported for the stack, every other violation for a resource.
                assertThat(violation.group(2)).isEqualTo(policy.equals("audit-logs") ? "prontuario-gcp-prod" : policy);
                assertThat(violation.group(3)).contains("Fix: ");
            }
            assertThat(fired)
                    .as(preview.all())
                    .isEqualTo(new TreeSet<>(BrokenPrograms.all().keySet()));
        }
    }

    @Test
    void badConfigurationIsRefusedBeforeAnyResource() throws Exception {
        try (StackWorkspace stacks = new StackWorkspace(folder)) {
            stacks.select("dev");
            stacks.workspace.run("config", "set", "region", "us-central1").succeeded();
            stacks.workspace.run("config", "set", "sqlTier", "huge").succeeded();
            PulumiRun up = stacks.workspace.run("up", "--yes", "--skip-preview");
            assertThat(up.exitCode()).isNotZero();
            assertThat(up.all())
                    .contains("2 problems in the stack's configuration; nothing was created")
                    .contains("region: \"us-central1\" is not in Brazil")
                    .contains("sqlTier: \"huge\" is not a Cloud SQL tier")
                    .doesNotContain("Exception in thread");
            assertThat(stacks.google.store().created()).isZero();
        }
    }

    /** A jar whose manifest has the class path of this test. */
    private Path program(Class<?> main) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
        String classPath = Stream.of(
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(":"))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" "));
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        Path jar = folder.resolve("broken.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream unused = new JarOutputStream(out, manifest)) {
            return jar;
        }
    }
}
