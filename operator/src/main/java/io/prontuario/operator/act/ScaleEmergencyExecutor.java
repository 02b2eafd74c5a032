package io.prontuario.operator.act;

import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.State;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the size that the emergency profile must have; the objects follow in the same pass. Before the first decision, the
 * recorded role counts.
 */
public final class ScaleEmergencyExecutor {
    private volatile @Nullable CloudRole role;

    void carryOut(Action.ScaleEmergency scale) {
        role = scale.role();
    }

    public boolean takenOver(State recorded) {
        CloudRole decided = role;
        return (decided == null ? recorded.roles().cloud() : decided) == CloudRole.ACTIVE;
    }
}
