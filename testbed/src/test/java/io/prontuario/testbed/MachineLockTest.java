package io.prontuario.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prontuario.testbed.exec.TestbedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineLockTest {
    @TempDir
    Path folder;

    private final AtomicBoolean up = new AtomicBoolean();
    private final AtomicInteger done = new AtomicInteger();
    private Path mine;
    private Path other;
    private MachineLock claim;

    @BeforeEach
    void folders() throws Exception {
        mine = Files.createDirectory(folder.resolve("mine"));
        other = Files.createDirectory(folder.resolve("other"));
        claim = new MachineLock(folder.resolve("claim"), up::get);
    }

    @Test
    void theOwnersStateFolderMayChangeAndRemoveIt() {
        claim.hold(mine, () -> up.set(true));
        claim.hold(mine, () -> up.set(false));
        claim.hold(other, done::incrementAndGet);

        assertThat(done).hasValue(1);
    }

    @Test
    void aTestBedOfAnotherStateFolderIsNotTouched() {
        claim.hold(mine, () -> up.set(true));

        assertThatThrownBy(() -> claim.hold(other, done::incrementAndGet))
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("testbed down --state " + mine);
        assertThat(done).hasValue(0);
    }

    @Test
    void nothingIsChangedWhileAnotherCommandRuns() {
        claim.hold(mine, () -> assertThatThrownBy(() -> claim.hold(other, done::incrementAndGet))
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining(mine.toString())
                .hasMessageContaining("wait until it ends"));
        assertThat(done).hasValue(0);
    }

    @Test
    void aRemovedFolderHoldsNoLock() throws Exception {
        claim.hold(mine, () -> up.set(true));
        Files.delete(mine);

        claim.hold(other, done::incrementAndGet);

        assertThat(done).hasValue(1);
    }
}
