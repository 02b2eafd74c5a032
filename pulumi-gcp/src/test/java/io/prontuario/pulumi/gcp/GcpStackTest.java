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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whole stacks under mocks, which check inputs like the provider double. */
class GcpStackTest {
    private static final List<String> STACKS = List.of("dev", "staging", "prod", "healthcare", "hybrid-v1");
    private static final Map<String, RecordingMocks> RUNS = new LinkedHashMap<>();
    private static final Set<String> OUTPUTS = new TreeSet<>();

    @BeforeAll
    static void run() {
        for (String stack : STACKS) {
            RecordingMocks mocks = new RecordingMocks(new InputChecker(SdkSchema.gcp(), new GoogleCloudModel()));
            try {
                PulumiTest.withMocks(mocks)
                        .runTest(context -> OUTPUTS.addAll(new GcpStack(StackFile.read(stack), Output.ofSecret("k"))
                                .outputs()
                                .values()
                                .keySet()))
                        .throwOnError();
            } finally {
                PulumiTest.cleanup();
            }
            RUNS.put(stack, mocks);
        }
    }

    private static RecordingMocks of(String stack) {
        return Objects.requireNonNull(RUNS.get(stack));
    }

    @ParameterizedTest
    @FieldSource("STACKS")
    void registersWhatTheReadmeLists(String stack) throws Exception {
        assertThat(of(stack).refused()).isEmpty();
        TreeMap<String, Integer> counts = new TreeMap<>();
        for (RecordedResource r : of(stack).all()) {
            counts.merge(r.type(), 1, Integer::sum);
        }
        assertThat(counts).as("inventory of %s", stack).isEqualTo(ReadmeInventory.ofReadme(stack));
    }

    /** Type tokens and logical names are part of URNs: a changed one replaces the resource in every existing stack. */
    @Test
    void logicalNamesDoNotChange() throws Exception {
        Set<String> names = new TreeSet<>();
        RUNS.values().forEach(run -> names.addAll(run.logicalNames()));
        assertThat(names)
                .containsExactlyElementsOf(Files.readAllLines(Path.of("src/test/resources/logical-names.txt")));
    }

    @Test
    void everyOutputIsDocumented() throws Exception {
        Set<String> documented = new TreeSet<>();
        var row = Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE).matcher(section());
        while (row.find()) {
            documented.add(row.group(1));
        }
        assertThat(documented).isEqualTo(OUTPUTS);
    }

    private static String section() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        int start = readme.indexOf("## Outputs");
        return readme.substring(start, readme.indexOf("\n## ", start + 1));
    }
}
