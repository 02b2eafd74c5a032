package io.prontuario.testbed.demo;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds parts of the repository, without tests. */
public final class MavenRun {
    private static final int TAIL = 15;

    private MavenRun() {}

    /**
     * @param root the repository
     * @param log where Maven writes
     * @param arguments which modules, and the goal
     * @throws CliException when the build fails; the message has the log's last lines
     */
    public static void in(Path root, Path log, List<String> arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("mvn", "-B", "-q", "-DskipTests", "-Dspotless.check.skip=true"));
        command.addAll(arguments);
        try {
            Process maven = new ProcessBuilder(command)
                    .directory(root.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (maven.waitFor() != 0) {
                throw new CliException(
                        ExitCode.REFUSED, "the build failed; the last lines of " + log + ":\n" + tail(log));
            }
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.REFUSED, "cannot run mvn: " + e.getMessage() + "; install Maven 3.8 or newer", e);
        }
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }
}
