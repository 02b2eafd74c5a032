package io.prontuario.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.Decision;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.operator.act.ActionContext;
import io.prontuario.operator.act.ActionDispatcher;
import io.prontuario.operator.act.ObjectApplier;
import io.prontuario.operator.drill.DrillController;
import io.prontuario.operator.drill.Fault;
import io.prontuario.operator.feature.PassContext;
import io.prontuario.operator.metrics.OperatorMetrics;
import io.prontuario.operator.status.OperatorCondition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Fourth phase: carries out what is recorded. Routes first, because clients wait for them; objects after. */
final class ActPhase {
    private final ActionDispatcher dispatcher;
    private final PlatformObjects objects;
    private final DrillController drills;
    private final OperatorMetrics metrics;
    private Optional<ActResult> last = Optional.empty();
    private OptionalLong lastTerm = OptionalLong.empty();

    ActPhase(ActionDispatcher dispatcher, PlatformObjects objects, DrillController drills, OperatorMetrics metrics) {
        this.dispatcher = dispatcher;
        this.objects = objects;
        this.drills = drills;
        this.metrics = metrics;
    }

    /** In a new term the last result says nothing: another process may have led meanwhile. */
    void begin(PassContext pass) {
        if (!pass.term().equals(lastTerm)) {
            lastTerm = pass.term();
            last = Optional.empty();
        }
    }

    /** The last result's conditions; before the first one, those that the leader before this one recorded. */
    List<OperatorCondition> conditions(PassContext pass) {
        return last.map(ActResult::conditions).orElseGet(() -> List.of(inherited(pass.status())));
    }

    /**
     * @param present the platform's objects as the caches hold them
     * @return whether the result differs from the last one's, so that status has to follow
     */
    boolean carryOut(Decision decision, ActionContext context, Collection<? extends HasMetadata> present) {
        if (last.isEmpty()) {
            dispatcher.takeOver(context);
        }
        Fault fault = drills.fault();
        Map<String, AgentAnswer> routes = dispatcher.dispatch(fault.applyTo(decision.actions()), context);
        ObjectApplier.Outcome applied = objects.apply(context, fault, present);
        if (applied.failures().isEmpty()) {
            drills.passed(fault);
        }
        metrics.acted(applied.writes());
        ActResult result = new ActResult(routes, applied.failures());
        boolean changed = last.filter(result::sameAs).isEmpty();
        last = Optional.of(result);
        return changed;
    }

    private static OperatorCondition inherited(@Nullable PlatformStatus status) {
        return Optional.ofNullable(status).map(PlatformStatus::conditions).orElseGet(List::of).stream()
                .filter(condition -> condition.getType().equals(OperatorCondition.WORKLOADS_APPLIED))
                .map(OperatorCondition::of)
                .findFirst()
                .orElseGet(() -> OperatorCondition.of(
                        OperatorCondition.WORKLOADS_APPLIED,
                        Condition.Status.Unknown,
                        "Pending",
                        "nothing has been applied yet"));
    }
}
