package io.prontuario.host.agent.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class IncidentsTest {
    private long now = -7;
    private final Incidents incidents = new Incidents(() -> now);

    @Test
    void nothingHappened() {
        assertThat(incidents.lately()).isEmpty();
    }

    @Test
    void aDetourIsOverWhenTheBoxStreams() {
        incidents.detour("Follows by REWIND");
        assertThat(incidents.lately()).isEqualTo("Follows by REWIND");
        incidents.streams();
        assertThat(incidents.lately()).isEmpty();
    }

    @Test
    void aCrashIsSaidForFiveMinutesAlthoughTheBoxStreams() {
        incidents.detour("Follows by REWIND");
        incidents.happened("PostgreSQL ended");
        incidents.streams();
        now += Duration.ofSeconds(299).toNanos();
        assertThat(incidents.lately()).isEqualTo("PostgreSQL ended");
        now += Duration.ofSeconds(1).toNanos();
        assertThat(incidents.lately()).isEmpty();
    }
}
