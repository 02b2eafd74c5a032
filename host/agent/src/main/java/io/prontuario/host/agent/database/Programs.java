package io.prontuario.host.agent.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Runs PostgreSQL's programs. */
final class Programs {
    private static final long POLL_MILLIS = 50;
    private static final int TAIL = 4;

    private final Path folder;
    private final Account account;

    Programs(Path folder, Account account) {
        this.folder = folder;
        this.account = account;
    }

    /** The end of a program: what it printed, and whether it worked. */
    record Result(int code, String output) {
        boolean ok() {
            return code == 0;
        }

        /** The last lines, for a person. */
        String tail() {
            List<String> lines = output.strip().lines().toList();
            return String.join("; ", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
        }
    }

    Result run(Duration limit, String program, String... arguments) throws IOException {
        return run(limit, () -> false, program, arguments);
    }

    /** @param cancelled asked while the program runs; when true it is ended */
    Result run(Duration limit, BooleanSupplier cancelled, String program, String... arguments) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(folder.resolve(program).toString());
        words.addAll(List.of(arguments));
        Path output = Files.createTempFile("prontuario-" + program, ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(account.command(words))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .directory(Path.of("/").toFile());
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            process.getOutputStream().close();
            return wait(process, limit, cancelled)
                    ? new Result(process.exitValue(), Files.readString(output))
                    : new Result(
                            -1,
                            Files.readString(output) + "\n" + program + " was ended after " + limit.toSeconds()
                                    + " s, or cancelled");
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static boolean wait(Process process, Duration limit, BooleanSupplier cancelled) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() > end || cancelled.getAsBoolean()) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly().waitFor();
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
