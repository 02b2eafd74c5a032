package io.prontuario.operator.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prontuario.operator.edge.lab.Await;
import io.prontuario.operator.edge.lab.FrontDoorLab;
import io.prontuario.operator.edge.lab.Load;
import io.prontuario.operator.edge.lab.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Silent deaths in front of a real HAProxy running the rendered text: 100 reads a second, a connection each. */
class FrontDoorFailoverIT {
    private static final int PER_SECOND = 100;

    @TempDir
    Path folder;

    private FrontDoorLab lab;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(FrontDoorLab.HAPROXY), "haproxy is not installed: apt-get install haproxy");
        assumeTrue(Network.available(), "network namespaces need root");
        lab = FrontDoorLab.start(folder);
    }

    @AfterEach
    void stop() throws Exception {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void aSilentDeathOfThePrimaryFailsNoRead() throws Exception {
        Load.Result result = reads(() -> lab.machine("mac-studio-1").die());

        assertThat(result.failed()).isZero();
        assertThat(result.slowestMillis()).isLessThanOrEqualTo(1_000);
        assertThat(result.bySite()).containsKeys("mac-studio-1", "mac-studio-2").doesNotContainKey("cloud");
    }

    @Test
    void aSilentDeathOfBothHostsIsAnsweredByTheCloud() throws Exception {
        Load.Result result = reads(() -> {
            lab.machine("mac-studio-1").die();
            lab.machine("mac-studio-2").die();
        });

        assertThat(result.failed()).isZero();
        assertThat(result.slowestMillis()).isLessThanOrEqualTo(1_500);
        assertThat(result.bySite()).containsKeys("mac-studio-1", "cloud");
    }

    private Load.Result reads(Runnable fault) {
        try (Load load = Load.start(lab.door(), null, "GET /v1/patients/1", PER_SECOND)) {
            Await.until("warm", Duration.ofSeconds(10), () -> load.answered() > 2 * PER_SECOND);
            fault.run();
            int atFault = load.sent();
            Await.until(
                    "5 s of load after the fault",
                    Duration.ofSeconds(20),
                    () -> load.sent() > atFault + 5 * PER_SECOND);
            Load.Result result = load.finish();
            System.out.println(result);
            return result;
        }
    }
}
