package io.prontuario.testbed;

import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.exec.UncheckedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Allows one {@code up} or {@code down} at a time for a state folder. */
final class StateLock {
    private StateLock() {}

    static void hold(Path file, Runnable work) {
        UncheckedFiles.folders(file.resolveSibling("."));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new TestbedException("another command is changing the test bed in " + file.resolveSibling("")
                        + ": wait until it ends");
            }
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
