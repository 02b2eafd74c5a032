package io.prontuario.testbed.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.exec.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListeningCheckIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** The real script, with a stand-in for ss that reports a listener while a file exists. */
    @Test
    void theFileSaysListeningAfterOneSuccessAndNotListeningAfterThreeFailures(@TempDir Path folder) throws Exception {
        Path state = folder.resolve("said");
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path listens = folder.resolve("listens");
        Path checks = folder.resolve("looks");
        program(bin.resolve("ss"), "echo check >> " + checks + "; [ ! -e " + listens + " ] || echo LISTEN");
        program(bin.resolve("sleep"), "exec /bin/sleep 0.02");
        Files.writeString(state, "1\n");
        Files.createFile(listens);
        assertThat(ListeningCheck.script(state)).doesNotContain("\n");
        ProcessBuilder script = new ProcessBuilder("/bin/sh", "-c", ListeningCheck.script(state));
        script.environment().merge("PATH", bin + ":", (path, first) -> first + path);
        Process running = script.start();
        try {
            awaitContent(state, "0\n");
            Files.delete(listens);
            int before = checks(checks);
            awaitContent(state, "1\n");
            assertThat(checks(checks) - before).isGreaterThanOrEqualTo(2);
            Files.createFile(listens);
            awaitContent(state, "0\n");
        } finally {
            running.destroyForcibly().waitFor();
        }
    }

    private static void awaitContent(Path file, String wanted) {
        Wait.until(
                LIMIT,
                () -> UncheckedFiles.read(file).equals(wanted),
                () -> "the file has " + UncheckedFiles.read(file));
    }

    private static int checks(Path file) throws IOException {
        return Files.readAllLines(file).size();
    }

    private static void program(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
