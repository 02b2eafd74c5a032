package io.prontuario.operator.spec;

import io.prontuario.crds.SpecHash;
import io.prontuario.crds.v1alpha1.PlatformSpec;

/** A spec that runs. @param generation of the object it was accepted from */
public record AcceptedSpec(PlatformSpec spec, long generation, String hash) {
    public static AcceptedSpec of(PlatformSpec spec, long generation) {
        return new AcceptedSpec(spec, generation, SpecHash.of(spec));
    }
}
