package io.prontuario.testbed.exec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs one command to its end. No shell is involved unless the command names one. */
public final class Shell {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Shell() {}

    /**
     * Runs a command that must succeed.
     *
     * @return its standard output
     * @throws TestbedException if it exits with another status than 0, with what it wrote to standard error
     */
    public static String run(String... command) {
        return require(List.of(command), attempt(command));
    }

    /** As {@link #run(String...)}, with text on standard input. */
    public static String feed(String input, String... command) {
        return require(List.of(command), execute(List.of(command), Map.of(), input, LIMIT));
    }

    /** Runs a command that may fail. */
    public static CommandOutput attempt(String... command) {
        return execute(List.of(command), Map.of(), "", LIMIT);
    }

    /** As {@link #attempt(String...)}, with a limit of the caller's. */
    public static CommandOutput attempt(Duration limit, List<String> command) {
        return execute(command, Map.of(), "", limit);
    }

    /**
     * Runs a long command whose standard output and error the user sees as they come.
     *
     * @throws TestbedException if it fails
     */
    public static void show(Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        // Standard output is for the caller's result, for example JSON; progress of builds goes to standard error.
        builder.redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(Path.of("/dev/stderr").toFile()));
        try {
            int status = builder.start().waitFor();
            if (status != 0) {
                throw new TestbedException(String.join(" ", command) + " ended with status " + status + "; see above");
            }
        } catch (IOException e) {
            throw new TestbedException("cannot run " + command.get(0) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestbedException("interrupted while " + command.get(0) + " ran", e);
        }
    }

    private static String require(List<String> command, CommandOutput output) {
        if (!output.ok()) {
            throw new TestbedException("`" + String.join(" ", command) + "` ended with status " + output.status() + ": "
                    + (output.err().isBlank() ? output.out() : output.err()).strip());
        }
        return output.out();
    }

    private static CommandOutput execute(
            List<String> command, Map<String, String> environment, String input, Duration limit) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            CompletableFuture<String> out = read(process.getInputStream());
            CompletableFuture<String> err = read(process.getErrorStream());
            feed(process, input);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return new CommandOutput(124, "", "no answer within " + limit.toSeconds() + " s");
            }
            return new CommandOutput(process.exitValue(), out.join(), err.join());
        } catch (IOException e) {
            return new CommandOutput(127, "", "cannot run " + command.get(0) + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestbedException("interrupted while " + command.get(0) + " ran", e);
        }
    }

    private static void feed(Process process, String input) {
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The command ended without reading its input; its exit status says whether that matters.
            return;
        }
    }

    private static CompletableFuture<String> read(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> {
            try (stream) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
