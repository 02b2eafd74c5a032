package io.prontuario.cli.action;

import io.prontuario.crds.PlatformYamlException;
import io.prontuario.crds.YamlLocations;
import io.prontuario.crds.validation.PlatformValidator;
import io.prontuario.crds.validation.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks a file as the operator does. */
public final class Validation {
    private Validation() {}

    /** The problems of a file, sorted by field, with warnings. */
    public static List<Finding> of(Path file, Instant now) {
        String yaml;
        try {
            yaml = Files.readString(file);
        } catch (IOException e) {
            return List.of(unreadable(file));
        }
        try {
            YamlLocations lines = YamlLocations.of(yaml);
            return PlatformValidator.validate(yaml, now).stream()
                    .map(problem -> finding(problem, lines))
                    .toList();
        } catch (PlatformYamlException e) {
            return List.of(new Finding(true, "", null, String.valueOf(e.getMessage()), ""));
        }
    }

    private static Finding unreadable(Path file) {
        if (Files.isDirectory(file)) {
            return new Finding(true, "", null, "is a folder", "name the files in it");
        }
        return Files.exists(file)
                ? new Finding(true, "", null, "cannot be read", "name a file that you may read")
                : new Finding(true, "", null, "does not exist", "name a file");
    }

    private static Finding finding(Problem problem, YamlLocations lines) {
        return new Finding(
                problem instanceof Problem.Error,
                problem.path(),
                lines.find(problem.path()).map(location -> location.line()).orElse(null),
                problem.message(),
                problem.remedy());
    }

    /**
     * One problem of a file.
     *
     * @param fatal whether the operator refuses the file; else it is a warning
     * @param field such as {@code spec.hosts[1].role}; empty for the file as a whole
     * @param line of the field, from 1; null when it is not known
     * @param remedy what to write
     */
    public record Finding(boolean fatal, String field, @Nullable Integer line, String message, String remedy) {
        /** One line: where, whether it is only a warning, what is wrong, what to write. */
        @Override
        public String toString() {
            return (line == null ? "" : "line " + line + ": ")
                    + (fatal ? "" : "warning: ")
                    + (field.isEmpty() ? "" : field + ": ")
                    + message
                    + (remedy.isEmpty() ? "" : "; " + remedy);
        }
    }
}
