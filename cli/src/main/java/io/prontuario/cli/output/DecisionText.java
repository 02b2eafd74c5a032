package io.prontuario.cli.output;

import io.prontuario.cli.action.ExplainService.Explained;
import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.DnsTarget;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.crds.Durations;
import java.util.stream.Collectors;

/** A decision in lines: the verdict, what would be done, which guards spoke, when it looks again. */
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
                        .orElse(", nobody serves"))
                .append(", epoch ")
                .append(decision.next().epoch())
                .append('\n');
        explained.data().ifPresent(data -> WriteText.of(decision.next().writing(), explained.hosts(), data)
                .forEach(line -> text.append(line).append('\n')));
        decision.actions()
                .forEach(action -> text.append("action:  ").append(of(action)).append('\n'));
        decision.verdicts().forEach(v -> text.append(v.allowed() ? "guard:   " : "held by: ")
                .append(v.guard())
                .append(": ")
                .append(v.message())
                .append('\n'));
        decision.conditions()
                .forEach(c -> text.append("says:    ").append(of(c)).append('\n'));
        return text.append("looks again in ")
                .append(Durations.format(decision.recheckAfter()))
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
            return scale.takenOver() ? "scale the emergency profile up" : "keep the emergency profile warm";
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
        return action instanceof WriteAction write ? write.carryOut(WriteActionText.INSTANCE) : action.toString();
    }

    private static String of(Condition c) {
        return c.type() + " is " + c.status() + " (" + c.reason() + "): " + c.message();
    }
}
