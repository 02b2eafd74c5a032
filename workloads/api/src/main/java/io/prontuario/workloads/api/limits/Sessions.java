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
 * Revoked sessions and rate limits, shared through Redis.
 *
 * <p>While Redis is unavailable, requests are still served: a token is accepted by its signature and expiry alone (a session
 * revoked by another process lasts until its token expires), limits apply per process, and revoking a session reports that
 * other processes may not know. Redis is retried every second. Without {@code REDIS_URL} all state is kept in this process.
 */
public final class Sessions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final long RETRY_NANOS = 1_000_000_000L;

    private final LocalStateStore local = new LocalStateStore();
    private final @Nullable StateStore shared;
    private final Gauge up;
    private volatile long retryAt = System.nanoTime();
    private volatile boolean unavailable;

    private Sessions(@Nullable StateStore shared, CollectorRegistry registry) {
        this.shared = shared;
        this.up = Gauge.build(
                        "prontuario_api_redis_up",
                        "1 if Redis is available, 0 if sessions and limits are kept in this process only.")
                .register(registry);
        up.set(shared == null ? 0 : 1);
    }

    /** Reads {@code REDIS_URL}; connects at the first use. */
    public static Sessions from(Settings settings, CollectorRegistry registry) {
        Optional<String> url = settings.optional("REDIS_URL");
        return new Sessions(url.isPresent() ? new RedisStateStore(url.get()) : null, registry);
    }

    /** Whether the session of this token was revoked. */
    public boolean isRevoked(String tokenId) {
        String key = "ended:" + tokenId;
        return local.marked(key) || call(state -> state.marked(key)).orElse(false);
    }

    /**
     * Revokes the session of a token.
     *
     * @param rest remaining lifetime of the token
     * @return whether every process knows
     */
    public boolean revoke(String tokenId, Duration rest) {
        String key = "ended:" + tokenId;
        Duration life = rest.plusSeconds(1);
        local.mark(key, life);
        return shared == null
                || call(state -> {
                            state.mark(key, life);
                            return true;
                        })
                        .orElse(false);
    }

    /** Counts one more event and returns whether the count is within the limit. */
    public boolean withinLimit(String key, long limit, Duration window) {
        String name = "limit:" + key;
        long count = call(state -> state.count(name, window)).orElseGet(() -> local.count(name, window));
        return count <= limit;
    }

    /** Counts a failed login; the last of {@code most} failures within the time locks the user name for that time. */
    public void countFailure(String username, int most, Duration time) {
        if (!withinLimit("failures:" + username, most - 1L, time)) {
            String key = "locked:" + username;
            local.mark(key, time);
            call(state -> {
                state.mark(key, time);
                return true;
            });
        }
    }

    /** Whether {@link #countFailure} has locked the user name. */
    public boolean isLocked(String username) {
        String key = "locked:" + username;
        return local.marked(key) || call(state -> state.marked(key)).orElse(false);
    }

    @FunctionalInterface
    private interface Call<T> {
        T on(StateStore state) throws StateStore.UnavailableException;
    }

    private <T> Optional<T> call(Call<T> call) {
        StateStore state = shared;
        if (state == null || (unavailable && System.nanoTime() - retryAt < 0)) {
            return Optional.empty();
        }
        try {
            T result = call.on(state);
            if (unavailable) {
                unavailable = false;
                up.set(1);
                LOG.info("Redis is available again");
            }
            return Optional.of(result);
        } catch (StateStore.UnavailableException gone) {
            retryAt = System.nanoTime() + RETRY_NANOS;
            if (!unavailable) {
                unavailable = true;
                up.set(0);
                LOG.warn(
                        "Redis is unavailable ({}): rate limits apply per process, and sessions revoked by other processes are accepted",
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
