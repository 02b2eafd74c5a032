package io.prontuario.workloads.api;

import io.prometheus.client.CollectorRegistry;
import io.prontuario.workloads.api.access.AccessOptions;
import io.prontuario.workloads.api.alerts.Alerts;
import io.prontuario.workloads.api.alerts.SqlAlertStore;
import io.prontuario.workloads.api.alerts.WebhookChannel;
import io.prontuario.workloads.api.audit.AuditJournal;
import io.prontuario.workloads.api.chat.Assistant;
import io.prontuario.workloads.api.chat.ChatOptions;
import io.prontuario.workloads.api.documents.Documents;
import io.prontuario.workloads.api.http.AccessControl;
import io.prontuario.workloads.api.http.ApiRoutes;
import io.prontuario.workloads.api.http.WarmUp;
import io.prontuario.workloads.api.records.Migrations;
import io.prontuario.workloads.api.records.RecordSources;
import io.prontuario.workloads.api.records.RecordsReadiness;
import io.prontuario.workloads.common.HttpOptions;
import io.prontuario.workloads.common.HttpService;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Profile;
import io.prontuario.workloads.common.Settings;
import io.prontuario.workloads.common.objects.ObjectStore;
import io.prontuario.workloads.common.objects.ObjectStores;
import java.util.Optional;

/** The api service. */
public final class ApiService {
    private final RecordSources sources;
    private final RecordsReadiness readiness;
    private final Alerts alerts;
    private final AccessControl access;
    private final WarmUp warmUp;
    private final HttpService http;

    /** Reads all settings, so that an invalid one is reported before anything starts. */
    public ApiService(Settings settings) {
        Identity identity = Identity.from(settings);
        Assistant assistant = new Assistant(ChatOptions.from(settings), identity.profile());
        AccessOptions accessOptions = AccessOptions.from(settings);
        Optional<ObjectStore> objects = ObjectStores.from(settings);
        HttpOptions options = HttpOptions.from(settings, 32, 1 << 20);
        CollectorRegistry registry = new CollectorRegistry();
        Optional<AuditJournal> journal = journal(settings, identity, accessOptions, registry);
        this.sources = RecordSources.from(settings);
        // the emergency profile must not wait for a migration: every version of the cloud's schema supports its reads
        int schema = identity.profile() == Profile.FULL ? Migrations.RECORD_VERSION : 0;
        this.readiness = new RecordsReadiness(
                sources,
                new RecordsReadiness.Requirements(
                        schema, accessOptions instanceof AccessOptions.Required, journal.map(kept -> kept::problem)));
        this.alerts = new Alerts(
                switch (identity.profile()) {
                    case FULL -> SqlAlertStore.inRecord(sources.writer());
                    case EMERGENCY -> SqlAlertStore.inInbox(sources.writer());
                },
                WebhookChannel.from(settings),
                settings.millis("ALERT_ESCALATE_AFTER_MS", 5_000, 600_000));
        this.access = AccessControl.of(
                accessOptions, settings, new AccessControl.Platform(identity, sources, journal, registry));
        ApiRoutes routes = new ApiRoutes(
                identity, sources, access, assistant, alerts, objects.map(store -> new Documents(sources, store)));
        this.warmUp = routes.warmUp(readiness);
        this.http = new HttpService(options, identity, warmUp, registry, routes.routes());
    }

    /** The journal is for sites whose writer moves; the emergency profile's database does not. */
    private static Optional<AuditJournal> journal(
            Settings settings, Identity identity, AccessOptions access, CollectorRegistry registry) {
        return identity.profile() == Profile.FULL && access instanceof AccessOptions.Required
                ? AuditJournal.from(settings, registry)
                : Optional.empty();
    }

    /** Starts the readiness checks, the alert escalation and the HTTP server. */
    public ApiService start() {
        readiness.start();
        alerts.start();
        http.start();
        warmUp.start(http.address());
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
        warmUp.close();
        access.close();
        alerts.close();
        readiness.close();
        sources.close();
    }
}
