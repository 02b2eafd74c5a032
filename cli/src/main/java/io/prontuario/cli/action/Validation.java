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

/** Checks a file as the operator would. */
public final class Validation {
    private Validation() {}

    /** What is wrong with the file, sorted by field; empty when nothing is. Warnings included. */
    public static List<Finding> of(Path file, Instant now) {
        String yaml;
        try {
            yaml = Files.readString(file);
        } catch (IOException e) {
            return List.of(new Finding(
                    true,
                    "cannot read it (" + e.getClass().getSimpleName()
                            + "); name a file that exists and that you may read"));
        }
        try {
            YamlLocations lines = YamlLocations.of(yaml);
            return PlatformValidator.validate(yaml, now).stream()
                    .map(problem -> finding(problem, lines))
                    .toList();
        } catch (PlatformYamlException e) {
            return List.of(new Finding(true, String.valueOf(e.getMessage())));
        }
    }

    private static Finding finding(Problem problem, YamlLocations lines) {
        String at = lines.find(problem.path())
                .map(location -> "line " + location.line() + ": ")
                .orElse("");
        String warning = problem instanceof Problem.Warning ? "warning: " : "";
        return new Finding(problem instanceof Problem.Error, at + warning + problem);
    }

    /** One problem: where, what, and the remedy. @param fatal the operator would refuse the file */
    public record Finding(boolean fatal, String text) {
        @Override
        public String toString() {
            return text;
        }
    }
}
