package io.prontuario.testbed;

import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.exec.UncheckedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Allows one test bed on a machine: its networks and control groups have fixed names, independent of its state folder.
 * Without this lock, {@code down} with one state folder ends the hosts of another.
 */
final class MachineLock {
    /** Below /run: a reboot empties it, and ends the test bed as well. */
    private static final Path FILE = Path.of("/run/lock/prontuario-testbed");

    private final Path file;
    private final BooleanSupplier somethingIsUp;

    MachineLock(Path file, BooleanSupplier somethingIsUp) {
        this.file = file;
        this.somethingIsUp = somethingIsUp;
    }

    static MachineLock ofThisMachine(BooleanSupplier somethingIsUp) {
        return new MachineLock(FILE, somethingIsUp);
    }

    /**
     * Does the work while no other state folder changes a test bed or has one up.
     *
     * @throws TestbedException when another has; nothing is changed then
     */
    void hold(Path root, Runnable work) {
        UncheckedFiles.folders(file.resolveSibling("."));
        try (FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            String owner = owner(channel);
            if (lock == null) {
                throw new TestbedException("the test bed of " + (owner.isEmpty() ? "another state folder" : owner)
                        + " is being changed on this machine: wait until it ends");
            }
            if (!owner.isEmpty()
                    && !owner.equals(root.toString())
                    && Files.isDirectory(Path.of(owner))
                    && somethingIsUp.getAsBoolean()) {
                throw new TestbedException("the test bed on this machine belongs to another state folder, " + owner
                        + ": remove it with `testbed down --state " + owner + "`");
            }
            write(channel, root.toString());
            try {
                work.run();
            } finally {
                if (!somethingIsUp.getAsBoolean()) {
                    write(channel, "");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ofThisProcess) {
            return null;
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(4096);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
    }

    private static void write(FileChannel channel, String owner) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)), 0);
    }
}
