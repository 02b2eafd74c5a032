package io.prontuario.workloads.api.projection;

import com.zaxxer.hikari.HikariDataSource;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prontuario.workloads.api.records.RecordsOptions;
import io.prontuario.workloads.api.records.RecordsPool;
import io.prontuario.workloads.common.HttpOptions;
import io.prontuario.workloads.common.HttpService;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Readiness;
import io.prontuario.workloads.common.Settings;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ships without end: small rounds while there is something, a pause when there is nothing or a database is away. */
public final class ShippingService {
    private static final Logger LOG = LoggerFactory.getLogger(ShippingService.class);
    private static final int TRIM_EVERY_ROUNDS = 600;

    private final HikariDataSource record;
    private final HikariDataSource cloud;
    private final Shipper shipper;
    private final HttpService http;
    private final Duration pause;
    private final long keep;
    private final long cap;
    private final Counter applied;
    private final Gauge pending;
    private final Gauge asOf;
    private volatile Readiness.Verdict verdict = Readiness.Verdict.no("nothing was shipped yet");
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
        this.applied = Counter.build("prontuario_projection_applied_total", "Outbox entries applied in the cloud.")
                .register(registry);
        this.pending = Gauge.build("prontuario_projection_pending", "Outbox entries that the cloud lacks.")
                .register(registry);
        this.asOf = Gauge.build(
                        "prontuario_projection_as_of_seconds",
                        "Time up to which the cloud holds everything, in seconds since the epoch; its age is the lag.")
                .register(registry);
        this.http = new HttpService(
                HttpOptions.from(settings, 4, 65_536), Identity.from(settings), () -> verdict, registry, routes -> {});
    }

    /** Listens for probes and ships until stopped. Blocks. */
    public void run() throws InterruptedException {
        http.start();
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
            applied.inc(round.applied());
            pending.set(round.pending());
            asOf.set(epochSeconds(round.asOf()));
            become(Readiness.Verdict.yes());
            return round.pending() > 0;
        } catch (SQLException away) {
            become(Readiness.Verdict.no("a database does not answer (SQL state " + away.getSQLState() + ")"));
        } catch (ProjectionException refused) {
            become(Readiness.Verdict.no(String.valueOf(refused.getMessage())));
        }
        return false;
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

    private void become(Readiness.Verdict next) {
        if (!next.equals(verdict)) {
            LOG.info("projection: {}", next.reason());
        }
        verdict = next;
    }

    private static double epochSeconds(Instant time) {
        return time.getEpochSecond() + time.getNano() / 1e9;
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
