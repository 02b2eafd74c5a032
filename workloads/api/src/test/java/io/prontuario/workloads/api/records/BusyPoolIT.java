package io.prontuario.workloads.api.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testing.Await;
import io.prontuario.workloads.api.EmbeddedDatabases;
import io.prontuario.workloads.common.Settings;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BusyPoolIT {
    @Test
    void aPoolThatIsBusyDoesNotMakeTheServiceUnready() throws Exception {
        RecordsOptions options = EmbeddedDatabases.record();
        Settings settings = Settings.of(Map.of(
                "RECORDS_URL", options.url(),
                "RECORDS_USER", options.user(),
                "RECORDS_PASSWORD", options.password(),
                "RECORDS_CONNECTIONS", "1"));
        try (RecordSources sources = RecordSources.from(settings);
                Connection busy = sources.local().getConnection();
                RecordsReadiness readiness = new RecordsReadiness(
                                sources, new RecordsReadiness.Requirements(0, false, Optional.empty()))
                        .start()) {
            Await.until("it is ready", Duration.ofSeconds(5), () -> readiness
                    .current()
                    .ready());
            assertThat(busy.isValid(1)).isTrue();
        }
    }
}
