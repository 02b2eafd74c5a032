package io.prontuario.cli.output;

import io.prontuario.cli.action.ExplainService.Explained;
import io.prontuario.continuity.decide.WriteAuthority;
import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.Decision.Verdict;
import io.prontuario.continuity.model.DnsTarget;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.crds.Durations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A decision in lines: the verdict, what would be done, which rules took part, when it decides again. */
public final class DecisionText {
    private DecisionText() {}

    /** One line of a decision. @param key equal while the line means the same, also when its wording changes */
    record Line(String key, String text) {}

    /** The whole decision. */
    public static String of(Explained explained) {
        StringBuilder text = new StringBuilder();
        events(explained).forEach(line -> text.append(line.text()).append('\n'));
        conditions(explained)
                .forEach(c -> text.append("says:    ").append(of(c)).append('\n'));
        return text.append("decides again in ")
                .append(Durations.format(explained.decision().requeueAfter()))
                .append(" at the latest\n")
                .toString();
    }

    /** The verdict, the writer, the actions and the rules; without conditions. */
    static List<Line> events(Explained explained) {
        State next = explained.decision().next();
        List<Line> lines = new ArrayList<>();
        add(
                lines,
                "verdict: " + next.mode()
                        + next.active().map(site -> ", " + site + " serves").orElse(", no site serves") + ", epoch "
                        + next.epoch());
        explained.writes().ifPresent(writes -> WriteText.of(writes, explained.hosts())
                .forEach(line -> add(lines, line)));
        actions(explained).forEach(action -> add(lines, "action:  " + action));
        verdicts(explained)
                .forEach(verdict -> lines.add(new Line(
                        verdict.allowed() + " " + verdict.rule(),
                        (verdict.allowed() ? "rule:    " : "blocked: ") + verdict.rule() + ": " + verdict.message())));
        return lines;
    }

    private static void add(List<Line> lines, String text) {
        lines.add(new Line(text, text));
    }

    /** For programs: the fields of the last decision. Actions are sentences. */
    public static Map<String, Object> json(Explained explained) {
        State next = explained.decision().next();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mode", next.mode());
        json.put("activeSite", next.active().map(SiteName::value).orElse(null));
        json.put("epoch", next.epoch());
        explained.writes().ifPresent(writes -> {
            WriterEpoch writer = writes.decision().next();
            json.put("writer", writer.writer().map(SiteName::value).orElse(null));
            json.put("writerEpoch", writer.epoch());
            json.put("writerPhase", writer.phase());
        });
        json.put("actions", actions(explained));
        json.put(
                "rules",
                verdicts(explained).stream()
                        .map(v -> Map.of("rule", v.rule().toString(), "allowed", v.allowed(), "message", v.message()))
                        .toList());
        json.put(
                "conditions",
                conditions(explained).stream()
                        .map(c -> Map.of(
                                "type", c.type().toString(),
                                "status", c.status().toString(),
                                "reason", c.reason(),
                                "message", c.message()))
                        .toList());
        json.put("requeueAfterMillis", explained.decision().requeueAfter().toMillis());
        return json;
    }

    private static List<String> actions(Explained explained) {
        List<String> actions = new ArrayList<>();
        explained.decision().actions().forEach(action -> actions.add(of(action)));
        explained.writes().ifPresent(writes -> writes.decision()
                .actions()
                .forEach(action -> actions.add(action.carryOut(WriteActionText.INSTANCE))));
        return actions;
    }

    private static List<Verdict> verdicts(Explained explained) {
        List<Verdict> verdicts = new ArrayList<>(explained.decision().verdicts());
        explained.writes().ifPresent(writes -> verdicts.addAll(writes.decision().verdicts()));
        return verdicts;
    }

    private static List<Condition> conditions(Explained explained) {
        List<Condition> conditions = new ArrayList<>(explained.decision().conditions());
        conditions.addAll(explained
                .writes()
                .map(writes -> writes.decision().conditions())
                .orElseGet(WriteAuthority::conditionsWithoutObservation));
        return conditions;
    }

    private static String of(Action action) {
        if (action instanceof Action.Admit admit) {
            return "admit " + admit.site() + " (boot " + admit.bootId() + ")";
        }
        if (action instanceof Action.Route route) {
            return "route to "
                    + route.admitted().stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
        }
        if (action instanceof Action.ScaleEmergency scale) {
            return scale.role() == CloudRole.ACTIVE
                    ? "scale the emergency profile up"
                    : "keep the emergency profile warm";
        }
        if (action instanceof Action.PointName name) {
            return name.target() == DnsTarget.SITE
                    ? "point the public name to the site"
                    : "point the public name to the cloud";
        }
        if (action instanceof Action.Announce announce) {
            return "announce " + announce.transition().from() + " -> "
                    + announce.transition().to() + ": " + announce.transition().reason();
        }
        return action.toString();
    }

    private static String of(Condition c) {
        return c.type() + " is " + c.status() + " (" + c.reason() + "): " + c.message();
    }
}
