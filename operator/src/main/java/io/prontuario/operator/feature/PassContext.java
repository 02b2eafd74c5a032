package io.prontuario.operator.feature;

import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.Policy;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.operator.spec.AcceptedSpec;
import io.prontuario.operator.spec.SpecAdmission;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a pass knows when it begins. Immutable; every step of the pass is given it.
 *
 * @param platform the object as the API server held it; read only
 * @param admission the spec that runs, which may be older than the object's, and what is wrong with the object's own
 * @param policy the spec that runs, in the decision core's terms
 * @param role which of the two clusters this process works in
 * @param term the leader's term; empty on a follower, which observes and acts on nothing
 * @param now when the pass began, to the millisecond
 */
public record PassContext(
        ProntuarioPlatform platform,
        SpecAdmission.Verdict admission,
        Policy policy,
        OperatorRole role,
        OptionalLong term,
        Instant now) {

    public PlatformRef ref() {
        return PlatformRef.of(platform);
    }

    public AcceptedSpec accepted() {
        return admission.running().orElseThrow();
    }

    public PlatformSpec spec() {
        return accepted().spec();
    }

    public @Nullable PlatformStatus status() {
        return platform.getStatus();
    }

    public boolean leads() {
        return term.isPresent();
    }

    /** Whether this cluster's operator runs the drills: on site, or wherever no host is on site. */
    public boolean runsDrills() {
        return role == OperatorRole.ONSITE || spec().hosts().isEmpty();
    }

    /** The same pass after its decision was recorded. @param recorded the object as the API server returned it */
    public PassContext recorded(ProntuarioPlatform recorded) {
        return new PassContext(recorded, admission, policy, role, term, now);
    }
}
