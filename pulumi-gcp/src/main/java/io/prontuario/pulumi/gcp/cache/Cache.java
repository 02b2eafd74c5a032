package io.prontuario.pulumi.gcp.cache;

import com.pulumi.core.Output;
import com.pulumi.gcp.redis.Instance;
import com.pulumi.gcp.redis.InstanceArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.Concern;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.keys.EncryptionKeys;
import io.prontuario.pulumi.gcp.keys.Purpose;
import io.prontuario.pulumi.gcp.network.PrivateNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Managed Redis on a private address: sessions and queues of the web tier. */
public final class Cache extends Concern {
    private final Instance redis;

    public record Args(
            Scope scope,
            io.prontuario.pulumi.gcp.config.StackConfig.Cache cache,
            PrivateNetwork network,
            EncryptionKeys keys) {}

    public Cache(Args args, ComponentResourceOptions options, List<? extends Resource> after) {
        super("cache", options, after);
        Scope scope = args.scope();
        List<Resource> first = new ArrayList<>(args.keys().grants(Purpose.CACHE));
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
                        // Sessions of clinicians: a password and TLS even inside the network.
                        .authEnabled(true)
                        .transitEncryptionMode("SERVER_AUTHENTICATION")
                        .customerManagedKey(args.keys().key(Purpose.CACHE))
                        .labels(scope.labels())
                        .build(),
                childAfter(first).build());
        done(Map.of("host", redis.host()));
    }

    public Output<String> host() {
        return redis.host();
    }
}
