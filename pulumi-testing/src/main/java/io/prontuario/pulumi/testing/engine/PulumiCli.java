package io.prontuario.pulumi.testing.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Locates the Pulumi engine, which {@code pulumi-gcp/build/pulumi.sh} builds once from Go modules. */
public final class PulumiCli {
    private PulumiCli() {}

    /** The engine cannot be built; the message contains the output of the build script. */
    public static final class UnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnavailableException(String message) {
            super(message);
        }
    }

    /**
     * The folder of the engine's binaries. Builds them if they are missing, which takes minutes.
     *
     * @param script the build script
     * @throws UnavailableException if the script fails
     */
    public static Path locate(Path script) {
        try {
            Path errors = Files.createTempFile("pulumi-build", ".log");
            Process process = new ProcessBuilder(
                            List.of("bash", script.toAbsolutePath().toString()))
                    .redirectError(errors.toFile())
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(30, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new UnavailableException("building the Pulumi engine took more than 30 minutes");
            }
            String said = Files.readString(errors);
            Files.delete(errors);
            if (process.exitValue() != 0) {
                throw new UnavailableException("the Pulumi engine cannot be built here: " + said.strip());
            }
            return Path.of(output.strip());
        } catch (IOException e) {
            throw new UnavailableException("the Pulumi engine cannot be built here: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while the Pulumi engine was built");
        }
    }
}
