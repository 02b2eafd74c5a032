package io.prontuario.crds.schema;

import io.prontuario.crds.PlatformCrd;
import io.prontuario.testing.ApiServer;
import io.prontuario.testing.ApiServerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ApiServerExtension.class)
class CrdIT {
    @Test
    void isAccepted(ApiServer server) {
        server.applyFromClasspath(PlatformCrd.RESOURCE);
    }
}
