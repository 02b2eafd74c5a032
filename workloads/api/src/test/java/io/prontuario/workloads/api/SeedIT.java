package io.prontuario.workloads.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.prontuario.workloads.api.records.RecordsOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedIT {
    @TempDir
    private Path folder;

    @Test
    void everyPatientIsInTheOutboxThoughTheSeedCameBeforeTheMigration() throws Exception {
        RecordsOptions empty = EmbeddedDatabases.empty();
        Map<String, String> environment =
                Map.of("RECORDS_URL", empty.url(), "RECORDS_USER", empty.user(), "RECORDS_PASSWORD", empty.password());

        for (String mode : new String[] {"seed", "migrate"}) {
            try (ApiServiceProcess job = new ApiServiceProcess(mode, environment, folder).start()) {
                assertThat(job.await()).isZero();
            }
        }

        try (HikariDataSource record = EmbeddedDatabases.open(empty)) {
            assertThat(EmbeddedDatabases.rows(
                            record, "SELECT count(DISTINCT entity) FROM outbox WHERE kind = 'patient'"))
                    .containsExactly("1000");
        }
    }
}
