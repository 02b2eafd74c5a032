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

/** In Redis or Valkey. Every wait is a tenth of a second at most: this is asked on the way to a patient's record. */
final class RedisState implements SharedState {
    private static final int MILLIS = 100;
    /** Counting and ending must be one step: a counter without an end would refuse a user for ever. */
    private static final String COUNT =
            "local n = redis.call('INCR', KEYS[1]) if n == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end return n";

    private final JedisPooled redis;

    /** @param uri {@code redis://[user:password@]host:port[/database]}, or {@code rediss} for TLS */
    RedisState(String uri) {
        URI parsed;
        try {
            parsed = URI.create(uri);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidSettingException("REDIS_URL", "is not a URL; use redis://host:6379");
        }
        boolean known = "redis".equals(parsed.getScheme()) || "rediss".equals(parsed.getScheme());
        if (!known || parsed.getHost() == null) {
            throw new InvalidSettingException("REDIS_URL", "is neither redis://host:port nor rediss://host:port");
        }
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(MILLIS)
                .socketTimeoutMillis(MILLIS)
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
        pool.setMaxWait(Duration.ofMillis(MILLIS));
        this.redis = new JedisPooled(
                pool,
                new HostAndPort(parsed.getHost(), parsed.getPort() < 0 ? 6379 : parsed.getPort()),
                config.build());
    }

    @Override
    public long count(String key, Duration window) throws AwayException {
        try {
            return (Long) redis.eval(COUNT, List.of(key), List.of(Long.toString(window.toMillis())));
        } catch (JedisException away) {
            throw new AwayException(away);
        }
    }

    @Override
    public void mark(String key, Duration life) throws AwayException {
        try {
            redis.psetex(key, life.toMillis(), "1");
        } catch (JedisException away) {
            throw new AwayException(away);
        }
    }

    @Override
    public boolean marked(String key) throws AwayException {
        try {
            return redis.exists(key);
        } catch (JedisException away) {
            throw new AwayException(away);
        }
    }

    @Override
    public void close() {
        redis.close();
    }
}
