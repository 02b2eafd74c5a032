package io.prontuario.workloads.api;

import com.zaxxer.hikari.HikariDataSource;
import io.prometheus.client.CollectorRegistry;
import io.prontuario.workloads.api.access.AccessOptions;
import io.prontuario.workloads.api.alerts.Alerts;
import io.prontuario.workloads.api.alerts.SqlAlertStore;
import io.prontuario.workloads.api.alerts.WebhookChannel;
import io.prontuario.workloads.api.chat.Assistant;
import io.prontuario.workloads.api.chat.ChatOptions;
import io.prontuario.workloads.api.documents.Documents;
import io.prontuario.workloads.api.http.AccessControl;
import io.prontuario.workloads.api.http.ApiRoutes;
import io.prontuario.workloads.api.records.Migrations;
import io.prontuario.workloads.api.records.RecordsOptions;
import io.prontuario.workloads.api.records.RecordsPool;
import io.prontuario.workloads.api.records.RecordsReadiness;
import io.prontuario.workloads.common.HttpOptions;
import io.prontuario.workloads.common.HttpService;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Profile;
import io.prontuario.workloads.common.Settings;
import io.prontuario.workloads.common.objects.ObjectStore;
import io.prontuario.workloads.common.objects.ObjectStores;
import java.time.Duration;
import java.util.Optional;

/** The api service. */
public final class ApiService {
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(500);
    /** Longer than one check can take: one second for a connection, two on the socket. */
    private static final Duration STALE_AFTER = Duration.ofMillis(4_000);

    private final HikariDataSource database;
    private final RecordsReadiness readiness;
    private final Alerts alerts;
    private final AccessControl access;
    private final HttpService http;

    /** Reads all settings, so that an invalid one is reported before anything starts. */
    public ApiService(Settings settings) {
        Identity identity = Identity.from(settings);
        RecordsOptions records = RecordsOptions.from(settings);
        Assistant assistant = new Assistant(ChatOptions.from(settings), identity.profile());
        AccessOptions accessOptions = AccessOptions.from(settings);
        Optional<ObjectStore> objects = ObjectStores.from(settings);
        HttpOptions options = HttpOptions.from(settings, 24, 1 << 20);
        this.database = RecordsPool.open(records);
        // the emergency profile must not wait for a migration: every version of the cloud's schema supports its reads
        int schema = identity.profile() == Profile.FULL ? Migrations.RECORD_VERSION : 0;
        this.readiness = new RecordsReadiness(database, schema, CHECK_INTERVAL, STALE_AFTER);
        this.alerts = new Alerts(
                switch (identity.profile()) {
                    case FULL -> SqlAlertStore.inRecord(database);
                    case EMERGENCY -> SqlAlertStore.inInbox(database);
                },
                WebhookChannel.from(settings),
                settings.millis("ALERT_ESCALATE_AFTER_MS", 5_000, 600_000));
        CollectorRegistry registry = new CollectorRegistry();
        this.access = AccessControl.of(accessOptions, settings, identity, database, registry);
        ApiRoutes routes = new ApiRoutes(
                identity, database, access, assistant, alerts, objects.map(store -> new Documents(database, store)));
        this.http = new HttpService(options, identity, readiness, registry, routes.routes());
    }

    /** Starts the readiness checks, the alert escalation and the HTTP server. */
    public ApiService start() {
        readiness.start();
        alerts.start();
        http.start();
        return this;
    }

    /** The port that it listens on. */
    public int port() {
        return http.port();
    }

    /** Completes the requests in progress, then stops. */
    public void drain() throws InterruptedException {
        http.drain();
        close();
    }

    /** Stops immediately; for tests. */
    public void stop() {
        http.stop();
        close();
    }

    private void close() {
        access.close();
        alerts.close();
        readiness.close();
        database.close();
    }
}
