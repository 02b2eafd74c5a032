package io.prontuario.cli.action;

import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.PlatformYamlException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Checks a file as the operator would. */
public final class Validation {
    private Validation() {}

    /** What is wrong with the file, in the order of the file; empty when nothing is. */
    public static List<Finding> of(Path file) {
        try {
            PlatformYaml.read(file);
            return List.of();
        } catch (PlatformYamlException e) {
            return List.of(new Finding(String.valueOf(e.getMessage())));
        } catch (UncheckedIOException e) {
            return List.of(new Finding(e.getMessage() + "; name a file that exists and that you may read"));
        }
    }

    /** One problem: where, what, and the remedy. */
    public record Finding(String text) {
        @Override
        public String toString() {
            return text;
        }
    }
}
