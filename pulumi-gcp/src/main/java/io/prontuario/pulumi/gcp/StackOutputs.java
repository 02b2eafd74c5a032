package io.prontuario.pulumi.gcp;

import com.pulumi.core.Output;
import io.prontuario.pulumi.gcp.audit.AuditTrail;
import io.prontuario.pulumi.gcp.cloudsql.EmergencyDatabase;
import io.prontuario.pulumi.gcp.config.StackConfig;
import io.prontuario.pulumi.gcp.dns.PublicDns;
import io.prontuario.pulumi.gcp.gke.GkeCluster;
import io.prontuario.pulumi.gcp.identity.CiFederation;
import io.prontuario.pulumi.gcp.identity.OnSiteFederation;
import io.prontuario.pulumi.gcp.identity.PlatformAccount;
import io.prontuario.pulumi.gcp.identity.ServiceAccounts;
import io.prontuario.pulumi.gcp.loadbalancing.GlobalLoadBalancer;
import io.prontuario.pulumi.gcp.network.HospitalVpn;
import io.prontuario.pulumi.gcp.redis.RedisCache;
import io.prontuario.pulumi.gcp.registry.ImageRegistry;
import io.prontuario.pulumi.gcp.storage.Buckets;
import io.prontuario.pulumi.gcp.storage.PlatformBucket;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The outputs of a stack. Their names are an interface to the platform object and to other stacks, listed in the README: add
 * names, never rename them.
 */
public final class StackOutputs {
    private final Map<String, Output<?>> values = new TreeMap<>();

    void project(StackConfig config, GkeCluster cluster, ImageRegistry registry, AuditTrail audit) {
        values.put("project", Output.of(config.project().id()));
        values.put("region", Output.of(config.project().region()));
        values.put("clusterName", cluster.name());
        values.put("clusterEndpoint", cluster.endpoint());
        values.put("imageRegistry", registry.url());
        values.put("auditLogBucket", audit.bucket());
    }

    void data(Buckets buckets, EmergencyDatabase database, Optional<RedisCache> cache) {
        for (PlatformBucket bucket : PlatformBucket.values()) {
            values.put(bucket.id() + "Bucket", buckets.name(bucket));
        }
        values.put("databaseAddress", database.privateAddress());
        values.put("databaseConnectionName", database.connectionName());
        cache.ifPresent(c -> values.put("cacheAddress", c.host()));
    }

    void network(
            StackConfig.Dns config,
            Optional<HospitalVpn> vpn,
            Optional<GlobalLoadBalancer> loadBalancer,
            Optional<PublicDns> dns) {
        vpn.ifPresent(v -> values.put("vpnAddresses", v.addresses()));
        loadBalancer.ifPresent(l -> {
            values.put("frontAddress", l.address());
            values.put("frontBackendService", l.application());
        });
        config.failoverName().ifPresent(name -> values.put("dnsName", Output.of(name)));
        dns.ifPresent(d -> {
            values.put("dnsZone", d.zone());
            values.put("dnsNameServers", d.nameServers());
        });
    }

    void identity(ServiceAccounts accounts, Optional<OnSiteFederation> onSite, Optional<CiFederation> ci) {
        for (PlatformAccount account : PlatformAccount.values()) {
            values.put(account.name().toLowerCase(Locale.ROOT) + "ServiceAccount", accounts.email(account));
        }
        onSite.ifPresent(o -> values.put("hospitalIdentityProvider", o.provider()));
        ci.ifPresent(c -> {
            values.put("ciIdentityProvider", c.provider());
            values.put("deployerServiceAccount", c.deployer());
        });
    }

    /** The outputs by name, sorted. */
    public Map<String, Output<?>> values() {
        return values;
    }
}
