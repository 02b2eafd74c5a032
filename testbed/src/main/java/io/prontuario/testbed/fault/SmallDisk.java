package io.prontuario.testbed.fault;

import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.plan.HostFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file system of limited size, in memory, for a host's record: it can be filled without filling the machine's own. The
 * host must be off when it is put in or taken out; a host that starts finds its record on it.
 */
public final class SmallDisk {
    private static final String TYPE = "tmpfs";
    private static final String FILLER = "filler";
    private static final int PIECE = 1 << 20;
    private static final int PAGE = 4096;

    private final HostFolder folder;

    public SmallDisk(HostFolder folder) {
        this.folder = folder;
    }

    /** Whether the host has one. */
    public boolean present() {
        return UncheckedFiles.read(Path.of("/proc/mounts"))
                .lines()
                .map(line -> line.split(" ", -1))
                .anyMatch(mount -> mount[1].equals(folder.smallDisk().toString()) && mount[2].equals(TYPE));
    }

    /** @param room bytes that are free when the record is on it */
    public void putIn(long room) {
        if (present()) {
            throw new TestbedException(folder.smallDisk() + " is mounted already");
        }
        long used = Long.parseLong(
                Shell.run("du", "-sB1", folder.record().toString()).split("\\s", 2)[0]);
        UncheckedFiles.folders(folder.smallDisk());
        Shell.run(
                "mount",
                "-t",
                TYPE,
                "-o",
                "size=" + (used + room),
                TYPE,
                folder.smallDisk().toString());
        try {
            copy(folder.record(), folder.smallDisk());
        } catch (TestbedException e) {
            // Half a record must not go back to where the whole one is.
            remove();
            throw e;
        }
    }

    /** The record goes back to where it was. */
    public void takeOut() {
        free();
        UncheckedFiles.list(folder.record()).forEach(UncheckedFiles::delete);
        copy(folder.smallDisk(), folder.record());
        // A host that was started meanwhile may still have it in its mounts: what is gone takes no memory.
        UncheckedFiles.list(folder.smallDisk()).forEach(UncheckedFiles::delete);
        Shell.run("umount", folder.smallDisk().toString());
    }

    /** With owners and modes, the folder's own too. */
    private static void copy(Path from, Path to) {
        Shell.run("cp", "-a", from + "/.", to.toString());
    }

    /** Leaves no room. What becomes free later is taken when this is called again. */
    public void fill() {
        requirePresent();
        Path filler = folder.smallDisk().resolve(FILLER);
        for (int piece = PIECE; piece >= PAGE; piece /= 2) {
            fill(filler, piece);
        }
    }

    private static void fill(Path filler, int piece) {
        ByteBuffer zeros = ByteBuffer.allocate(piece);
        try (FileChannel file = FileChannel.open(
                filler, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (true) {
                file.write(zeros.clear());
            }
        } catch (IOException full) {
            // That is what it is for.
            return;
        }
    }

    /** Removes what {@link #fill} made. */
    public void free() {
        requirePresent();
        try {
            Files.deleteIfExists(folder.smallDisk().resolve(FILLER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes. */
    public long room() {
        requirePresent();
        try {
            return Files.getFileStore(folder.smallDisk()).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without it the machine's own file system would be filled. */
    private void requirePresent() {
        if (!present()) {
            throw new TestbedException("there is no small disk at " + folder.smallDisk() + "; put one in first");
        }
    }

    /** Ends it with what is on it. Does nothing without one. */
    public void remove() {
        if (present()) {
            Shell.attempt("umount", "--lazy", folder.smallDisk().toString());
        }
    }
}
