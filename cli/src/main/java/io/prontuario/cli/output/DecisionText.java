package io.prontuario.cli.output;

import io.prontuario.cli.action.ExplainService.Explained;
import io.prontuario.continuity.decide.WriteAuthority;
import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.Decision.Verdict;
import io.prontuario.continuity.model.DnsTarget;
import io.prontuario.crds.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A decision in lines: the verdict, what would be done, which rules took part, when it decides again. */
public final class DecisionText {
    private DecisionText() {}

    public static String of(Explained explained) {
        Decision decision = explained.decision();
        StringBuilder text = new StringBuilder();
        text.append("verdict: ")
                .append(decision.next().mode())
                .append(decision.next()
                        .active()
                        .map(site -> ", " + site + " serves")
                        .orElse(", no site serves"))
                .append(", epoch ")
                .append(decision.next().epoch())
                .append('\n');
        explained.writes().ifPresent(writes -> WriteText.of(writes, explained.hosts())
                .forEach(line -> text.append(line).append('\n')));
        decision.actions()
                .forEach(action -> text.append("action:  ").append(of(action)).append('\n'));
        explained.writes().ifPresent(writes -> writes.decision().actions().forEach(action -> text.append("action:  ")
                .append(action.carryOut(WriteActionText.INSTANCE))
                .append('\n')));
        List<Verdict> verdicts = new ArrayList<>(decision.verdicts());
        List<Condition> conditions = new ArrayList<>(decision.conditions());
        conditions.addAll(explained
                .writes()
                .map(writes -> writes.decision().conditions())
                .orElseGet(WriteAuthority::conditionsWithoutObservation));
        explained.writes().ifPresent(writes -> verdicts.addAll(writes.decision().verdicts()));
        verdicts.forEach(v -> text.append(v.allowed() ? "rule:    " : "blocked: ")
                .append(v.rule())
                .append(": ")
                .append(v.message())
                .append('\n'));
        conditions.forEach(c -> text.append("says:    ").append(of(c)).append('\n'));
        return text.append("decides again in ")
                .append(Durations.format(decision.requeueAfter()))
                .append(" at the latest\n")
                .toString();
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
