package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Instant;

/** One reason to refuse a spec, or to doubt it. Pure; complains about what it owns and skips what it cannot read. */
interface Rule {
    /** @param now only for warnings: an accepted spec must not turn bad by waiting */
    void check(PlatformSpec spec, Instant now, Problems problems);
}
