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

/** Ships in a loop: batch after batch while entries are pending, with a pause when there are none or a database fails. */
public final class ShippingService {
    private static final Logger LOG = LoggerFactory.getLogger(ShippingService.class);
    private static final int ITERATIONS_PER_TRIM = 600;
    private static final long COUNT_INBOX_NANOS = 2_000_000_000L;

    private final HikariDataSource record;
    private final HikariDataSource cloud;
    private final Shipper shipper;
    private final HttpService http;
    private final Duration pause;
    private final long keep;
    private final long cap;
    private final InboxMerge inbox;
    private final ProjectionStatus status;
    /** Counted every two seconds only: it is read twice a minute, and the loop runs far more often. */
    private OptionalLong inboxPending = OptionalLong.empty();

    private long inboxCountedAt;
    private volatile boolean stopping;

    /** Reads {@code RECORDS_*} for the record and {@code CLOUD_RECORDS_*} for the cloud. */
    public ShippingService(Settings settings) {
        this.pause = settings.millis("SHIP_PAUSE_MS", 200, 60_000);
        this.keep = settings.integer("OUTBOX_KEEP", 10_000, 0, Integer.MAX_VALUE);
        this.cap = settings.integer("OUTBOX_CAP", 1_000_000, 1_000, Integer.MAX_VALUE);
        // the outbox is read and trimmed at the writer: an entry that a copy shows may be of a writer that was replaced
        this.record = RecordsPool.open(RecordsOptions.writer(settings));
        this.cloud = RecordsPool.open(RecordsOptions.from(settings, "CLOUD_RECORDS"));
        this.shipper = new Shipper(record, cloud);
        CollectorRegistry registry = new CollectorRegistry();
        this.status = new ProjectionStatus(registry);
        this.inbox = new InboxMerge(cloud, record);
        this.http = new HttpService(
                HttpOptions.from(settings, 4, 65_536),
                Identity.from(settings),
                status,
                registry,
                routes -> routes.get("/projection", ctx -> Json.respond(ctx, 200, "application/json", status.body())));
    }

    /** Starts the HTTP server for probes, metrics and {@code GET /projection}. */
    public ShippingService start() {
        http.start();
        return this;
    }

    /** Ships until stopped. Blocks. */
    public void run() throws InterruptedException {
        for (long iteration = 1; !stopping; iteration++) {
            boolean more = ship();
            if (iteration % ITERATIONS_PER_TRIM == 0) {
                trim();
            }
            if (!more) {
                Thread.sleep(pause.toMillis());
            }
        }
    }

    private boolean ship() {
        try {
            Shipper.ShipResult result = shipper.ship();
            countInbox();
            status.shipped(result, inboxPending);
            return result.pending() > 0;
        } catch (SQLException failed) {
            failed("a database is unavailable (SQL state " + failed.getSQLState() + ")");
        } catch (ProjectionException refused) {
            failed(String.valueOf(refused.getMessage()));
        }
        return false;
    }

    private void failed(String reason) {
        inboxPending = OptionalLong.empty();
        status.failed(reason);
    }

    private void countInbox() throws SQLException {
        long now = System.nanoTime();
        if (inboxPending.isEmpty() || now - inboxCountedAt > COUNT_INBOX_NANOS) {
            inboxPending = OptionalLong.of(inbox.backlog());
            inboxCountedAt = now;
        }
    }

    private void trim() {
        try {
            long beyond = shipper.cap(cap);
            if (beyond > 0) {
                LOG.error(
                        "{} outbox entries beyond the cap of {} were deleted: the projection needs a snapshot unless they"
                                + " were applied",
                        beyond,
                        cap);
            }
            shipper.trim(keep);
        } catch (SQLException failed) {
            LOG.warn("trimming the outbox failed: SQL state {}", failed.getSQLState());
        }
    }

    /** The port that it listens on. */
    public int port() {
        return http.port();
    }

    /** Stops after the current batch. */
    public void stop() {
        stopping = true;
        http.stop();
        record.close();
        cloud.close();
    }
}
