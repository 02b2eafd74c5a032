package io.prontuario.testbed.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prontuario.cli.output.Table;
import io.prontuario.testbed.plan.Layout;
import org.jspecify.annotations.Nullable;

/** The demo's report. */
public final class DemoOutput {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DemoOutput() {}

    /**
     * One line: {@code {"steps":[…],"passed":…}}. A step about the control plane adds {@code "checks":[{"name","passed","detail"}]}. A {@code statusMillis} that a step has no use for is null. A level that leaves
     * something unproven adds {@code "level"} and {@code "notProven":[{"name","why"}]}.
     */
    public static String json(DemoReport report) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode steps = root.putArray("steps");
        for (StepResult result : report.steps()) {
            ObjectNode step = steps.addObject();
            step.put("name", result.step().title())
                    .put("requests", result.requests())
                    .put("failed", result.failed())
                    .put("slowestMillis", result.slowestMillis())
                    .put("streamsBroken", result.streamsBroken())
                    .put("routedMillis", result.routedMillis())
                    .put("statusMillis", result.statusMillis())
                    .put("held", result.passed());
            if (result.step().layout() == Layout.STRETCHED) {
                // Their figures are about more than requests: when the API and the operator were back.
                ArrayNode checks = step.putArray("checks");
                result.checks().forEach(check -> checks.addObject()
                        .put("name", check.name())
                        .put("held", check.passed())
                        .put("detail", check.detail()));
            }
        }
        root.put("held", report.passed());
        if (!report.level().notProven().isEmpty()) {
            root.put("level", report.level().title());
            ArrayNode notProven = root.putArray("notProven");
            for (UnprovenClaim missing : report.level().notProven()) {
                notProven.addObject().put("name", missing.name()).put("why", missing.why());
            }
        }
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always writable", e);
        }
    }

    public static String table(DemoReport report) {
        Table table = new Table(
                "STEP", "GETS", "FAILED", "SLOWEST", "BAR", "WITHIN", "STREAMS BROKEN", "ROUTED", "STATUS", "HELD");
        for (StepResult r : report.steps()) {
            table.row(
                    r.step().title(),
                    r.requests(),
                    r.failed(),
                    millis(r.slowestMillis()),
                    millis(r.step().slowestLimit().toMillis()),
                    r.withinLimit() ? "yes" : "NO",
                    r.streamsBroken(),
                    millis(r.routedMillis()),
                    millis(r.statusMillis()),
                    r.passed() ? "yes" : "NO");
        }
        StringBuilder text = new StringBuilder(table.toString()).append('\n');
        for (StepResult r : report.steps()) {
            for (StepCheck check : r.checks()) {
                if (!check.passed()) {
                    text.append("not held: ")
                            .append(r.step().title())
                            .append(", ")
                            .append(check.name())
                            .append(": ")
                            .append(check.detail())
                            .append('\n');
                }
            }
        }
        text.append(
                report.passed()
                        ? "Held: nothing failed, and order and states were as required."
                        : report.complete() ? "Not held." : "Not held: the demo did not run to its end.");
        if (!report.level().notProven().isEmpty()) {
            text.append("\n\nCannot be proven at this level (")
                    .append(report.level().title())
                    .append("):");
            for (UnprovenClaim missing : report.level().notProven()) {
                text.append("\n  ").append(missing.name()).append(": ").append(missing.why());
            }
        }
        return text.toString();
    }

    private static String millis(@Nullable Long millis) {
        return millis == null ? "-" : millis + " ms";
    }
}
