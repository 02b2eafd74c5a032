package io.prontuario.operator.act;

import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.State;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which size the emergency profile has to have; the objects follow in the same round. Until the decision core has
 * spoken, the recorded mode does.
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
