package io.prontuario.workloads.api.projection;

import com.zaxxer.hikari.HikariDataSource;
import io.prometheus.client.CollectorRegistry;
import io.prontuario.workloads.api.inbox.InboxMerge;
import io.prontuario.workloads.api.records.RecordsOptions;
import io.prontuario.workloads.api.records.RecordsPool;
import io.prontuario.workloads.common.HttpOptions;
import io.prontuario.workloads.common.HttpService;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.common.Settings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ships without end: small rounds while there is something, a pause when there is nothing or a database is away. */
public final class ShippingService {
    private static final Logger LOG = LoggerFactory.getLogger(ShippingService.class);
    private static final int TRIM_EVERY_ROUNDS = 600;
    private static final long COUNT_INBOX_NANOS = 2_000_000_000L;

    private final HikariDataSource record;
    private final HikariDataSource cloud;
    private final Shipper shipper;
    private final HttpService http;
    private final Duration pause;
    private final long keep;
    private final long cap;
    private final InboxMerge inbox;
    private final ShippingReport report;
    /** Counted now and then: it is asked for twice a minute, and rounds are many. */
    private OptionalLong inboxPending = OptionalLong.empty();

    private long inboxCountedAt;
    private volatile boolean stopping;

    /** Reads {@code RECORDS_*} for the record and {@code CLOUD_RECORDS_*} for the cloud. */
    public ShippingService(Settings settings) {
        this.pause = settings.millis("SHIP_PAUSE_MS", 200, 60_000);
        this.keep = settings.integer("OUTBOX_KEEP", 10_000, 0, Integer.MAX_VALUE);
        this.cap = settings.integer("OUTBOX_CAP", 1_000_000, 1_000, Integer.MAX_VALUE);
        this.record = RecordsPool.open(RecordsOptions.from(settings));
        this.cloud = RecordsPool.open(RecordsOptions.from(settings, "CLOUD_RECORDS"));
        this.shipper = new Shipper(record, cloud);
        CollectorRegistry registry = new CollectorRegistry();
        this.report = new ShippingReport(registry);
        this.inbox = new InboxMerge(cloud, record);
        this.http = new HttpService(
                HttpOptions.from(settings, 4, 65_536),
                Identity.from(settings),
                report,
                registry,
                routes -> routes.get("/projection", ctx -> Json.respond(ctx, 200, "application/json", report.body())));
    }

    /** Listens for probes and whoever asks how it stands. */
    public ShippingService start() {
        http.start();
        return this;
    }

    /** Ships until stopped. Blocks. */
    public void run() throws InterruptedException {
        for (long round = 1; !stopping; round++) {
            boolean more = shipQuietly();
            if (round % TRIM_EVERY_ROUNDS == 0) {
                trimQuietly();
            }
            if (!more) {
                Thread.sleep(pause.toMillis());
            }
        }
    }

    private boolean shipQuietly() {
        try {
            Shipper.Round round = shipper.ship();
            countInbox();
            report.shipped(round, inboxPending);
            return round.pending() > 0;
        } catch (SQLException away) {
            failed("a database does not answer (SQL state " + away.getSQLState() + ")");
        } catch (ProjectionException refused) {
            failed(String.valueOf(refused.getMessage()));
        }
        return false;
    }

    private void failed(String why) {
        inboxPending = OptionalLong.empty();
        report.failed(why);
    }

    private void countInbox() throws SQLException {
        long now = System.nanoTime();
        if (inboxPending.isEmpty() || now - inboxCountedAt > COUNT_INBOX_NANOS) {
            inboxPending = OptionalLong.of(inbox.backlog());
            inboxCountedAt = now;
        }
    }

    private void trimQuietly() {
        try {
            long lost = shipper.trim(keep, cap);
            if (lost > 0) {
                LOG.error("{} entries were trimmed before the cloud had them: a snapshot will be needed", lost);
            }
        } catch (SQLException away) {
            LOG.warn("trimming the outbox failed: SQL state {}", away.getSQLState());
        }
    }

    /** The port that it listens on. */
    public int port() {
        return http.port();
    }

    /** Ends after the current round. */
    public void stop() {
        stopping = true;
        http.stop();
        record.close();
        cloud.close();
    }
}
