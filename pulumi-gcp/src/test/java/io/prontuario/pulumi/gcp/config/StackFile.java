package io.prontuario.pulumi.gcp.config;

import io.prontuario.pulumi.config.ConfigSource;
import io.prontuario.pulumi.gcp.tools.StackFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** The stack files of the repository. */
public final class StackFile {
    private StackFile() {}

    /** The values of {@code Pulumi.STACK.yaml}, which a test can change. */
    public static Map<String, String> values(String stack) {
        try {
            return StackFiles.values(Path.of("Pulumi." + stack + ".yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static StackConfig read(String stack) {
        return StackConfigReader.read(ConfigSource.of(values(stack)));
    }
}
