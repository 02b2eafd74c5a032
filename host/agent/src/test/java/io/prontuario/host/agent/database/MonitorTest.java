package io.prontuario.host.agent.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.host.agent.http.TlsFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    Path data;

    @Test
    void aRoundThatGoesWrongDoesNotEndTheAsking() throws Exception {
        Path none = data.resolve("none");
        Files.writeString(data.resolve("postmaster.pid"), "no number\n" + data + "\n1700000000\n");
        Sql.Target target = Sql.Target.remote("127.0.0.1", 1, new TlsFiles(none, none, none));
        try (Monitor monitor = new Monitor(target, new Postmaster(data))) {
            monitor.start();

            assertThat(monitor.fresh(SECOND)).isEmpty();
            assertThat(monitor.fresh(SECOND)).isEmpty();

            assertThat(monitor.asks()).isTrue();
        }
    }
}
