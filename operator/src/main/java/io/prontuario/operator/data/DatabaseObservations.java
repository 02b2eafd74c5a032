package io.prontuario.operator.data;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.DatabaseObservation.Proofs;
import io.prontuario.continuity.model.DatabaseObservation.Refused;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.DatabaseObservation.Wal;
import io.prontuario.continuity.model.DatabaseObservation.WitnessFence;
import io.prontuario.continuity.model.DatabaseObservation.WitnessStatus;
import io.prontuario.continuity.model.DatabaseObservation.WitnessWal;
import io.prontuario.continuity.model.DatabaseObservation.Writing;
import io.prontuario.continuity.model.Detection;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.host.protocol.data.DataReport;
import io.prontuario.host.protocol.data.DataReport.DatabaseReport;
import io.prontuario.host.protocol.data.DataReport.WitnessReport;
import io.prontuario.operator.observe.ProjectionStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The record's state, in the decision core's terms. Pure. */
final class DatabaseObservations {
    private static final String NO_DATABASE = "its agent runs no database: start the agent with --database DIR";
    private static final String NO_WITNESS = "its agent runs no witness: start the agent with --witness DIR";

    private DatabaseObservations() {}

    /**
     * @param evidence of every box, by name; a box that was not polled is absent
     * @param status as it was just read from the API server by a read that needs its quorum
     */
    static DatabaseObservation assemble(
            DataBoxes boxes, Detection detection, Map<String, BoxEvidence> evidence, @Nullable PlatformStatus status) {
        Map<SiteName, ReplicaStatus> replicas = new HashMap<>();
        boxes.copies()
                .forEach((site, box) ->
                        replicas.put(site, replica(evidence.getOrDefault(box.name(), BoxEvidence.none()), detection)));
        WitnessStatus witness = boxes.witness()
                .map(box -> witness(evidence.getOrDefault(box.name(), BoxEvidence.none()), detection))
                .orElse(WitnessStatus.UNKNOWN);
        return new DatabaseObservation(
                replicas, witness, Answer.YES, Optional.empty(), Proofs.none(), lagging(status), inboxPending(status));
    }

    private static ReplicaStatus replica(BoxEvidence evidence, Detection detection) {
        Answer answer = evidence.databaseAnswer(detection);
        if (answer == Answer.NO && !evidence.answered() || evidence.report().isEmpty()) {
            return ReplicaStatus.UNKNOWN.withAnswer(answer);
        }
        DatabaseReport report = evidence.report().map(DataReport::database).orElse(null);
        return report == null
                ? ReplicaStatus.UNKNOWN.withAnswer(answer).withProblem(NO_DATABASE)
                : replica(report, evidence.clockAhead()).withAnswer(answer);
    }

    private static ReplicaStatus replica(DatabaseReport report, Duration clockAhead) {
        boolean writes = report.phase() == DataReport.Phase.PRIMARY;
        Optional<Writing> writing = writes
                ? Optional.of(Optional.ofNullable(report.synchronous())
                        .map(set -> new Writing(set.version(), set.since()))
                        .orElseGet(() -> new Writing(0, 0)))
                : Optional.empty();
        return new ReplicaStatus(
                Answer.YES,
                new Wal(
                        report.wal().epoch(),
                        report.wal().position(),
                        report.wal().receiving()),
                new Refused(report.fencedBelow(), report.demotedFrom()),
                writing,
                report.boot(),
                Optional.ofNullable(report.problem()).or(() -> BoxClock.problem(clockAhead)));
    }

    private static WitnessStatus witness(BoxEvidence evidence, Detection detection) {
        Answer answer = evidence.witnessAnswer(detection);
        if (answer == Answer.NO && !evidence.answered() || evidence.report().isEmpty()) {
            return WitnessStatus.UNKNOWN.withAnswer(answer);
        }
        WitnessReport report = evidence.report().map(DataReport::witness).orElse(null);
        return report == null
                ? WitnessStatus.UNKNOWN.withAnswer(answer).withProblem(NO_WITNESS)
                : new WitnessStatus(
                        answer,
                        new WitnessWal(report.epoch(), report.from(), report.to(), report.streaming()),
                        new WitnessFence(report.fencedBelow(), false),
                        report.unbroken(),
                        Optional.ofNullable(report.problem()).or(() -> BoxClock.problem(evidence.clockAhead())));
    }

    /** Empty while no job reports. */
    private static Optional<Boolean> lagging(@Nullable PlatformStatus status) {
        return Optional.ofNullable(status)
                .map(PlatformStatus::projection)
                .map(PlatformStatus.Projection::lagSeconds)
                .map(lag -> lag > ProjectionStatus.BOUND.toSeconds());
    }

    private static OptionalLong inboxPending(@Nullable PlatformStatus status) {
        return status == null || status.inbox() == null
                ? OptionalLong.empty()
                : OptionalLong.of(status.inbox().pending());
    }
}
