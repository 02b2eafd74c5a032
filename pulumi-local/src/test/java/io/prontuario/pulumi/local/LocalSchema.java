package io.prontuario.pulumi.local;

import io.prontuario.pulumi.testing.schema.SdkSchema;
import java.util.List;

/** The schema of the typed SDK, and that of the platform's own types. */
final class LocalSchema {
    private LocalSchema() {}

    static SdkSchema get() {
        return SdkSchema.kubernetes(List.of(PlatformShape.class, TypeShape.class));
    }
}
