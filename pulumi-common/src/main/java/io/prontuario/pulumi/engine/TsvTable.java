package io.prontuario.pulumi.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads tables from resources: one row per line, cells separated by tabs. Lines that start with {@code #} are comments. */
public final class TsvTable {
    private TsvTable() {}

    /**
     * The rows of a table.
     *
     * @param owner a class of the package that has the resource
     * @param resource the name of the resource
     * @param columns the number of cells of every row
     * @throws IllegalStateException if a row has another number of cells
     */
    public static List<List<String>> rows(Class<?> owner, String resource, int columns) {
        try (InputStream in = Objects.requireNonNull(owner.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .peek(cells -> {
                        if (cells.size() != columns) {
                            throw new IllegalStateException(resource + ": a row has " + cells.size()
                                    + " cells instead of " + columns + ": " + cells);
                        }
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
