package io.prontuario.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.operator.act.ActionContext;
import io.prontuario.operator.act.ObjectApplier;
import io.prontuario.operator.desired.DesiredObjects;
import io.prontuario.operator.drill.Fault;
import io.prontuario.operator.event.EventRecorder;
import io.prontuario.operator.spec.AcceptedSpecStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Applies the objects that a platform should have in this cluster. */
final class PlatformObjects {
    private final OperatorRole role;
    private final AcceptedSpecStore specs;
    private final ObjectApplier applier;
    private final EventRecorder events;

    PlatformObjects(OperatorRole role, AcceptedSpecStore specs, ObjectApplier applier, EventRecorder events) {
        this.role = role;
        this.specs = specs;
        this.applier = applier;
        this.events = events;
    }

    /**
     * @param fault changes the desired objects while a drill runs
     * @param present the platform's objects as the caches hold them
     */
    ObjectApplier.Outcome apply(ActionContext context, Fault fault, Collection<? extends HasMetadata> present) {
        ObjectApplier.Outcome applied =
                applier.apply(context.platform(), fault.applyToObjects(desired(context)), present);
        for (String repaired : applied.repaired()) {
            events.record(
                    context.platform(),
                    EventRecorder.Level.Warning,
                    "ObjectRepaired",
                    // Every repair has an Event of its own, even of the same object.
                    repaired + "|" + UUID.randomUUID(),
                    repaired + " was changed by another client and has been restored; change the platform's spec"
                            + " instead");
        }
        return applied;
    }

    private List<HasMetadata> desired(ActionContext context) {
        List<HasMetadata> desired = new ArrayList<>(DesiredObjects.of(
                context.platform(),
                context.accepted().spec(),
                role,
                context.recorded().roles().cloud() == CloudRole.ACTIVE));
        desired.add(specs.desired(context.platform(), context.accepted()));
        return desired;
    }
}
