package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.decide.WriteDecider;
import io.prontuario.continuity.decide.WriteDecision;
import io.prontuario.continuity.model.DataSeen;
import io.prontuario.continuity.model.DataSeen.Proofs;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.Evidence;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.model.Vantage;
import io.prontuario.continuity.model.WritePolicy;
import io.prontuario.continuity.model.WritePolicy.Request;
import io.prontuario.continuity.model.WriteRight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The real decider in an operator's place: it looks, decides, records, and has orders to send. */
final class Operators {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final SiteState WELL = site(Health.HEALTHY, Admission.ADMITTED);
    private static final SiteState FAILED = site(Health.UNHEALTHY, Admission.FAILED);

    private final WriteDecider decider;
    private final boolean cloudMayWrite;

    Operators(WriteDecider decider, boolean cloudMayWrite) {
        this.decider = decider;
        this.cloudMayWrite = cloudMayWrite;
    }

    /**
     * What surrounds one decision.
     *
     * @param holderFailed what the route right says of the holder's host: it may be wrong
     * @param returned cloud: whether it says that hosts serve again
     */
    record Round(
            boolean holderFailed,
            boolean paused,
            Optional<Request> request,
            Proofs proofs,
            OptionalLong inbox,
            boolean returned) {}

    /** The tier after this operator has looked, decided and recorded. An operator that cannot record changes nothing. */
    Step decide(Tier tier, int operator, DataSeen facts, Round round, String name) {
        boolean cloud = operator == Tier.CLOUD_OPERATOR;
        WriteRight before = cloud ? tier.cloudRecord() : tier.record();
        DataSeen seen = Facts.with(facts, round.proofs(), round.inbox());
        Policy policy = policy(cloud ? Vantage.CLOUD : Vantage.ONSITE, round);
        WriteDecision decision = decider.decide(
                policy, sites(before, round.holderFailed()), false, true, round.returned(), before, seen, NOW);
        Optional<String> broken = Promises.check(tier, operator, round, seen, before, decision);
        boolean records = cloud || tier.quorum(Tier.OPERATOR_ON[operator]);
        if (!records || broken.isPresent()) {
            return new Step(name, tier, broken);
        }
        return new Step(name, recorded(tier, operator, before, decision), Optional.empty());
    }

    private static Tier recorded(Tier tier, int operator, WriteRight before, WriteDecision decision) {
        // every request has an id of its own, and what was refused may be asked for again
        WriteRight next = decision.next().withRequest("");
        Change change = Change.of(tier).told(decision.actions());
        boolean granted = next.epoch() > before.epoch() && next.phase() == WriteRight.Phase.HELD;
        if (operator == Tier.CLOUD_OPERATOR) {
            change.cloudRecord(next);
            if (granted && next.cause() == WriteRight.Cause.DISASTER) {
                change.granted(next.epoch());
                String kept = tier.acked()
                        .chars()
                        .filter(write -> tier.cloud().log().indexOf(write) >= 0)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
                change.acked(kept, tier.ackedEpoch()); // what the cloud lacks is lost, within the disaster's RPO
            }
        } else {
            change.record(next);
            if (granted && !(next.heldBy(SiteName.CLOUD) && next.cause() == WriteRight.Cause.DISASTER)) {
                change.granted(next.epoch());
            }
        }
        return change.done();
    }

    private Policy policy(Vantage vantage, Round round) {
        return new Policy(
                        vantage,
                        List.of(Tier.A, Tier.B),
                        true,
                        Duration.ofSeconds(5),
                        1,
                        1,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        true,
                        true,
                        1000,
                        Duration.ofHours(1),
                        round.paused()
                                ? Optional.of(new Policy.Pause(NOW.plusSeconds(60), "searched"))
                                : Optional.empty())
                .withWriting(new WritePolicy(cloudMayWrite, round.request()));
    }

    private static Map<SiteName, SiteState> sites(WriteRight right, boolean holderFailed) {
        boolean a = holderFailed && right.holder().equals(Optional.of(Tier.A));
        boolean b = holderFailed && right.holder().equals(Optional.of(Tier.B));
        return Map.of(Tier.A, a ? FAILED : WELL, Tier.B, b ? FAILED : WELL);
    }

    private static SiteState site(Health health, Admission admission) {
        return new SiteState(
                health,
                NOW,
                Optional.empty(),
                Optional.empty(),
                admission,
                Evidence.none(),
                CheckResult.UNKNOWN,
                "searched");
    }
}
