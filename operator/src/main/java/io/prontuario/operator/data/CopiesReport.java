package io.prontuario.operator.data;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.DatabaseObservation.WitnessStatus;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.v1alpha1.DataStatus;
import io.prontuario.host.protocol.data.DataReport;
import io.prontuario.host.protocol.data.DataReport.DatabaseReport;
import io.prontuario.operator.frontdoor.FrontDoorBox;
import io.prontuario.operator.status.WriterMapping.CopiesStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What status says of the copies and the witness. Pure. */
final class CopiesReport {
    private final DataBoxes boxes;
    private final DatabaseObservation data;
    private final Map<String, BoxEvidence> evidence;
    private final Function<FrontDoorBox, Optional<String>> problems;

    /** @param problems of a box, besides what its agent reports */
    CopiesReport(
            DataBoxes boxes,
            DatabaseObservation data,
            Map<String, BoxEvidence> evidence,
            Function<FrontDoorBox, Optional<String>> problems) {
        this.boxes = boxes;
        this.data = data;
        this.evidence = evidence;
        this.problems = problems;
    }

    CopiesStatus status() {
        List<DataStatus.Copy> copies = new ArrayList<>();
        boxes.copies().forEach((site, box) -> copies.add(copy(site, box)));
        return new CopiesStatus(copies, boxes.witness().map(this::witness).orElse(null));
    }

    /** Whether these say the same but for numbers that rise all the time. */
    static boolean sameButForNumbers(CopiesStatus one, CopiesStatus other) {
        return withoutNumbers(one).equals(withoutNumbers(other));
    }

    private static CopiesStatus withoutNumbers(CopiesStatus status) {
        DataStatus.Witness witness = status.witness();
        return new CopiesStatus(
                status.copies().stream()
                        .map(copy -> new DataStatus.Copy(
                                copy.name(),
                                copy.role(),
                                copy.answers(),
                                copy.phase(),
                                copy.epoch(),
                                null,
                                null,
                                copy.problem()))
                        .toList(),
                witness == null
                        ? null
                        : new DataStatus.Witness(
                                witness.name(),
                                witness.answers(),
                                witness.streaming(),
                                witness.epoch(),
                                null,
                                null,
                                witness.problem()));
    }

    /** How far this position is behind the writer's. */
    static Optional<Long> behind(DatabaseObservation data, long position) {
        return data.replicas().values().stream()
                .filter(ReplicaStatus::writes)
                .map(writer -> Math.max(0, writer.position() - position))
                .findFirst();
    }

    private DataStatus.Copy copy(SiteName site, FrontDoorBox box) {
        ReplicaStatus replica = data.replica(site);
        boolean known = replica.answer() != Answer.NO && replica.boot() > 0;
        boolean writes = replica.writing().isPresent() && replica.answer() != Answer.NO;
        return new DataStatus.Copy(
                site.value(),
                writes ? DataStatus.Role.Writer : DataStatus.Role.Copy,
                answer(replica.answer()),
                phase(box),
                known ? replica.epoch() : null,
                known ? replica.position() : null,
                known && !writes ? behind(data, replica.position()).orElse(null) : null,
                replica.problem().or(() -> problems.apply(box)).orElse(null));
    }

    private DataStatus.Witness witness(FrontDoorBox box) {
        WitnessStatus witness = data.witness();
        boolean known = witness.answers();
        return new DataStatus.Witness(
                box.name(),
                answer(witness.answer()),
                known ? witness.streaming() : null,
                known ? witness.epoch() : null,
                known ? witness.to() : null,
                known ? behind(data, witness.to()).orElse(null) : null,
                witness.problem().or(() -> problems.apply(box)).orElse(null));
    }

    private @Nullable String phase(FrontDoorBox box) {
        return Optional.ofNullable(evidence.get(box.name()))
                .filter(BoxEvidence::answered)
                .flatMap(BoxEvidence::report)
                .map(DataReport::database)
                .map(DatabaseReport::phase)
                .map(phase -> phase.name().charAt(0) + phase.name().substring(1).toLowerCase(Locale.ROOT))
                .orElse(null);
    }

    private static DataStatus.Answer answer(Answer answer) {
        return switch (answer) {
            case YES -> DataStatus.Answer.Yes;
            case NO -> DataStatus.Answer.No;
            case UNKNOWN -> DataStatus.Answer.Unknown;
        };
    }
}
