package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.model.DataSeen;
import io.prontuario.continuity.model.DataSeen.Answer;
import io.prontuario.continuity.model.DataSeen.Approval;
import io.prontuario.continuity.model.DataSeen.Attestation;
import io.prontuario.continuity.model.DataSeen.NodeSeen;
import io.prontuario.continuity.model.DataSeen.OtherSide;
import io.prontuario.continuity.model.DataSeen.Proofs;
import io.prontuario.continuity.model.DataSeen.WitnessSeen;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.WriteRight;
import io.prontuario.continuity.model.WriteRight.Cause;
import io.prontuario.continuity.model.WriteRight.Phase;
import io.prontuario.simulator.modelcheck.Tier.Database;
import io.prontuario.simulator.modelcheck.Tier.Power;
import io.prontuario.simulator.modelcheck.Tier.Witness;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What an operator sees of a tier: what it reaches, as it is; what it does not reach, as silence. */
final class Facts {
    private static final NodeSeen SILENT = new NodeSeen(Answer.NO, 0, 0, 0, 0, OptionalLong.empty(), 0, 0);
    private static final WitnessSeen SILENT_WITNESS = new WitnessSeen(Answer.NO, 0, 0, 0, 0, false, false, false);

    private Facts() {}

    static DataSeen of(Tier tier, int operator) {
        int from = Tier.OPERATOR_ON[operator];
        boolean cloud = operator == Tier.CLOUD_OPERATOR;
        Map<SiteName, NodeSeen> nodes = new HashMap<>();
        for (int machine : new int[] {0, 1, Tier.CLOUD}) {
            nodes.put(Tier.name(machine), tier.reaches(from, machine) ? node(tier.database(machine)) : SILENT);
        }
        return new DataSeen(
                nodes,
                tier.reaches(from, Tier.EDGE) ? witness(tier) : SILENT_WITNESS,
                cloud || tier.quorum(from) ? Answer.YES : Answer.NO,
                cloud ? site(tier) : cloud(tier, from),
                Proofs.none(),
                Optional.of(false),
                OptionalLong.of(0));
    }

    /** The same, with what people and the inbox say. */
    static DataSeen with(DataSeen seen, Proofs proofs, OptionalLong inbox) {
        return new DataSeen(
                seen.nodes(), seen.witness(), seen.quorum(), seen.otherSide(), proofs, seen.projectionLagging(), inbox);
    }

    private static NodeSeen node(Database database) {
        return new NodeSeen(
                Answer.YES,
                database.epoch(),
                database.log().length(),
                database.sealed(),
                database.released(),
                database.writing() ? OptionalLong.of(database.set().version()) : OptionalLong.empty(),
                database.since(),
                database.boot());
    }

    private static WitnessSeen witness(Tier tier) {
        Witness witness = tier.witness();
        return new WitnessSeen(
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
    static boolean streams(Tier tier, int host) {
        Database database = tier.database(host);
        return database.writing()
                && tier.reaches(host, Tier.EDGE)
                && tier.witness().epoch() == database.epoch()
                && tier.witness().sealed() <= database.epoch();
    }

    private static Optional<OtherSide> cloud(Tier tier, int from) {
        if (!tier.reaches(from, Tier.CLOUD)) {
            return Optional.empty();
        }
        WriteRight right = tier.cloudRecord();
        return Optional.of(new OtherSide(
                right.epoch(),
                right.holder().isPresent(),
                right.holder().isPresent() && tier.cloud().released() >= right.epoch(),
                tier.cloud().log().length()));
    }

    private static Optional<OtherSide> site(Tier tier) {
        boolean heard = false;
        for (int machine = 0; machine <= Tier.EDGE; machine++) {
            heard |= tier.reaches(Tier.CLOUD, machine);
        }
        WriteRight right = tier.record();
        long epoch = right.phase() == Phase.CLOSING ? right.over() + 1 : right.epoch();
        return heard ? Optional.of(new OtherSide(epoch, !right.heldBy(SiteName.CLOUD), false, 0)) : Optional.empty();
    }

    /** The proofs that are true: what the edge attested, what people who looked have approved, what the site has handed over. */
    static Proofs proofs(Tier tier) {
        boolean handed = tier.record().heldBy(SiteName.CLOUD) && tier.record().cause() == Cause.HAND_OVER;
        return new Proofs(
                handed && site(tier).isPresent() ? OptionalLong.of(tier.record().epoch()) : OptionalLong.empty(),
                tier.attested() > 0 ? Optional.of(new Attestation(tier.attested(), true, true)) : Optional.empty(),
                tier.approved() > 0
                        ? List.of(new Approval("p", tier.approved()), new Approval("q", tier.approved()))
                        : List.of());
    }

    /** And some that are not: one person twice, an older epoch's, hosts that are not off. */
    static List<Proofs> worthless(Tier tier) {
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

    static boolean on(Tier tier, int machine) {
        return tier.power(machine) == Power.ON;
    }
}
