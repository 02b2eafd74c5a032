package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.DnsTarget;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation.PublicSide;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.rules.TakeoverEvidence.Finding;
import java.util.Optional;

/**
 * Where the public name should point.
 *
 * <p>Rule: to the cloud while it is active and healthy; to the site while a front door says that a host serves and the site answers from
 * outside. Otherwise the name stays as it is: it is never moved to a target that is not seen to serve.
 */
final class DnsTargetPolicy {
    private DnsTargetPolicy() {}

    /** Empty: leave the name as it is. */
    static Optional<DnsTarget> target(DecisionContext context, State next) {
        Optional<PublicSide> outside = context.observation.publicSide();
        if (outside.isEmpty()) {
            return Optional.empty();
        }
        if (next.roles().cloud() == CloudRole.ACTIVE) {
            boolean serves = next.active().equals(Optional.of(SiteName.CLOUD))
                    && next.site(SiteName.CLOUD).health() == Health.HEALTHY;
            return serves ? Optional.of(DnsTarget.CLOUD) : Optional.empty();
        }
        Finding finding = context.rules.takeoverEvidence.find(
                context.policy, context.observation, next.reports().frontDoors(), next.sites());
        boolean serves = finding == Finding.HOST_SERVES && outside.get() == PublicSide.ANSWERS;
        return serves ? Optional.of(DnsTarget.SITE) : Optional.empty();
    }
}
