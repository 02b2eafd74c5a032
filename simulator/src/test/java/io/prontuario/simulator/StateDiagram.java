package io.prontuario.simulator;

import io.prontuario.continuity.model.Mode;
import io.prontuario.simulator.Explorer.Edge;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The modes and their causes, as a Mermaid state diagram, drawn from what the decider did. */
public final class StateDiagram {
    private StateDiagram() {}

    public static String mermaid(Set<Edge> edges) {
        Map<Mode, Map<Mode, Set<String>>> causes = new TreeMap<>();
        for (Edge edge : edges) {
            causes.computeIfAbsent(edge.from(), from -> new TreeMap<>())
                    .computeIfAbsent(edge.to(), to -> new TreeSet<>())
                    .add(edge.cause());
        }
        StringBuilder text = new StringBuilder("stateDiagram-v2\n");
        causes.forEach((from, targets) -> targets.forEach((to, why) -> text.append("    ")
                .append(label(from))
                .append(" --> ")
                .append(label(to))
                .append(" : ")
                .append(String.join(" / ", why).replace(';', ','))
                .append('\n')));
        return text.toString();
    }

    private static String label(Mode mode) {
        return switch (mode) {
            case FULL -> "Full";
            case DEGRADED -> "Degraded";
            case EMERGENCY -> "Emergency";
            case OUTAGE -> "Outage";
            case FAILBACK -> "Failback";
        };
    }
}
