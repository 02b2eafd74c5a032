package io.prontuario.pulumi.gcp.redis;

import com.pulumi.core.Output;
import com.pulumi.gcp.redis.Instance;
import com.pulumi.gcp.redis.InstanceArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.StackConfig.Cache;
import io.prontuario.pulumi.gcp.kms.EncryptionKey;
import io.prontuario.pulumi.gcp.kms.EncryptionKeys;
import io.prontuario.pulumi.gcp.network.PrivateNetwork;
import io.prontuario.pulumi.stack.StackComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Managed Redis (Memorystore) on a private address. */
public final class RedisCache extends StackComponent {
    private final Instance redis;

    public record Args(Scope scope, Cache cache, PrivateNetwork network, EncryptionKeys keys) {}

    public RedisCache(Args args, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        super("gcp", "cache", options, dependencies);
        Scope scope = args.scope();
        List<Resource> first = new ArrayList<>(args.keys().grants(EncryptionKey.CACHE));
        first.add(args.network().privateServices());
        redis = new Instance(
                "redis",
                InstanceArgs.builder()
                        .project(scope.project())
                        .name(scope.named("redis"))
                        .region(scope.region())
                        .tier(args.cache().highlyAvailable() ? "STANDARD_HA" : "BASIC")
                        .memorySizeGb(args.cache().memoryGb())
                        .redisVersion("REDIS_7_0")
                        .authorizedNetwork(args.network().id())
                        .connectMode("PRIVATE_SERVICE_ACCESS")
                        // Redis holds sessions of clinicians: require a password and TLS inside the network too.
                        .authEnabled(true)
                        .transitEncryptionMode("SERVER_AUTHENTICATION")
                        .customerManagedKey(args.keys().key(EncryptionKey.CACHE))
                        .labels(scope.labels())
                        .build(),
                childAfter(first).build());
        complete(Map.of("host", redis.host()));
    }

    public Output<String> host() {
        return redis.host();
    }
}
