package io.prontuario.operator.support;

import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.feature.PassContext;
import io.prontuario.operator.reconcile.Policies;
import io.prontuario.operator.spec.AcceptedSpec;
import io.prontuario.operator.spec.SpecAdmission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Passes, as a reconciler begins them. */
public final class Passes {
    private Passes() {}

    /** A leader's pass over a valid object. */
    public static PassContext of(ProntuarioPlatform platform, OperatorRole role, Instant now) {
        AcceptedSpec accepted = AcceptedSpec.of(
                platform.getSpec(),
                Optional.ofNullable(platform.getMetadata().getGeneration()).orElse(1L));
        return new PassContext(
                platform,
                new SpecAdmission.Verdict(Optional.of(accepted), List.of()),
                Policies.of(platform.getSpec(), role),
                role,
                OptionalLong.of(1),
                now);
    }
}
