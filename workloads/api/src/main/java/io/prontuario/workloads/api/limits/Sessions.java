package io.prontuario.workloads.api.limits;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import io.prontuario.workloads.common.Settings;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ended sessions and rate limits, shared through Redis.
 *
 * <p>While Redis is away, care goes on: a token is believed by its signature and end alone (a session that was ended may live
 * until its token ends, unless this process ended it), limits count in each process, and ending a session says that it may
 * not be known everywhere. Redis is asked again every second. Without {@code REDIS_URL} everything counts in this process.
 */
public final class Sessions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final LocalState local = new LocalState();
    private final @Nullable SharedState shared;
    private final Gauge up;
    private volatile long askAgainAt = System.nanoTime();
    private volatile boolean away;

    private Sessions(@Nullable SharedState shared, CollectorRegistry registry) {
        this.shared = shared;
        this.up = Gauge.build(
                        "prontuario_api_redis_up", "1 while Redis answers, 0 while limits count in this process only")
                .register(registry);
        up.set(shared == null ? 0 : 1);
    }

    /** Reads {@code REDIS_URL}; connects when first needed. */
    public static Sessions from(Settings settings, CollectorRegistry registry) {
        Optional<String> url = settings.optional("REDIS_URL");
        return new Sessions(url.isPresent() ? new RedisState(url.get()) : null, registry);
    }

    /** Whether the session of this token was ended before its token. */
    public boolean ended(String tokenId) {
        String key = "ended:" + tokenId;
        return local.marked(key) || ask(state -> state.marked(key)).orElse(false);
    }

    /**
     * Ends it.
     *
     * @return whether every process knows
     */
    public boolean end(String tokenId, Duration rest) {
        String key = "ended:" + tokenId;
        Duration life = rest.plusSeconds(1);
        local.mark(key, life);
        return shared == null
                || ask(state -> {
                            state.mark(key, life);
                            return true;
                        })
                        .orElse(false);
    }

    /** Counts one more and says whether the limit still holds. */
    public boolean within(String key, long limit, Duration window) {
        String name = "limit:" + key;
        long count = ask(state -> state.count(name, window)).orElseGet(() -> local.count(name, window));
        return count <= limit;
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(SharedState state) throws SharedState.AwayException;
    }

    private <T> Optional<T> ask(Question<T> question) {
        SharedState state = shared;
        if (state == null || (away && System.nanoTime() - askAgainAt < 0)) {
            return Optional.empty();
        }
        try {
            T answer = question.ask(state);
            if (away) {
                away = false;
                up.set(1);
                LOG.info("Redis answers again");
            }
            return Optional.of(answer);
        } catch (SharedState.AwayException gone) {
            askAgainAt = System.nanoTime() + PAUSE_NANOS;
            if (!away) {
                away = true;
                up.set(0);
                LOG.warn(
                        "Redis does not answer ({}): limits count in this process, and ended sessions of others are not known",
                        String.valueOf(gone.getCause()));
            }
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        if (shared != null) {
            shared.close();
        }
    }
}
