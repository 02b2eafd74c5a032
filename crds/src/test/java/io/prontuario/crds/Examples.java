package io.prontuario.crds;

import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The complete objects under examples/. */
public final class Examples {
    private static final Path FOLDER = Path.of("..", "examples");

    private Examples() {}

    /** File names, sorted. */
    public static List<String> names() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ProntuarioPlatform read(String name) {
        return PlatformYaml.read(text(name));
    }
}
