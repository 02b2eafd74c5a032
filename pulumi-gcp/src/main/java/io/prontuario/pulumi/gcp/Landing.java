package io.prontuario.pulumi.gcp;

import com.pulumi.core.Output;
import com.pulumi.gcp.Provider;
import com.pulumi.gcp.ProviderArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.audit.AuditTrail;
import io.prontuario.pulumi.gcp.budget.MonthlyBudget;
import io.prontuario.pulumi.gcp.cache.Cache;
import io.prontuario.pulumi.gcp.cloudsql.EmergencyDatabase;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.StackConfig;
import io.prontuario.pulumi.gcp.dns.PlatformDns;
import io.prontuario.pulumi.gcp.dns.PrivateDns;
import io.prontuario.pulumi.gcp.front.FrontDoor;
import io.prontuario.pulumi.gcp.gke.PlatformCluster;
import io.prontuario.pulumi.gcp.identity.Account;
import io.prontuario.pulumi.gcp.identity.CiIdentity;
import io.prontuario.pulumi.gcp.identity.ClusterBindings;
import io.prontuario.pulumi.gcp.identity.EmergencyAccess;
import io.prontuario.pulumi.gcp.identity.HospitalFederation;
import io.prontuario.pulumi.gcp.identity.ServiceAccounts;
import io.prontuario.pulumi.gcp.keys.EncryptionKeys;
import io.prontuario.pulumi.gcp.monitoring.Watch;
import io.prontuario.pulumi.gcp.network.HospitalVpn;
import io.prontuario.pulumi.gcp.network.PrivateNetwork;
import io.prontuario.pulumi.gcp.policy.ProjectPolicies;
import io.prontuario.pulumi.gcp.registry.ImageRegistry;
import io.prontuario.pulumi.gcp.services.Agents;
import io.prontuario.pulumi.gcp.services.Apis;
import io.prontuario.pulumi.gcp.storage.Vaults;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole landing: which components there are, and what each gets from the others. No value is decided here. */
public final class Landing extends ComponentResource {
    private final Outputs outputs;

