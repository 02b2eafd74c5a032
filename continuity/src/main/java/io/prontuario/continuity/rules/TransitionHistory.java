package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.State.Transition;
import java.util.ArrayList;
import java.util.List;

/**
 * The history is bounded, and role changes outlive changes of the mode alone.
 *
 * <p>Rule: at most {@link #KEPT} entries; when full, the oldest entry that moved no role goes first, then the oldest.
 */
public final class TransitionHistory {
    public static final int KEPT = 50;

    private TransitionHistory() {}

    public static List<Transition> append(List<Transition> history, Transition transition) {
        List<Transition> longer = new ArrayList<>(history.size() + 1);
        longer.addAll(history);
        longer.add(transition);
        while (longer.size() > KEPT) {
            longer.remove(oldestToDrop(longer));
        }
        return longer;
    }

    private static int oldestToDrop(List<Transition> history) {
        for (int i = 0; i < history.size() - 1; i++) {
            if (!history.get(i).roleChanged()) {
                return i;
            }
        }
        return 0;
    }
}
