package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.DnsTarget;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation.PublicSide;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.rules.TakeoverEvidence;
import io.prontuario.continuity.rules.TakeoverEvidence.Verdict;
import java.util.Optional;

/**
 * Where the public name should point.
 *
 * <p>Rule: to the cloud while it has taken over and is healthy; to the site while a front door says that a host serves and the
 * site answers from outside. Otherwise nowhere new: a name is never moved to a target that is not seen to serve.
 */
final class DnsTargetPolicy {
    private DnsTargetPolicy() {}

    /** Empty: leave the name as it is. */
    static Optional<DnsTarget> target(DecisionContext round, State next) {
        Optional<PublicSide> outside = round.seen.publicSide();
        if (outside.isEmpty()) {
            return Optional.empty();
        }
        if (CloudTakeoverPolicy.takenOver(next.mode())) {
            boolean serves = next.active().equals(Optional.of(SiteName.CLOUD))
                    && next.site(SiteName.CLOUD).health() == Health.HEALTHY;
            return serves ? Optional.of(DnsTarget.CLOUD) : Optional.empty();
        }
        Verdict verdict =
                TakeoverEvidence.judge(round.guards, round.policy, round.seen, next.frontDoors(), next.sites());
        boolean serves = verdict == Verdict.HOST_SERVES && outside.get() == PublicSide.ANSWERS;
        return serves ? Optional.of(DnsTarget.SITE) : Optional.empty();
    }
}
