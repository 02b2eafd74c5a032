package io.prontuario.cli.drill;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Evidence in one folder: NAME.json, NAME.xml (JUnit) and NAME.html. */
public final class EvidenceFiles {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;

    public EvidenceFiles(Path folder) {
        this.folder = folder;
    }

    /** Writes the three files. Returns the page, which needs no other file. */
    public Path write(Evidence evidence) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(evidence.name() + ".json"), JSON.writeValueAsString(evidence));
        Files.writeString(folder.resolve(evidence.name() + ".xml"), junit(evidence));
        Path page = folder.resolve(evidence.name() + ".html");
        Files.writeString(page, EvidencePage.html(evidence));
        return page;
    }

    /** Every run in the folder, newest first. */
    public List<Evidence> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Evidence> runs = new java.util.ArrayList<>();
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                runs.add(JSON.readValue(Files.readString(file), Evidence.class));
            }
            runs.sort(Comparator.comparing((Evidence run) -> run.times().startedAt())
                    .reversed());
            return runs;
        }
    }

    /** The newest run of the same scenario and driver. */
    public Optional<Evidence> last(String scenario, String driver) throws IOException {
        return all().stream()
                .filter(run -> run.test().scenario().equals(scenario)
                        && run.test().driver().equals(driver))
                .findFirst();
    }

    static String junit(Evidence run) {
        String failure =
                switch (run.result().verdict()) {
                    case PASSED -> "";
                    case OBJECTIVE_MISSED -> "<failure message=\""
                            + EvidencePage.text(run.result().why()) + "\"/>";
                    case ABORTED_RESTORED, NOT_RESTORED -> "<error message=\""
                            + EvidencePage.text(run.result().why()) + "\"/>";
                    case REFUSED -> "<skipped message=\""
                            + EvidencePage.text(run.result().why()) + "\"/>";
                };
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="prontuario failover test" tests="1" failures="%d" errors="%d" skipped="%d" timestamp="%s">
                  <testcase classname="%s" name="%s" time="%s">%s</testcase>
                </testsuite>
                """
                .formatted(
                        run.result().verdict() == Evidence.Verdict.OBJECTIVE_MISSED ? 1 : 0,
                        failure.startsWith("<error") ? 1 : 0,
                        run.result().verdict() == Evidence.Verdict.REFUSED ? 1 : 0,
                        EvidencePage.text(run.times().startedAt()),
                        EvidencePage.text(run.test().platform()),
                        EvidencePage.text(
                                run.test().scenario() + " by " + run.test().driver()),
                        String.format(
                                java.util.Locale.ROOT, "%.3f", run.clients().outageMillis() / 1000.0),
                        failure);
    }
}
