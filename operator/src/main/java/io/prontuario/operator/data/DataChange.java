package io.prontuario.operator.data;

import io.prontuario.continuity.model.Detection;
import io.prontuario.host.protocol.data.DataReport;
import io.prontuario.host.protocol.data.DataReport.DatabaseReport;
import io.prontuario.host.protocol.data.DataReport.SynchronousReport;
import io.prontuario.host.protocol.data.DataReport.WitnessReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a decision may depend on the difference between two polls of a box. Positions decide only while an epoch is being ended, and of
 * those that no longer receive: the others rise all the time. Pure.
 */
final class DataChange {
    private DataChange() {}

    static boolean between(BoxEvidence before, BoxEvidence after, Detection detection, boolean positionsDecide) {
        if (before.databaseAnswer(detection) != after.databaseAnswer(detection)
                || before.witnessAnswer(detection) != after.witnessAnswer(detection)) {
            return true;
        }
        if (!BoxClock.problem(before.clockAhead()).equals(BoxClock.problem(after.clockAhead()))) {
            return true;
        }
        return !facts(before.report()).equals(facts(after.report()))
                || positionsDecide && !positions(before.report()).equals(positions(after.report()));
    }

    private static List<Long> positions(Optional<DataReport> report) {
        List<Long> positions = new ArrayList<>();
        report.map(DataReport::database)
                .filter(database -> database.phase() != DataReport.Phase.PRIMARY
                        && !database.wal().receiving())
                .ifPresent(database -> positions.add(database.wal().position()));
        report.map(DataReport::witness)
                .filter(witness -> !witness.streaming())
                .ifPresent(witness -> positions.add(witness.to()));
        return positions;
    }

    private static List<Object> facts(Optional<DataReport> report) {
        List<Object> facts = new ArrayList<>();
        report.ifPresent(known -> {
            database(known.database(), facts);
            witness(known.witness(), facts);
            facts.add(Optional.ofNullable(known.route()));
        });
        return facts;
    }

    private static void database(@Nullable DatabaseReport report, List<Object> facts) {
        if (report == null) {
            facts.add("no database");
            return;
        }
        facts.addAll(List.of(
                report.phase(),
                report.answers(),
                report.boot(),
                report.fencedBelow(),
                report.demotedFrom(),
                report.wal().systemId(),
                report.wal().epoch(),
                report.wal().receiving(),
                Optional.ofNullable(report.synchronous()).map(SynchronousReport::version),
                Optional.ofNullable(report.problem())));
    }

    private static void witness(@Nullable WitnessReport report, List<Object> facts) {
        if (report == null) {
            facts.add("no witness");
            return;
        }
        facts.addAll(List.of(
                report.epoch(),
                report.from(),
                report.fencedBelow(),
                report.streaming(),
                report.unbroken(),
                Optional.ofNullable(report.problem())));
    }
}
