package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.DatabaseObservation.Approval;
import io.prontuario.continuity.model.DatabaseObservation.Attestation;
import io.prontuario.continuity.model.DatabaseObservation.PeerClusterStatus;
import io.prontuario.continuity.model.DatabaseObservation.Proofs;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.DatabaseObservation.WitnessStatus;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Cause;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import io.prontuario.simulator.modelcheck.ClusterState.Database;
import io.prontuario.simulator.modelcheck.ClusterState.Power;
import io.prontuario.simulator.modelcheck.ClusterState.Witness;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What an operator sees of a tier: what it reaches, as it is; what it does not reach, as silence. */
final class ObservationModel {
    private static final ReplicaStatus SILENT = new ReplicaStatus(Answer.NO, 0, 0, 0, 0, OptionalLong.empty(), 0, 0);
    private static final WitnessStatus SILENT_WITNESS = new WitnessStatus(Answer.NO, 0, 0, 0, 0, false, false, false);

    private ObservationModel() {}

    static DatabaseObservation of(ClusterState tier, int operator) {
        int from = ClusterState.OPERATOR_ON[operator];
        boolean cloud = operator == ClusterState.CLOUD_OPERATOR;
        Map<SiteName, ReplicaStatus> nodes = new HashMap<>();
        for (int machine : new int[] {0, 1, ClusterState.CLOUD}) {
            nodes.put(ClusterState.name(machine), tier.reaches(from, machine) ? node(tier.database(machine)) : SILENT);
        }
        return new DatabaseObservation(
                nodes,
                tier.reaches(from, ClusterState.EDGE) ? witness(tier) : SILENT_WITNESS,
                cloud || tier.quorum(from) ? Answer.YES : Answer.NO,
                cloud ? site(tier) : cloud(tier, from),
                Proofs.none(),
                Optional.of(false),
                OptionalLong.of(0));
    }

    /** The same, with what people and the inbox say. */
    static DatabaseObservation with(DatabaseObservation seen, Proofs proofs, OptionalLong inbox) {
        return new DatabaseObservation(
                seen.nodes(), seen.witness(), seen.quorum(), seen.otherSide(), proofs, seen.projectionLagging(), inbox);
    }

    private static ReplicaStatus node(Database database) {
        return new ReplicaStatus(
                Answer.YES,
                database.epoch(),
                database.log().length(),
                database.sealed(),
                database.released(),
                database.writing() ? OptionalLong.of(database.set().version()) : OptionalLong.empty(),
                database.since(),
                database.boot());
    }

    private static WitnessStatus witness(ClusterState tier) {
        Witness witness = tier.witness();
        return new WitnessStatus(
                Answer.YES,
                witness.epoch(),
                witness.from(),
                witness.log().length(),
                witness.sealed(),
                witness.forCloud(),
                streams(tier, 0) || streams(tier, 1),
                witness.unbroken());
    }

    /** Whether this host's database sends its log to the witness now. */
    static boolean streams(ClusterState tier, int host) {
        Database database = tier.database(host);
        return database.writing()
                && tier.reaches(host, ClusterState.EDGE)
                && tier.witness().epoch() == database.epoch()
                && tier.witness().sealed() <= database.epoch();
    }

    private static Optional<PeerClusterStatus> cloud(ClusterState tier, int from) {
        if (!tier.reaches(from, ClusterState.CLOUD)) {
            return Optional.empty();
        }
        WriterEpoch right = tier.cloudRecord();
        return Optional.of(new PeerClusterStatus(
                right.epoch(),
                right.holder().isPresent(),
                right.holder().isPresent() && tier.cloud().released() >= right.epoch(),
                tier.cloud().log().length()));
    }

    private static Optional<PeerClusterStatus> site(ClusterState tier) {
        boolean heard = false;
        for (int machine = 0; machine <= ClusterState.EDGE; machine++) {
            heard |= tier.reaches(ClusterState.CLOUD, machine);
        }
        WriterEpoch right = tier.record();
        long epoch = right.phase() == Phase.CLOSING ? right.over() + 1 : right.epoch();
        return heard
                ? Optional.of(new PeerClusterStatus(epoch, !right.heldBy(SiteName.CLOUD), false, 0))
                : Optional.empty();
    }

    /** The proofs that are true: what the edge attested, what people who looked have approved, what the site has handed over. */
    static Proofs proofs(ClusterState tier) {
        boolean handed = tier.record().heldBy(SiteName.CLOUD) && tier.record().cause() == Cause.HAND_OVER;
        return new Proofs(
                handed && site(tier).isPresent() ? OptionalLong.of(tier.record().epoch()) : OptionalLong.empty(),
                tier.attested() > 0 ? Optional.of(new Attestation(tier.attested(), true, true)) : Optional.empty(),
                tier.approved() > 0
                        ? List.of(new Approval("p", tier.approved()), new Approval("q", tier.approved()))
                        : List.of());
    }

    /** And some that are not: one person twice, an older epoch's, hosts that are not off. */
    static List<Proofs> worthless(ClusterState tier) {
        long epoch = tier.cloudRecord().epoch();
        Proofs true0 = proofs(tier);
        return List.of(
                new Proofs(
                        true0.release(),
                        true0.attestation(),
                        List.of(new Approval("p", epoch), new Approval("p", epoch))),
                new Proofs(
                        true0.release(),
                        true0.attestation(),
                        List.of(new Approval("p", epoch - 1), new Approval("q", epoch - 1))),
                new Proofs(true0.release(), Optional.of(new Attestation(epoch - 1, true, true)), true0.approvals()),
                new Proofs(true0.release(), Optional.of(new Attestation(epoch, false, true)), true0.approvals()));
    }

    static boolean on(ClusterState tier, int machine) {
        return tier.power(machine) == Power.ON;
    }
}
