package io.prontuario.pulumi.gcp.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table of resources per stack in the README. */
public final class ReadmeInventory {
    private ReadmeInventory() {}

    /** Counts by type token of one stack's column. */
    public static Map<String, Integer> ofReadme(String stack) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        List<String> header = new ArrayList<>();
        for (String line : Files.readAllLines(java.nio.file.Path.of("README.md"))) {
            List<String> cells =
                    List.of(line.split("\\|", -1)).stream().map(String::strip).toList();
            if (cells.size() > 2 && cells.get(1).equals("resource type")) {
                header.addAll(cells);
            } else if (!header.isEmpty() && cells.size() > 2 && cells.get(1).startsWith("`gcp:")) {
                int count = Integer.parseInt(cells.get(header.indexOf(stack)));
                if (count > 0) {
                    counts.put(cells.get(1).replace("`", ""), count);
                }
            }
        }
        return counts;
    }
}
