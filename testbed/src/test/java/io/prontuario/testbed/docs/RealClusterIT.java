package io.prontuario.testbed.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.testing.ApiServer;
import io.prontuario.testing.ApiServerExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** docs/tasks/install.md: its block is run by a shell, as an engineer would, against a real API server. */
@ExtendWith(ApiServerExtension.class)
class RealClusterIT {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("```\\n(kubectl apply.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void everyCommandOfTheBlockWorks(ApiServer server, KubernetesClient client) throws Exception {
        Process shell = shell(server, block());
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(shell.waitFor()).as(output).isZero();
        assertThat(client.apps()
                        .deployments()
                        .inNamespace("prontuario")
                        .withName("prontuario-operator")
                        .get())
                .isNotNull();
        assertThat(client.resources(ProntuarioPlatform.class)
                        .inNamespace("prontuario")
                        .withName("hospital")
                        .get())
                .isNotNull();
        assertThat(output).contains("hospital");
    }

    /** The block, with what a person fills in filled in, and the program under test in place of a build of it. */
    private String block() throws Exception {
        Matcher page = BLOCK.matcher(Files.readString(HOME.resolve("docs/tasks/install.md")));
        assertThat(page.find()).as("the page has the block").isTrue();
        return page.group(1)
                .replace("REGISTRY", "registry.example")
                .replace("sha256:…", "sha256:" + "0".repeat(64))
                .replace(
                        "./prontuario",
                        program(
                                "prontuario",
                                "exec java -cp '%s' io.prontuario.cli.Main \"$@\""
                                        .formatted(System.getProperty("java.class.path"))));
    }

    private Process shell(ApiServer server, String block) throws Exception {
        program("kubectl", "exec '" + ApiServer.kubectl() + "' \"$@\"");
        Path kubeconfig = server.kubeconfig("hospital");
        ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", block)
                .directory(HOME.toFile())
                .redirectErrorStream(true);
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().merge("PATH", folder.toString(), (path, own) -> own + ":" + path);
        return builder.start();
    }

    private String program(String name, String command) throws Exception {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + command + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }
}
