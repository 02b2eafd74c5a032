package io.prontuario.cli.output;

import io.prontuario.simulator.Checker.Finding;
import io.prontuario.simulator.Nodes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a replayed schedule breaks. */
public final class FindingOutput {
    private FindingOutput() {}

    /** @param nodes to name what fails in the schedule */
    public static String text(Optional<Finding> finding, Nodes nodes) {
        return finding.map(found -> found.describe(nodes) + "\n").orElse("nothing breaks\n");
    }

    /** {@code finding} is null when nothing breaks. */
    public static Object json(Optional<Finding> finding, Nodes nodes) {
        return Collections.singletonMap(
                "finding", finding.map(found -> json(found, nodes)).orElse(null));
    }

    private static Map<String, Object> json(Finding found, Nodes nodes) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("invariant", found.violation().invariant());
        json.put("message", found.violation().message());
        json.put("atMillis", found.violation().at());
        json.put("seed", found.schedule().seed());
        json.put("lengthMillis", found.schedule().length());
        json.put("faults", found.schedule().describe(nodes).lines().toList());
        return json;
    }
}
