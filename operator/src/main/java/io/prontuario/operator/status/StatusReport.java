package io.prontuario.operator.status;

import io.prontuario.continuity.decide.WriteAuthority;
import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.crds.v1alpha1.DataStatus;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that status says. Pure.
 *
 * @param generation the generation of the accepted spec
 * @param specHash its hash
 * @param paused whether automatic transitions are paused
 * @param decision the state to record, and the decision core's conditions
 * @param drills the state of the drill calendar
 * @param data what is known of the record
 * @param conditions the operator's; they win over the decision core's of the same type
 */
public record StatusReport(
        long generation,
        String specHash,
        boolean paused,
        Decision decision,
        List<PlatformStatus.Drill> drills,
        RecordReport data,
        List<OperatorCondition> conditions) {
    /**
     * @param projection how current the cloud's copy of the record is; null where no job reports
     * @param inbox entries that wait to be merged into the record; null while their number is not known
     * @param writer the record's writer and its copies; null where no writer is decided
     */
    public record RecordReport(
            PlatformStatus.@Nullable Projection projection,
            PlatformStatus.@Nullable Inbox inbox,
            @Nullable DataStatus writer) {
        static final RecordReport NONE = new RecordReport(null, null, null);
    }

    /** A report of a decision and nothing else. */
    public static StatusReport of(long generation, String specHash, boolean paused, Decision decision) {
        return new StatusReport(generation, specHash, paused, decision, List.of(), RecordReport.NONE, List.of());
    }

    public StatusReport with(Collection<OperatorCondition> more) {
        List<OperatorCondition> all = new ArrayList<>(conditions);
        all.addAll(more);
        return new StatusReport(generation, specHash, paused, decision, drills, data, List.copyOf(all));
    }

    public StatusReport with(Optional<OperatorCondition> condition) {
        return with(condition.map(List::of).orElseGet(List::of));
    }

    public StatusReport withDrills(List<PlatformStatus.Drill> calendar) {
        return new StatusReport(generation, specHash, paused, decision, calendar, data, conditions);
    }

    public StatusReport withProjection(
            PlatformStatus.@Nullable Projection current, PlatformStatus.@Nullable Inbox waiting) {
        return with(new RecordReport(current, waiting, data.writer()));
    }

    public StatusReport withWriter(DataStatus writer) {
        return with(new RecordReport(data.projection(), data.inbox(), writer));
    }

    private StatusReport with(RecordReport changed) {
        return new StatusReport(generation, specHash, paused, decision, drills, changed, conditions);
    }

    /** @param previous the status as it is now, for times that must not move */
    public PlatformStatus toStatus(@Nullable PlatformStatus previous, Instant now) {
        State state = decision.next();
        return new PlatformStatus(
                generation,
                specHash,
                StatusMapping.mode(state.mode()),
                paused,
                state.active().map(SiteName::value).orElse(null),
                state.epoch(),
                StatusMapping.sites(state),
                StatusMapping.transitions(state),
                drills,
                data.projection(),
                data.inbox(),
                data.writer(),
                HandledRequests.status(state.drain()),
                Conditions.of(
                        decided(), conditions, previous == null ? List.of() : previous.conditions(), generation, now));
    }

    /** Where no write authority is called, the writer's conditions say so; where one is, its own conditions win. */
    private List<Condition> decided() {
        List<Condition> all = new ArrayList<>(decision.conditions());
        all.addAll(WriteAuthority.conditionsWithoutObservation());
        return all;
    }

    /** The status of a platform whose first spec is not valid: it says that and nothing else. */
    public static PlatformStatus nothingAccepted(
            @Nullable PlatformStatus previous, List<OperatorCondition> conditions, long generation, Instant now) {
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
                null,
                null,
                Conditions.of(
                        List.of(), conditions, previous == null ? List.of() : previous.conditions(), generation, now));
    }
}
