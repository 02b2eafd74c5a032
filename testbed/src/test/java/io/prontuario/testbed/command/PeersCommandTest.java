package io.prontuario.testbed.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersCommandTest {
    @TempDir
    private Path folder;

    private CommandResult peers(String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "peers";
        all[1] = "--out=" + folder;
        System.arraycopy(options, 0, all, 2, options.length);
        return CommandResult.prontuario(all);
    }

    private void refused(CommandResult result, String... words) {
        assertThat(result.status()).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(result.err()).contains(words);
    }

    @Test
    void whatCannotBeMeantIsRefusedBeforeAnythingStarts() {
        refused(peers("--runs=0"), "--runs", "use 1 or more");
        refused(peers("--outage=long"), "--outage", "such as 500ms");
        refused(peers("--control-plane=moon"), "--control-plane", "edge, stretched");
    }

    @Test
    void resultsThatCannotBeReadAreNotOverwritten() throws IOException {
        Path file = folder.resolve("peers.json");
        Files.writeString(file, "{\"faults\":");

        refused(peers(), "--out", "peers.json", "move it away");
        assertThat(file).hasContent("{\"faults\":");
    }
}
