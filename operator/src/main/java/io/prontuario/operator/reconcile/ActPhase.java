package io.prontuario.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.operator.act.ActionContext;
import io.prontuario.operator.act.ActionDispatcher;
import io.prontuario.operator.act.FrontDoorResults;
import io.prontuario.operator.act.HeartbeatSender;
import io.prontuario.operator.act.ObjectApplier;
import io.prontuario.operator.act.ScaleEmergencyExecutor;
import io.prontuario.operator.desired.DesiredObjects;
import io.prontuario.operator.drill.DrillController;
import io.prontuario.operator.drill.Fault;
import io.prontuario.operator.event.EventRecorder;
import io.prontuario.operator.spec.AcceptedSpecStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;

/** Fourth phase: carry out what is recorded. Routes first, objects after: people wait for routes. */
final class ActPhase {
    private final OperatorRole operatorRole;
    private final ActionDispatcher actor;
    private final ScaleEmergencyExecutor scale;
    private final HeartbeatSender heartbeats;
    private final LongSupplier heartbeatSequence;
    private final ObjectApplier applier;
    private final AcceptedSpecStore acceptedStore;
    private final EventRecorder events;
    private final DrillController drills;

    ActPhase(
            OperatorRole operatorRole,
            ActionDispatcher actor,
            ScaleEmergencyExecutor scale,
            HeartbeatSender heartbeats,
            LongSupplier heartbeatSequence,
            ObjectApplier applier,
            AcceptedSpecStore acceptedStore,
            EventRecorder events,
            DrillController drills) {
        this.operatorRole = operatorRole;
        this.actor = actor;
        this.scale = scale;
        this.heartbeats = heartbeats;
        this.heartbeatSequence = heartbeatSequence;
        this.applier = applier;
        this.acceptedStore = acceptedStore;
        this.events = events;
        this.drills = drills;
    }

    /** @param present the platform's objects as the caches know them */
    ActResult carryOut(Decision decision, ActionContext context, Collection<? extends HasMetadata> present) {
        Fault fault = drills.fault();
        FrontDoorResults routed = actor.carryOut(fault.on(decision.actions()), context);
        if (operatorRole == OperatorRole.ONSITE) {
            heartbeats.send(context, heartbeatSequence.getAsLong());
        }
        ObjectApplier.Outcome applied = applier.apply(context.platform(), fault.onObjects(desired(context)), present);
        for (String repaired : applied.repaired()) {
            events.record(
                    context.platform(),
                    EventRecorder.Level.Warning,
                    "Repaired",
                    repaired + "|" + heartbeatKey(),
                    repaired
                            + " was changed by somebody else and has been put back; change the platform's spec"
                            + " instead");
        }
        if (applied.failures().isEmpty()) {
            drills.passed(fault);
        }
        return new ActResult(routed.refusal(), routed.superseded(), applied.failures(), applied.writes());
    }

    /** Before the first round of a process that has just begun to lead. */
    void takeOver(ActionContext context, Instant now) {
        actor.takeOver(context, now);
    }

    private List<HasMetadata> desired(ActionContext context) {
        List<HasMetadata> desired = new ArrayList<>(DesiredObjects.of(
                context.platform(), context.accepted().spec(), operatorRole, scale.takenOver(context.recorded())));
        desired.add(acceptedStore.desired(context.platform(), context.accepted()));
        return desired;
    }

    // Every repair is news, even of the same object.
    private static String heartbeatKey() {
        return java.util.UUID.randomUUID().toString();
    }
}
