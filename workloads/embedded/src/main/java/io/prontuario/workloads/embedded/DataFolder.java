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

/** The data folder of the embedded platform; locked by one process at a time. */
final class DataFolder implements AutoCloseable {
    private static final long STOP_TIMEOUT_SECONDS = 20;

    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Creates and locks the folder, and stops a PostgreSQL server that a killed process left on it. */
    static DataFolder lock(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!tryLock(channel)) {
            channel.close();
            throw new StartException(folder + " is in use by another process; stop it, or use another folder (--data)");
        }
        stopLeftover(folder.resolve("postgres"));
        return new DataFolder(folder, channel);
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            // held until the channel is closed or the process ends
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException thisProcess) {
            return false;
        }
    }

    /** A killed process cannot stop its PostgreSQL server, which would hold the folder forever. */
    private static void stopLeftover(Path data) throws IOException {
        Optional<ProcessHandle> leftover = postmaster(data.resolve("postmaster.pid"));
        if (leftover.isEmpty()) {
            return;
        }
        leftover.get().destroy();
        try {
            leftover.get().onExit().get(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while stopping PostgreSQL of an earlier run");
        } catch (ExecutionException | TimeoutException stays) {
            throw new StartException("PostgreSQL of an earlier run (process "
                    + leftover.get().pid() + ") uses " + data + " and does not stop; stop it");
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
        // the process id may have been reused
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
