package io.prontuario.testbed.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiServersIT {
    @TempDir
    Path folder;

    @Test
    void withoutABalancerNoApiServerIsInUse() {
        assertThat(ApiServers.inUse(folder.resolve("api.sock"))).isEmpty();
    }
}
