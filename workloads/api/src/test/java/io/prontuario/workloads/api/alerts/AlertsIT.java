package io.prontuario.workloads.api.alerts;

import static io.prontuario.workloads.api.EmbeddedDatabases.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.prontuario.workloads.api.EmbeddedDatabases;
import io.prontuario.workloads.api.writes.IdempotencyKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same behaviour for alerts in the record and in the inbox. */
class AlertsIT {
    private final Pager ward = new Pager("ward");
    private final Pager onCall = new Pager("on-call");
    private HikariDataSource database;
    private AlertStore store;
    private Alerts alerts;

    private void open(String where) throws Exception {
        boolean record = where.equals("record");
        database = EmbeddedDatabases.open(record ? EmbeddedDatabases.record() : EmbeddedDatabases.cloud());
        store = record ? SqlAlertStore.inRecord(database) : SqlAlertStore.inInbox(database);
        alerts = new Alerts(store, List.of(ward, onCall), Duration.ZERO);
    }

    @AfterEach
    void close() {
        alerts.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "inbox"})
    void anAlertIsDeliveredOnlyWhenAChannelAcknowledgesIt(String where) throws Exception {
        open(where);
        ward.broken = true;
        onCall.broken = true;
        Alerts.Outcome undelivered = alerts.raise(key("undelivered"), alert());
        assertThat(undelivered.channel()).isEmpty();
        assertThat(store.undelivered(Duration.ZERO)).extracting(Alert::id).containsExactly(undelivered.id());
        assertThat(store.undelivered(Duration.ZERO))
                .as("about no patient")
                .extracting(Alert::patientId)
                .containsExactly(Optional.empty());
        assertThat(alerts.escalate()).isZero();

        onCall.broken = false;
        assertThat(alerts.escalate()).isEqualTo(1);
        assertThat(onCall.got).containsExactly(undelivered.id());
        assertThat(store.undelivered(Duration.ZERO)).isEmpty();
        assertThat(alerts.raise(key("undelivered"), alert()))
                .isEqualTo(new Alerts.Outcome(undelivered.id(), Optional.of("on-call")));
        assertThat(onCall.got).as("delivered once").hasSize(1);
        assertThat(rows(database, "SELECT channel, delivered FROM alert_deliveries ORDER BY at"))
                .containsExactly("ward|f", "on-call|f", "ward|f", "on-call|f", "ward|f", "on-call|t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "inbox"})
    void stopsAtTheFirstChannelThatAcknowledges(String where) throws Exception {
        open(where);
        assertThat(alerts.raise(key("first-answers"), alert()).channel()).contains("ward");
        assertThat(onCall.got).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "inbox"})
    void aStoredAlertIsDeliveredEvenIfTheProcessStops(String where) throws Exception {
        open(where);
        Alert alert = alert();
        store.store(key("killed-before-delivery"), alert); // then the process stops
        assertThat(store.undelivered(Duration.ofMinutes(1)))
                .as("too recent to escalate")
                .isEmpty();
        assertThat(alerts.escalate()).isEqualTo(1);
        assertThat(ward.got).containsExactly(alert.id());
    }

    private static Alert alert() {
        return new Alert(UUID.randomUUID(), Optional.empty(), Alert.Severity.CRITICAL, "fell", "s", Instant.now());
    }

    private static IdempotencyKey key(String value) {
        return IdempotencyKey.of(value, "test", new byte[0]).orElseThrow();
    }

    private static final class Pager implements AlertChannel {
        private final String name;
        private final List<UUID> got = new ArrayList<>();
        private boolean broken;

        Pager(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void deliver(Alert alert) throws IOException {
            if (broken) {
                throw new IOException("answered 500");
            }
            got.add(alert.id());
        }
    }
}
