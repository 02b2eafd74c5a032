package io.prontuario.testbed.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.plan.HostFolder;
import io.prontuario.testing.NetworkNamespaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallDiskIT {
    private static final long ROOM = 1 << 20;

    @TempDir
    private Path root;

    private HostFolder folder;
    private SmallDisk disk;

    @BeforeEach
    void makeRecord() throws IOException {
        assumeTrue(NetworkNamespaces.available(), "needs root");
        folder = new HostFolder(root);
        disk = new SmallDisk(folder);
        Files.createDirectories(folder.record());
        Files.writeString(folder.record().resolve("state"), "before");
        Files.setPosixFilePermissions(folder.record(), PosixFilePermissions.fromString("rwx--x---"));
    }

    @AfterEach
    void remove() {
        if (disk != null) {
            disk.remove();
        }
    }

    @Test
    void itFillsNothingButItself() throws IOException {
        assertThatThrownBy(disk::fill).isInstanceOf(TestbedException.class).hasMessageContaining("no small disk");
        Files.createDirectories(folder.smallDisk());
        assertThatThrownBy(disk::fill).isInstanceOf(TestbedException.class);
        assertThat(folder.smallDisk()).isEmptyDirectory();
    }

    @Test
    void itHasTheRecordAndNoRoomUntilItIsFreed() throws IOException {
        disk.putIn(ROOM);
        Path state = folder.smallDisk().resolve("state");
        assertThat(state).hasContent("before");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.smallDisk())))
                .isEqualTo("rwx--x---");

        disk.fill();
        assertThat(disk.room()).isZero();
        assertThatThrownBy(() -> Files.write(folder.smallDisk().resolve("more"), new byte[8192]))
                .isInstanceOf(IOException.class);

        disk.free();
        assertThat(disk.room()).isGreaterThan(ROOM / 2);
        Files.writeString(state, "after");
    }

    @Test
    void whatWasWrittenOnItGoesBack() throws IOException {
        disk.putIn(ROOM);
        Files.delete(folder.smallDisk().resolve("state"));
        Files.writeString(folder.smallDisk().resolve("new"), "after");
        disk.fill();

        disk.takeOut();

        assertThat(disk.present()).isFalse();
        assertThat(folder.record()).isDirectoryContaining(file -> file.endsWith("new"));
        try (var files = Files.list(folder.record())) {
            assertThat(files).containsExactly(folder.record().resolve("new"));
        }
    }
}
