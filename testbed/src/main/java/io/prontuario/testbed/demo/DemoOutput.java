package io.prontuario.testbed.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prontuario.cli.output.Table;
import io.prontuario.ledger.Judgement;
import io.prontuario.testbed.demo.StepResult.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The demo's report as JSON and as text. */
public final class DemoOutput {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DemoOutput() {}

    /**
     * One line: {@code {"steps":[…],"held":…,"differsFromHospital":[{"name","how"}]}}. A step has
     * {@code "checks":[{"name","held","detail"}]}; {@code statusMillis} is null where it requires no status.
     * Where users wrote, a step has {@code "writes":{"acknowledged","lost","doubled","failed","unknown","unknownApplied",
     * "longestGapMillis"}} and {@code "users"}, their requests by kind. A level that leaves something unproven adds {@code "level"} and {@code "notProven":[{"name","why"}]}.
     */
    public static String json(DemoReport report) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode steps = root.putArray("steps");
        for (StepResult result : report.steps()) {
            Figures figures = result.figures();
            ObjectNode step = steps.addObject();
            step.put("name", result.step().title())
                    .put("requests", figures.requests())
                    .put("failed", figures.failed())
                    .put("slowestMillis", figures.slowestMillis())
                    .put("streamsBroken", figures.streamsBroken())
                    .put("routedMillis", figures.routedMillis())
                    .put("statusMillis", figures.statusMillis())
                    .put("held", result.passed());
            if (result.writes() != null) {
                writes(step, result.writes());
            }
            ArrayNode checks = step.putArray("checks");
            result.checks().forEach(check -> checks.addObject()
                    .put("name", check.name())
                    .put("held", check.passed())
                    .put("detail", check.detail()));
        }
        root.put("held", report.passed());
        ArrayNode differences = root.putArray("differsFromHospital");
        report.differences()
                .forEach(difference ->
                        differences.addObject().put("name", difference.name()).put("how", difference.how()));
        if (!report.level().notProven().isEmpty()) {
            root.put("level", report.level().title());
            ArrayNode notProven = root.putArray("notProven");
            for (UnprovenClaim claim : report.level().notProven()) {
                notProven.addObject().put("name", claim.name()).put("why", claim.why());
            }
        }
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always writable", e);
        }
    }

    private static void writes(ObjectNode step, StepWrites writes) {
        Judgement judgement = writes.judgement();
        step.putObject("writes")
                .put("acknowledged", judgement.counts().acknowledged())
                .put("lost", judgement.lost().size())
                .put("doubled", judgement.doubled().size())
                .put("failed", judgement.counts().failed())
                .put("unknown", judgement.counts().unknown())
                .put(
                        "unknownApplied",
                        judgement.unknown().stream()
                                .filter(Judgement.UnknownWrite::applied)
                                .count())
                .put("longestGapMillis", judgement.gap().millis());
        step.set("users", JSON.valueToTree(writes.users()));
    }

    public static String table(DemoReport report) {
        Table table = new Table(
                "STEP",
                "GETS",
                "FAILED",
                "SLOWEST",
                "LIMIT",
                "WITHIN",
                "STREAMS BROKEN",
                "ROUTED",
                "STATUS",
                "WRITES",
                "LOST",
                "DOUBLED",
                "UNKNOWN",
                "GAP",
                "HELD");
        for (StepResult r : report.steps()) {
            table.row(
                    r.step().title(),
                    r.figures().requests(),
                    r.figures().failed(),
                    millis(r.figures().slowestMillis()),
                    millis(r.step().slowestLimit().toMillis()),
                    r.withinLimit() ? "yes" : "NO",
                    r.figures().streamsBroken(),
                    millis(r.figures().routedMillis()),
                    millis(r.figures().statusMillis()),
                    written(r, judgement -> judgement.counts().acknowledged()),
                    written(r, judgement -> judgement.lost().size()),
                    written(r, judgement -> judgement.doubled().size()),
                    written(r, judgement -> judgement.counts().unknown()),
                    r.writes() == null
                            ? "-"
                            : millis(r.writes().judgement().gap().millis()),
                    r.passed() ? "yes" : "NO");
        }
        List<String> lines = new ArrayList<>(List.of(table.toString()));
        for (StepResult r : report.steps()) {
            r.checks().stream()
                    .filter(check -> !check.passed())
                    .forEach(check -> lines.add(
                            "not held: %s, %s: %s".formatted(r.step().title(), check.name(), check.detail())));
        }
        lines.add(conclusion(report));
        if (!report.level().notProven().isEmpty()) {
            lines.add("\nCannot be proven at this level (" + report.level().title() + "):");
            report.level().notProven().forEach(claim -> lines.add("  " + claim.name() + ": " + claim.why()));
        }
        return String.join("\n", lines);
    }

    private static String written(StepResult result, ToIntFunction<Judgement> figure) {
        return result.writes() == null
                ? "-"
                : String.valueOf(figure.applyAsInt(result.writes().judgement()));
    }

    /** The differences as a block of lines, without an end of line. */
    static String differences(List<HospitalDifference> differences) {
        StringBuilder text = new StringBuilder("This run differs from a hospital's:");
        differences.forEach(difference ->
                text.append("\n  ").append(difference.name()).append(": ").append(difference.how()));
        return text.toString();
    }

    /** The report in sentences that are true of its rows, those with tolerated failures included. */
    static String conclusion(DemoReport report) {
        if (!report.complete()) {
            return "Not held: the demo did not run to its end.";
        }
        if (!report.passed()) {
            long missed = report.steps().stream().filter(step -> !step.passed()).count();
            return "Not held: %d of %d steps failed."
                    .formatted(missed, report.steps().size());
        }
        List<String> sentences = new ArrayList<>();
        int requests = total(
                report.steps().stream().map(step -> step.figures().requests()).toList());
        int failed = total(
                report.steps().stream().map(step -> step.figures().failed()).toList());
        sentences.add(
                failed == 0
                        ? text("Held: none of %,d requests failed.", requests)
                        : text("Held. %,d of %,d requests failed: %s.", failed, requests, tolerated(report)));
        int broken = total(report.steps().stream()
                .map(step -> step.figures().streamsBroken())
                .toList());
        if (broken > 0) {
            sentences.add(text(
                    "%,d token stream%s broke, open on a site or front door that died.",
                    broken, broken == 1 ? "" : "s"));
        }
        List<String> slow = report.steps().stream()
                .filter(step -> !step.withinLimit())
                .map(step -> step.step().title())
                .toList();
        if (!slow.isEmpty()) {
            sentences.add("The slowest answer was over its limit in " + String.join(", ", slow)
                    + "; the benchmark decides on that over five runs.");
        }
        return String.join(" ", sentences);
    }

    private static String tolerated(DemoReport report) {
        return report.steps().stream()
                .filter(r -> r.figures().failed() > 0)
                .map(r -> text(
                        "%,d in %s, in flight at the fault%s",
                        r.figures().failed(),
                        r.step().title(),
                        r.step().failureGrace().isZero()
                                ? ""
                                : text(
                                        " or due within the %d s allowed after it",
                                        r.step().failureGrace().toSeconds())))
                .collect(Collectors.joining("; "));
    }

    private static int total(List<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static String millis(@Nullable Long millis) {
        return millis == null ? "-" : millis + " ms";
    }
}