    /** @param vpnSecret the tunnels' pre-shared key, a secret; unused without a VPN */
    public Landing(StackConfig config, Output<String> vpnSecret) {
        super("prontuario:gcp:landing", "landing", options(provider(config)));
        Scope scope = Scope.of(config);
        ComponentResourceOptions under = under(this);
        Apis apis = new Apis(
                new Apis.Args(scope, config.cache().enabled(), config.budget().set(), config.organizationPolicies()),
                under);
        List<? extends Resource> ready = apis.enabled();
        if (config.organizationPolicies()) {
            new ProjectPolicies(new ProjectPolicies.Args(scope), under, ready);
        }
        Agents agents = new Agents(new Agents.Args(scope, config.cache().enabled()), under, ready);
        EncryptionKeys keys = new EncryptionKeys(
                new EncryptionKeys.Args(
                        scope, config.encryption(), agents, config.cache().enabled()),
                under,
                ready);
        ServiceAccounts accounts = new ServiceAccounts(new ServiceAccounts.Args(scope), under, ready);
        PrivateNetwork network = new PrivateNetwork(
                new PrivateNetwork.Args(scope, config.ranges(), config.vpn().cloudAsn()), under, ready);
        Optional<HospitalVpn> vpn = when(
                config.vpn().enabled(),
                () -> new HospitalVpn(
                        new HospitalVpn.Args(scope, config.vpn(), network.id(), network.routerName(), vpnSecret),
                        under,
                        ready));
        AuditTrail audit = new AuditTrail(new AuditTrail.Args(scope, config.audit(), keys), under, ready);
        ImageRegistry registry =
                new ImageRegistry(new ImageRegistry.Args(scope, keys, accounts.member(Account.NODES)), under, ready);
        Vaults vaults = new Vaults(new Vaults.Args(scope, config.retention(), keys, accounts), under, ready);
        EmergencyDatabase database = new EmergencyDatabase(
                new EmergencyDatabase.Args(
                        scope,
                        config.sql(),
                        network,
                        keys,
                        Map.of(
                                "emergency", accounts.email(Account.EMERGENCY),
                                "shipper", accounts.email(Account.SHIPPER))),
                under,
                ready);
        PlatformCluster cluster = new PlatformCluster(
                new PlatformCluster.Args(scope, config.gke(), config.ranges(), network, keys, accounts), under, ready);
        new ClusterBindings(new ClusterBindings.Args(scope, accounts), under, List.of(cluster.ready()));
        Optional<Cache> cache = when(
                config.cache().enabled(),
                () -> new Cache(new Cache.Args(scope, config.cache(), network, keys), under, ready));
        Optional<FrontDoor> front = when(
                config.front().enabled(),
                () -> new FrontDoor(new FrontDoor.Args(scope, config.front(), hosts(config)), under, ready));
        Optional<PlatformDns> dns = config.dns()
                .domain()
                .map(domain -> new PlatformDns(
                        new PlatformDns.Args(
                                scope,
                                config.dns(),
                                domain,
                                front.map(FrontDoor::address),
                                accounts.member(Account.OPERATOR)),
                        under,
                        ready));
        new PrivateDns(new PrivateDns.Args(scope, config.dns(), network.id(), database.privateAddress()), under, ready);
        Optional<HospitalFederation> hospital = when(
                config.access().onsiteFederation(),
                () -> new HospitalFederation(
                        new HospitalFederation.Args(
                                scope,
                                config.access().onsiteIssuer().orElseThrow(),
                                config.access().onsiteJwks().orElseThrow(),
                                accounts),
                        under,
                        ready));
        config.access()
                .emergencyUntil()
                .filter(until -> !config.access().emergencyOperators().isEmpty())
                .ifPresent(until -> new EmergencyAccess(
                        new EmergencyAccess.Args(scope, config.access().emergencyOperators(), until), under, ready));
        Optional<CiIdentity> ci = when(
                config.access().ciFederation(),
                () -> new CiIdentity(
                        new CiIdentity.Args(
                                scope,
                                config.access().ciIssuer().orElseThrow(),
                                config.access().ciRepository().orElseThrow(),
                                config.access().ciBranch()),
                        under,
                        ready));
        Watch watch = new Watch(
                new Watch.Args(
                        scope,
                        config.monitoring(),
                        front.flatMap(f -> config.dns().failoverName()),
                        config.vpn().enabled(),
                        database.name()),
                under,
                ready);
        if (config.budget().set()) {
            new MonthlyBudget(
                    new MonthlyBudget.Args(
                            scope,
                            config.budget(),
                            config.billingAccount().orElseThrow(),
                            agents.projectNumber(),
                            watch.channels()),
                    under,
                    ready);
        }
        outputs = new Outputs(
                config, accounts, vaults, cluster, database, registry, audit, vpn, front, dns, cache, hospital, ci);
        registerOutputs(Map.of());
    }

    private static <T> Optional<T> when(boolean wanted, java.util.function.Supplier<T> make) {
        return wanted ? Optional.of(make.get()) : Optional.empty();
    }

    private static List<String> hosts(StackConfig config) {
        String domain = config.dns().domain().orElseThrow();
        return List.of(config.dns().failoverName().orElseThrow(), "cloud." + domain);
    }

    /** One explicit provider: project and region are this configuration's, whatever the engineer's shell says. */
    private static Provider provider(StackConfig config) {
        return new Provider(
                "google",
                ProviderArgs.builder()
                        .project(config.project())
                        .region(config.region())
                        // Budgets and policies are billed to a project; without this their calls fail.
                        .userProjectOverride(true)
                        .billingProject(config.project())
                        .build());
    }

    private static ComponentResourceOptions options(Provider provider) {
        return ComponentResourceOptions.builder().providers(provider).build();
    }

    private static ComponentResourceOptions under(Resource parent) {
        ComponentResourceOptions.Builder builder = ComponentResourceOptions.builder();
        builder.parent(parent);
        return builder.build();
    }

    public Outputs outputs() {
        return outputs;
    }
}
