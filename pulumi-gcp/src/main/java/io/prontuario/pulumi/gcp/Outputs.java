package io.prontuario.pulumi.gcp;

import com.pulumi.core.Output;
import io.prontuario.pulumi.gcp.audit.AuditTrail;
import io.prontuario.pulumi.gcp.cache.Cache;
import io.prontuario.pulumi.gcp.cloudsql.EmergencyDatabase;
import io.prontuario.pulumi.gcp.config.StackConfig;
import io.prontuario.pulumi.gcp.dns.PlatformDns;
import io.prontuario.pulumi.gcp.front.FrontDoor;
import io.prontuario.pulumi.gcp.gke.PlatformCluster;
import io.prontuario.pulumi.gcp.identity.Account;
import io.prontuario.pulumi.gcp.identity.CiIdentity;
import io.prontuario.pulumi.gcp.identity.HospitalFederation;
import io.prontuario.pulumi.gcp.identity.ServiceAccounts;
import io.prontuario.pulumi.gcp.network.HospitalVpn;
import io.prontuario.pulumi.gcp.registry.ImageRegistry;
import io.prontuario.pulumi.gcp.storage.Vault;
import io.prontuario.pulumi.gcp.storage.Vaults;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a stack gives to the platform object and to the on-site stack. The names are a contract, listed in the README: add,
 * never rename.
 */
public final class Outputs {
    private final Map<String, Output<?>> values = new TreeMap<>();

    Outputs(
            StackConfig config,
            ServiceAccounts accounts,
            Vaults vaults,
            PlatformCluster cluster,
            EmergencyDatabase database,
            ImageRegistry registry,
            AuditTrail audit,
            Optional<HospitalVpn> vpn,
            Optional<FrontDoor> front,
            Optional<PlatformDns> dns,
            Optional<Cache> cache,
            Optional<HospitalFederation> hospital,
            Optional<CiIdentity> ci) {
        values.put("project", Output.of(config.project()));
        values.put("region", Output.of(config.region()));
        values.put("clusterName", cluster.name());
        values.put("clusterEndpoint", cluster.endpoint());
        values.put("databaseAddress", database.privateAddress());
        values.put("databaseConnectionName", database.connectionName());
        values.put("imageRegistry", registry.url());
        values.put("auditLogBucket", audit.bucket());
        for (Vault vault : Vault.values()) {
            values.put(vault.id() + "Bucket", vaults.name(vault));
        }
        for (Account account : Account.values()) {
            values.put(account.name().toLowerCase(java.util.Locale.ROOT) + "ServiceAccount", accounts.email(account));
        }
        vpn.ifPresent(v -> values.put("vpnAddresses", v.addresses()));
        front.ifPresent(f -> {
            values.put("frontAddress", f.address());
            values.put("frontBackendService", f.application());
        });
        config.dns().failoverName().ifPresent(name -> values.put("dnsName", Output.of(name)));
        dns.ifPresent(d -> {
            values.put("dnsZone", d.zone());
            values.put("dnsNameServers", d.nameServers());
        });
        cache.ifPresent(c -> values.put("cacheAddress", c.host()));
        hospital.ifPresent(h -> values.put("hospitalIdentityProvider", h.provider()));
        ci.ifPresent(c -> {
            values.put("ciIdentityProvider", c.provider());
            values.put("deployerServiceAccount", c.deployer());
        });
    }

    /** By name, sorted. */
    public Map<String, Output<?>> values() {
        return values;
    }
}
