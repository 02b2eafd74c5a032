package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.DatabaseObservation.Approval;
import io.prontuario.continuity.model.DatabaseObservation.Attestation;
import io.prontuario.continuity.model.DatabaseObservation.PeerClusterStatus;
import io.prontuario.continuity.model.DatabaseObservation.Proofs;
import io.prontuario.continuity.model.DatabaseObservation.Refused;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.DatabaseObservation.Wal;
import io.prontuario.continuity.model.DatabaseObservation.WitnessFence;
import io.prontuario.continuity.model.DatabaseObservation.WitnessStatus;
import io.prontuario.continuity.model.DatabaseObservation.WitnessWal;
import io.prontuario.continuity.model.DatabaseObservation.Writing;
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

/** What an operator sees of a state: what it reaches, as it is; what it does not reach, as silence. */
final class ObservationModel {
    private ObservationModel() {}

    static DatabaseObservation of(ClusterState state, int operator) {
        int from = ClusterState.OPERATOR_ON[operator];
        boolean cloud = operator == ClusterState.CLOUD_OPERATOR;
        Map<SiteName, ReplicaStatus> nodes = new HashMap<>();
        for (int machine : new int[] {0, 1, ClusterState.CLOUD}) {
            nodes.put(
                    ClusterState.name(machine),
                    state.reaches(from, machine) ? node(state, machine) : ReplicaStatus.SILENT);
        }
        return new DatabaseObservation(
                nodes,
                state.reaches(from, ClusterState.EDGE) ? witness(state) : WitnessStatus.SILENT,
                cloud || state.quorum(from) ? Answer.YES : Answer.NO,
                cloud ? site(state) : cloud(state, from),
                Proofs.none(),
                Optional.of(false),
                OptionalLong.of(0));
    }

    /** The same, with what people and the inbox say. */
    static DatabaseObservation with(DatabaseObservation seen, Proofs proofs, OptionalLong inbox) {
        return new DatabaseObservation(
                seen.replicas(), seen.witness(), seen.quorum(), seen.peer(), proofs, seen.projectionLagging(), inbox);
    }

    /** The same from an operator whose polls of this database fail, whatever the database does: its agent is dead. */
    static DatabaseObservation without(DatabaseObservation seen, SiteName database) {
        Map<SiteName, ReplicaStatus> replicas = new HashMap<>(seen.replicas());
        replicas.put(database, ReplicaStatus.SILENT);
        return new DatabaseObservation(
                replicas,
                seen.witness(),
                seen.quorum(),
                seen.peer(),
                seen.proofs(),
                seen.projectionLagging(),
                seen.inboxPending());
    }

    private static ReplicaStatus node(ClusterState state, int machine) {
        Database database = state.database(machine);
        return new ReplicaStatus(
                new Wal(database.epoch(), database.log().length(), receives(state, machine)),
                new Refused(database.fencedBelow(), database.demotedFrom()),
                database.writing()
                        ? Optional.of(new Writing(database.set().version(), database.since()))
                        : Optional.empty(),
                database.boot());
    }

    /** Whether a host's writer sends its log to this copy now. */
    private static boolean receives(ClusterState state, int copy) {
        Database to = state.database(copy);
        for (int host = 0; host <= 1; host++) {
            Database from = state.database(host);
            if (host != copy
                    && from.writing()
                    && !to.writing()
                    && state.reaches(host, copy)
                    && to.epoch() == from.epoch()
                    && to.fencedBelow() <= from.epoch()) {
                return true;
            }
        }
        return false;
    }

    private static WitnessStatus witness(ClusterState state) {
        Witness witness = state.witness();
        return new WitnessStatus(
                new WitnessWal(
                        witness.epoch(),
                        witness.from(),
                        witness.log().length(),
                        streams(state, 0) || streams(state, 1)),
                new WitnessFence(witness.fencedBelow(), witness.forCloud()),
                witness.unbroken());
    }

    /** Whether this host's database sends its log to the witness now. */
    static boolean streams(ClusterState state, int host) {
        Database database = state.database(host);
        return database.writing()
                && state.reaches(host, ClusterState.EDGE)
                && state.witness().epoch() == database.epoch()
                && state.witness().fencedBelow() <= database.epoch();
    }

    private static Optional<PeerClusterStatus> cloud(ClusterState state, int from) {
        if (!state.reaches(from, ClusterState.CLOUD)) {
            return Optional.empty();
        }
        WriterEpoch writerEpoch = state.cloudRecord();
        return Optional.of(new PeerClusterStatus(
                writerEpoch.epoch(),
                writerEpoch.writer().isPresent(),
                writerEpoch.writer().isPresent() && state.cloud().demotedFrom() >= writerEpoch.epoch(),
                state.cloud().log().length()));
    }

    private static Optional<PeerClusterStatus> site(ClusterState state) {
        boolean reaches = false;
        for (int machine = 0; machine <= ClusterState.EDGE; machine++) {
            reaches |= state.reaches(ClusterState.CLOUD, machine);
        }
        WriterEpoch writerEpoch = state.record();
        long epoch = writerEpoch.phase() == Phase.ENDING ? writerEpoch.newestEnded() + 1 : writerEpoch.epoch();
        return reaches
                ? Optional.of(new PeerClusterStatus(epoch, !writerEpoch.isWriter(SiteName.CLOUD), false, 0))
                : Optional.empty();
    }

    /** The proofs that are true: what the edge attested, what people who looked have approved, what the site has handed over. */
    static Proofs proofs(ClusterState state) {
        boolean handed =
                state.record().isWriter(SiteName.CLOUD) && state.record().cause() == Cause.HAND_OVER;
        return new Proofs(
                handed && site(state).isPresent()
                        ? OptionalLong.of(state.record().epoch())
                        : OptionalLong.empty(),
                state.attested() > 0 ? Optional.of(new Attestation(state.attested(), true, true)) : Optional.empty(),
                state.approved() > 0
                        ? List.of(new Approval("p", state.approved()), new Approval("q", state.approved()))
                        : List.of());
    }

    /** And some that are not: one person twice, an older epoch's, hosts that are not off. */
    static List<Proofs> worthless(ClusterState state) {
        long epoch = state.cloudRecord().epoch();
        Proofs true0 = proofs(state);
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

    static boolean on(ClusterState state, int machine) {
        return state.power(machine) == Power.ON;
    }
}
