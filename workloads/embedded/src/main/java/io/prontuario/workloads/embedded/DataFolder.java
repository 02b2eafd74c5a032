package io.prontuario.workloads.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The folder that a run keeps; one run at a time holds it. */
final class DataFolder implements AutoCloseable {
    private static final long STOP_SECONDS = 20;

    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Takes the folder, and ends a PostgreSQL that a killed run left behind on it. */
    static DataFolder take(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new RefusedException(
                    folder + " is in use by another run; end that one, or give this one its own folder (--data)");
        }
        endLeftover(folder.resolve("postgres"));
        return new DataFolder(folder, channel);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            // held until the channel is closed or the process ends
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException thisProcess) {
            return false;
        }
    }

    /** A run that was killed cannot stop its server: it would hold the folder for ever. */
    private static void endLeftover(Path data) throws IOException {
        Optional<ProcessHandle> leftover = postmaster(data.resolve("postmaster.pid"));
        if (leftover.isEmpty()) {
            return;
        }
        leftover.get().destroy();
        try {
            leftover.get().onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new RefusedException("interrupted while an earlier run's PostgreSQL ended");
        } catch (ExecutionException | TimeoutException stays) {
            throw new RefusedException("an earlier run's PostgreSQL (process "
                    + leftover.get().pid() + ") holds " + data + " and does not end; end it");
        }
    }

    private static Optional<ProcessHandle> postmaster(Path pidFile) throws IOException {
        if (!Files.isRegularFile(pidFile)) {
            return Optional.empty();
        }
        String first =
                Files.readAllLines(pidFile).stream().findFirst().orElse("").strip();
        if (!first.matches("[0-9]{1,10}")) {
            return Optional.empty();
        }
        // The number may belong to another process by now.
        return ProcessHandle.of(Long.parseLong(first))
                .filter(process -> process.info().command().orElse("").endsWith("/postgres"));
    }

    Path resolve(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
