package io.prontuario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreachableClusterIT {
    @TempDir
    private Path folder;

    @Test
    void aClusterThatDoesNotAnswerIsUnreachable() throws Exception {
        Path kubeconfig = folder.resolve("config");
        Files.writeString(kubeconfig, MainTest.KUBECONFIG);
        Ran ran = Ran.prontuario("status", "--kubeconfig", kubeconfig.toString());
        assertThat(ran.status()).isEqualTo(ExitCode.UNREACHABLE.status());
        assertThat(ran.err()).contains("127.0.0.1:1", "--context");
    }
}
