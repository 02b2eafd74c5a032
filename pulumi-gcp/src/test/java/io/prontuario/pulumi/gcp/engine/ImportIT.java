package io.prontuario.pulumi.gcp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.prontuario.pulumi.gcp.tools.ImportFile;
import io.prontuario.pulumi.testing.engine.PulumiRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resources exist but the stack's state is lost: the import file takes them over, and they are not created again. */
class ImportIT {
    @TempDir
    Path folder;

    @Test
    void whatExistsIsTakenOver() throws Exception {
        try (StackWorkspace stacks = new StackWorkspace(folder)) {
            stacks.select("dev");
            String urn = "urn:pulumi:dev::prontuario-gcp::pulumi:providers:gcp::google";
            up(stacks);
            int made = stacks.google.store().created();
            stacks.workspace
                    .run("stack", "rm", "dev", "--yes", "--force", "--preserve-config")
                    .succeeded();
            stacks.select("dev");
            up(stacks, "--target", urn);

            int taken = importOnce(stacks);
            // The ids of keys and of the NAT depend on outputs of the first import.
            taken += importOnce(stacks);

            System.out.printf("%d of %d resources imported%n", taken, made);
            assertThat(taken).isGreaterThan(50);
            PulumiRun preview = stacks.workspace.run("preview", "--json").succeeded();
            // A preview does not list unchanged resources.
            assertThat(steps(preview, "update") + steps(preview, "replace")).isZero();
            assertThat(steps(preview, "create")).isEqualTo(made - taken);
            assertThat(stacks.google.store().created())
                    .as("an import creates nothing")
                    .isEqualTo(made);
        }
    }

    private static void up(StackWorkspace stacks, String... more) {
        List<String> command = new ArrayList<>(List.of("up", "--yes", "--skip-preview", "--suppress-progress"));
        command.addAll(List.of(more));
        stacks.workspace.run(command.toArray(String[]::new)).succeeded();
    }

    private static int importOnce(StackWorkspace stacks) throws Exception {
        PulumiRun preview = stacks.workspace.run("preview", "--json").succeeded();
        String file = ImportFile.of(preview.output()).json();
        Files.writeString(stacks.workspace.project().resolve("import.json"), file);
        stacks.workspace
                .run(
                        "import",
                        "-f",
                        "import.json",
                        "--generate-code=false",
                        "--protect=false",
                        "--yes",
                        "--skip-preview")
                .succeeded();
        int resources = 0;
        for (var resource : JsonParser.parseString(file).getAsJsonObject().getAsJsonArray("resources")) {
            resources += resource.getAsJsonObject().has("id") ? 1 : 0;
        }
        return resources;
    }

    private static int steps(PulumiRun preview, String operation) {
        int count = 0;
        for (var element :
                JsonParser.parseString(preview.output()).getAsJsonObject().getAsJsonArray("steps")) {
            var step = element.getAsJsonObject();
            boolean google = step.get("urn").getAsString().contains("$gcp:");
            count += google && step.get("op").getAsString().equals(operation) ? 1 : 0;
        }
        return count;
    }
}
