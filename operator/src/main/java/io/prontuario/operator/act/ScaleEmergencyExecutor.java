package io.prontuario.operator.act;

import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.State;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the size that the emergency profile must have; the objects follow in the same pass. Before the first decision, the
 * recorded mode counts.
 */
public final class ScaleEmergencyExecutor {
    private volatile @Nullable Boolean takenOver;

    void carryOut(Action.ScaleEmergency scale) {
        takenOver = scale.takenOver();
    }

    public boolean takenOver(State recorded) {
        Boolean said = takenOver;
        return said == null ? recorded.mode() == Mode.EMERGENCY : said;
    }
}
