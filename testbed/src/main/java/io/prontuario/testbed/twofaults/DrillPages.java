package io.prontuario.testbed.twofaults;

import io.prontuario.cli.drill.Evidence;
import io.prontuario.cli.drill.EvidenceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A page, a JSON and a JUnit file for every drill, and an index of all of them. */
final class DrillPages {
    private final Path folder;
    private final EvidenceFiles files;

    DrillPages(Path folder) {
        this.folder = folder;
        this.files = new EvidenceFiles(folder);
    }

    void write(DrillResult result, long seed) throws IOException {
        files.write(result.evidence(seed));
        Files.writeString(folder.resolve("index.txt"), index(files.all()));
    }

    /** A line for every drill, in their order. */
    static String index(List<Evidence> runs) {
        StringBuilder text = new StringBuilder();
        runs.stream()
                .sorted(java.util.Comparator.comparing(Evidence::name))
                .forEach(run -> text.append("%-44s %-17s %5d GETs, %d failed, slowest %d ms (limit %d ms)%n"
                        .formatted(
                                run.name(),
                                run.result().verdict(),
                                run.clients().requests(),
                                run.clients().failed(),
                                run.clients().outageMillis(),
                                run.expected().budgetMillis())));
        return text.toString();
    }
}
