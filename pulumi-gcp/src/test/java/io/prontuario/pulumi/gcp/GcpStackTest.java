package io.prontuario.pulumi.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.core.Output;
import com.pulumi.test.PulumiTest;
import io.prontuario.pulumi.gcp.config.StackFile;
import io.prontuario.pulumi.gcp.engine.ReadmeInventory;
import io.prontuario.pulumi.testing.google.GoogleCloudModel;
import io.prontuario.pulumi.testing.mocks.RecordedResource;
import io.prontuario.pulumi.testing.mocks.RecordingMocks;
import io.prontuario.pulumi.testing.provider.InputChecker;
import io.prontuario.pulumi.testing.schema.SdkSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole stacks under mocks, which check inputs like the provider double. */
class GcpStackTest {
    @AfterEach
    void forget() {
        PulumiTest.cleanup();
    }

    private static RecordingMocks run(String stack, Set<String> outputs) {
        RecordingMocks mocks = new RecordingMocks(new InputChecker(SdkSchema.gcp(), new GoogleCloudModel()));
        PulumiTest.withMocks(mocks)
                .runTest(context -> outputs.addAll(new GcpStack(StackFile.read(stack), Output.ofSecret("k"))
                        .outputs()
                        .values()
                        .keySet()))
                .throwOnError();
        return mocks;
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod", "healthcare", "hybrid-v1"})
    void registersWhatTheReadmeLists(String stack) throws Exception {
        RecordingMocks mocks = run(stack, new TreeSet<>());
        assertThat(mocks.refused()).isEmpty();
        TreeMap<String, Integer> counts = new TreeMap<>();
        for (RecordedResource r : mocks.all()) {
            counts.merge(r.type(), 1, Integer::sum);
        }
        assertThat(counts).as("inventory of %s", stack).isEqualTo(ReadmeInventory.ofReadme(stack));
    }

    @Test
    void everyOutputIsDocumented() throws Exception {
        Set<String> outputs = new TreeSet<>();
        run("prod", outputs);
        PulumiTest.cleanup();
        run("healthcare", outputs);
        Set<String> documented = new TreeSet<>();
        var row = Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE).matcher(section());
        while (row.find()) {
            documented.add(row.group(1));
        }
        assertThat(documented).isEqualTo(outputs);
    }

    private static String section() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        int start = readme.indexOf("## Outputs");
        return readme.substring(start, readme.indexOf("\n## ", start + 1));
    }
}
