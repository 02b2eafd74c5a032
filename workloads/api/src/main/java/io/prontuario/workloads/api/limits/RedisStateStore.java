package io.prontuario.workloads.api.limits;

import io.prontuario.workloads.common.InvalidSettingException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.exceptions.JedisException;

/** Keeps state in Redis or Valkey. Every call waits at most 100 ms: it is part of every access to a patient's record. */
final class RedisStateStore implements StateStore {
    private static final int TIMEOUT_MILLIS = 100;
    /** Increment and expiry are one step: a counter without expiry would lock a user out forever. */
    private static final String COUNT =
            "local n = redis.call('INCR', KEYS[1]) if n == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end return n";

    private final JedisPooled redis;

    /** @param uri {@code redis://[user:password@]host:port[/database]}, or {@code rediss} for TLS */
    RedisStateStore(String uri) {
        URI parsed;
        try {
            parsed = URI.create(uri);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidSettingException("REDIS_URL", "is not a URL; use redis://host:6379");
        }
        boolean known = "redis".equals(parsed.getScheme()) || "rediss".equals(parsed.getScheme());
        if (!known || parsed.getHost() == null) {
            throw new InvalidSettingException(
                    "REDIS_URL", "has no host or another scheme; use redis://host:port or rediss://host:port");
        }
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(TIMEOUT_MILLIS)
                .socketTimeoutMillis(TIMEOUT_MILLIS)
                .clientName("prontuario-api")
                .ssl("rediss".equals(parsed.getScheme()));
        if (parsed.getUserInfo() != null) {
            String[] parts = parsed.getUserInfo().split(":", 2);
            if (parts.length == 2) {
                config.password(parts[1]);
            }
            if (!parts[0].isEmpty()) {
                config.user(parts[0]);
            }
        }
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(16);
        pool.setMaxWait(Duration.ofMillis(TIMEOUT_MILLIS));
        this.redis = new JedisPooled(
                pool,
                new HostAndPort(parsed.getHost(), parsed.getPort() < 0 ? 6379 : parsed.getPort()),
                config.build());
    }

    @Override
    public long count(String key, Duration window) throws UnavailableException {
        try {
            return (Long) redis.eval(COUNT, List.of(key), List.of(Long.toString(window.toMillis())));
        } catch (JedisException unavailable) {
            throw new UnavailableException(unavailable);
        }
    }

    @Override
    public void mark(String key, Duration life) throws UnavailableException {
        try {
            redis.psetex(key, life.toMillis(), "1");
        } catch (JedisException unavailable) {
            throw new UnavailableException(unavailable);
        }
    }

    @Override
    public boolean marked(String key) throws UnavailableException {
        try {
            return redis.exists(key);
        } catch (JedisException unavailable) {
            throw new UnavailableException(unavailable);
        }
    }

    @Override
    public void close() {
        redis.close();
    }
}
