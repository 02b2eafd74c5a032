package io.prontuario.operator.status;

import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.State;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything status says. Pure.
 *
 * @param generation the generation of the accepted spec
 * @param specHash its hash
 * @param state what to remember
 * @param drills what has become of the drill calendar
 * @param projection how far the cloud's copy of the record is; null where no job reports
 * @param inbox what waits to be merged; null while it is not known
 * @param core the decision core's conditions
 * @param own the operator's; they win over the core's of the same type
 */
public record StatusReport(
        long generation,
        String specHash,
        boolean paused,
        State state,
        List<PlatformStatus.Drill> drills,
        PlatformStatus.@Nullable Projection projection,
        PlatformStatus.@Nullable Inbox inbox,
        List<Condition> core,
        List<OperatorCondition> own) {
    /** @param previous the status as it is now, for times that must not move */
    public PlatformStatus toStatus(@Nullable PlatformStatus previous, Instant now) {
        return new PlatformStatus(
                generation,
                specHash,
                StatusMapping.mode(state.mode()),
                paused,
                state.active().map(site -> site.value()).orElse(null),
                state.epoch(),
                StatusMapping.sites(state),
                StatusMapping.transitions(state),
                drills,
                projection,
                inbox,
                Conditions.of(core, own, previous == null ? List.of() : previous.conditions(), generation, now));
    }

    /** The status of a platform whose very first spec is not acceptable: nothing is known but that. */
    public static PlatformStatus nothingAccepted(
            @Nullable PlatformStatus previous, List<OperatorCondition> own, long generation, Instant now) {
        return new PlatformStatus(
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                Conditions.of(List.of(), own, previous == null ? List.of() : previous.conditions(), generation, now));
    }
}
