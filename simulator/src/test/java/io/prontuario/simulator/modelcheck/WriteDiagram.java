package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How the recorded writer changes, as a Mermaid state diagram, drawn from what the decider did. */
public final class WriteDiagram {
    private final Map<String, Map<String, Set<String>>> changes = new TreeMap<>();

    /** Notes one change of a record; sets that change within an epoch are not drawn. */
    synchronized void note(WriterEpoch before, WriterEpoch after) {
        boolean granted = after.epoch() > before.epoch();
        boolean learned = granted && after.phase() == Phase.VACANT;
        if (before.phase() == after.phase() && before.cause() == after.cause() && (!granted || learned)) {
            return;
        }
        changes.computeIfAbsent(label(before), from -> new TreeMap<>())
                .computeIfAbsent(label(after), to -> new TreeSet<>())
                .add(learned ? "a newer epoch is known" : after.cause() + (granted ? ", a new epoch" : ""));
    }

    /** All that the other one noted, too. */
    synchronized void add(WriteDiagram other) {
        other.changes.forEach(
                (from, targets) -> targets.forEach((to, causes) -> changes.computeIfAbsent(from, key -> new TreeMap<>())
                        .computeIfAbsent(to, key -> new TreeSet<>())
                        .addAll(causes)));
    }

    private static String label(WriterEpoch writerEpoch) {
        return switch (writerEpoch.phase()) {
            case VACANT -> "Vacant";
            case GRANTED -> writerEpoch.isWriter(SiteName.CLOUD) ? "GrantedToCloud" : "Granted";
            case ENDING -> "Ending";
        };
    }

    public synchronized String mermaid() {
        StringBuilder text = new StringBuilder("stateDiagram-v2\n    [*] --> Vacant\n");
        changes.forEach((from, targets) -> targets.forEach((to, causes) -> text.append("    ")
                .append(from)
                .append(" --> ")
                .append(to)
                .append(" : ")
                .append(String.join(" / ", causes))
                .append('\n')));
        return text.toString();
    }
}
