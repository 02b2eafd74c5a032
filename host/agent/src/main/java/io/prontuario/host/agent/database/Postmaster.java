package io.prontuario.host.agent.database;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The instance's first process, as its data folder names it. */
final class Postmaster {
    /** Where the kernel has it, a process's working directory is known. */
    private static final Path PROCESSES = Path.of("/proc/self");

    private final Path data;
    private final Path pidFile;

    Postmaster(Path data) {
        this.data = data;
        this.pidFile = data.resolve("postmaster.pid");
    }

    /**
     * @param pid of the process
     * @param identity differs from start to start
     */
    record Running(long pid, String identity) {
        /** Ends it and its children at once. */
        void kill() {
            ProcessHandle.of(pid).ifPresent(process -> {
                List<ProcessHandle> children = process.descendants().toList();
                process.destroyForcibly();
                children.forEach(ProcessHandle::destroyForcibly);
            });
        }
    }

    /** Empty when no process runs. A file that a power cut left is not taken for a process with the same number. */
    Optional<Running> running() throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(pidFile);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.size() < 3) {
            return Optional.empty();
        }
        long pid = Math.abs(Long.parseLong(lines.get(0).strip()));
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(Postmaster::isPostgres)
                .filter(this::worksHere)
                .map(process -> new Running(pid, pid + ":" + lines.get(2).strip()));
    }

    private static boolean isPostgres(ProcessHandle process) {
        // A zombie has no command any more. An upgrade of the package deletes the file of a program that runs.
        return process.info()
                .command()
                .filter(c -> c.endsWith("/postgres") || c.endsWith("/postgres (deleted)"))
                .isPresent();
    }

    /** After a power cut the number can be that of another cluster's process. PostgreSQL works in its data folder. */
    private boolean worksHere(ProcessHandle process) {
        Path folder = Path.of("/proc", Long.toString(process.pid()), "cwd");
        try {
            return !Files.isDirectory(PROCESSES) || Files.isSameFile(folder, data);
        } catch (AccessDeniedException e) {
            return true; // Another account's: what is not known is not taken for stopped.
        } catch (IOException e) {
            return false; // It has ended, or its folder is gone.
        }
    }
}
