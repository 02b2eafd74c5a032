package io.prontuario.operator.drill;

import io.prontuario.crds.v1alpha1.FailoverDrill;
import io.prontuario.crds.v1alpha1.FailoverDrillStatus;
import io.prontuario.crds.v1alpha1.FailoverDrillStatus.Phase;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.operator.event.EventRecorder;
import io.prontuario.operator.status.DrillStatusWriter;
import java.util.List;

/** Writes a drill's status, and then an Event about it. */
final class DrillRecorder {
    private final DrillStatusWriter writer;
    private final EventRecorder events;

    DrillRecorder(DrillStatusWriter writer, EventRecorder events) {
        this.writer = writer;
        this.events = events;
    }

    void refuse(PlatformRef platform, FailoverDrill drill, DrillProblem problem) {
        record(
                platform,
                drill,
                FailoverDrillStatus.of(Phase.Refused, problem.reason(), problem.message(), List.of(), null),
                EventRecorder.Level.Warning,
                "DrillRefused");
    }

    /** False when the drill was changed or deleted meanwhile; the next run reads it again. */
    boolean record(
            PlatformRef platform,
            FailoverDrill drill,
            FailoverDrillStatus status,
            EventRecorder.Level level,
            String reason) {
        if (!writer.write(drill, status)) {
            return false;
        }
        events.record(
                platform,
                level,
                reason,
                drill.getMetadata().getUid() + "|" + status.phase(),
                drill.getMetadata().getName() + " (" + drill.getSpec().scenario() + " by "
                        + drill.getSpec().driver() + (status.targets().isEmpty() ? "" : " of ")
                        + String.join(", ", status.targets()) + "): " + status.message());
        return true;
    }

    static List<String> targets(Fault fault) {
        return fault.hosts().stream()
                .map(host -> fault.service().map(service -> service + " on ").orElse("") + host)
                .sorted()
                .toList();
    }
}
