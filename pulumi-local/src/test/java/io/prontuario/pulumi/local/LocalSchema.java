package io.prontuario.pulumi.local;

import io.prontuario.pulumi.testing.schema.SdkSchema;
import java.util.List;

/** The typed SDK's schema, and the platform's own type, whose shape the API server checks. */
final class LocalSchema {
    private LocalSchema() {}

    static SdkSchema get() {
        return SdkSchema.kubernetes(List.of(PlatformShape.class, TypeShape.class));
    }
}
