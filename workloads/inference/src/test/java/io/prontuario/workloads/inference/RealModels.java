package io.prontuario.workloads.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Real models and samples, fetched once by testbed/build/models.sh and checked against pinned checksums. */
final class RealModels {
    record ModelFile(Path file, String sha256) {}

    private RealModels() {}

    static Map<String, ModelFile> fetch(String... names) throws Exception {
        List<String> command =
                new java.util.ArrayList<>(List.of("bash", new File("../../testbed/build/models.sh").getPath(), ""));
        command.addAll(List.of(names));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("testbed/build/models.sh").isZero();
        Map<String, ModelFile> fetched = new LinkedHashMap<>();
        for (String line : lines.strip().split("\n")) {
            String[] words = line.split(" ");
            fetched.put(words[0], new ModelFile(Path.of(words[1]), words[2]));
        }
        return fetched;
    }
}
