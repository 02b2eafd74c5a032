package io.prontuario.host.agent.witness;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.FencingToken;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    private static final long RESERVED = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void roomThatWasGivenUpIsKeptAgainOnceThereIsSome() throws Exception {
        StateFile state = new StateFile(folder);
        Files.delete(reserve());

        state.update(now -> now.fenced(new FencingToken(1, 2, 0), 2));

        assertThat(reserve()).hasSize(RESERVED);
    }

    @Test
    void roomThatWasKeptInPartIsKeptWhole() throws Exception {
        Files.write(reserve(), new byte[10]);

        new StateFile(folder);

        assertThat(reserve()).hasSize(RESERVED);
    }

    private Path reserve() {
        return folder.resolve("reserve");
    }
}
