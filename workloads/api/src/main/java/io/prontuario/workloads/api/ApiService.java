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
import io.prontuario.workloads.api.http.Access;
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

/** The running service. */
public final class ApiService {
    private static final Duration ASK_EVERY = Duration.ofMillis(500);
    /** Longer than one question can take: a second to borrow, two on the socket. */
    private static final Duration STALE_AFTER = Duration.ofMillis(4_000);

    private final HikariDataSource database;
    private final RecordsReadiness readiness;
    private final Alerts alerts;
    private final Access access;
    private final HttpService http;

    /** Reads every setting, so that a wrong one is reported before anything starts. */
    public ApiService(Settings settings) {
        Identity identity = Identity.from(settings);
        RecordsOptions records = RecordsOptions.from(settings);
        Assistant assistant = new Assistant(ChatOptions.from(settings), identity.profile());
        AccessOptions accessOptions = AccessOptions.from(settings);
        Optional<ObjectStore> objects = ObjectStores.from(settings);
        HttpOptions options = HttpOptions.from(settings, 24, 1 << 20);
        this.database = RecordsPool.open(records);
        // an emergency must not wait for a migration: its reads are in every version of the cloud's schema
        int schema = identity.profile() == Profile.FULL ? Migrations.NEWEST_OF_RECORD : 0;
        this.readiness = new RecordsReadiness(database, schema, ASK_EVERY, STALE_AFTER);
        this.alerts = new Alerts(
                switch (identity.profile()) {
                    case FULL -> SqlAlertStore.inRecord(database);
                    case EMERGENCY -> SqlAlertStore.inInbox(database);
                },
                WebhookChannel.from(settings),
                settings.millis("ALERT_ESCALATE_AFTER_MS", 5_000, 600_000));
        CollectorRegistry registry = new CollectorRegistry();
        this.access = Access.of(accessOptions, settings, identity, database, registry);
        ApiRoutes routes = new ApiRoutes(
                identity, database, access, assistant, alerts, objects.map(store -> new Documents(database, store)));
        this.http = new HttpService(options, identity, readiness, registry, routes::addTo, routes.direct());
    }

    /** Starts asking the database and listening. */
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

    /** Answers what is in flight, then stops. */
    public void drain() throws InterruptedException {
        http.drain();
        close();
    }

    /** Stops at once, for tests. */
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
