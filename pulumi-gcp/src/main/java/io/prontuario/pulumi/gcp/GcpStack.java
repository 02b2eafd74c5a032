package io.prontuario.pulumi.gcp;

import com.pulumi.core.Output;
import com.pulumi.gcp.Provider;
import com.pulumi.gcp.ProviderArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.apis.EnabledApis;
import io.prontuario.pulumi.gcp.apis.ServiceAgents;
import io.prontuario.pulumi.gcp.audit.AuditTrail;
import io.prontuario.pulumi.gcp.budget.MonthlyBudget;
import io.prontuario.pulumi.gcp.cloudsql.EmergencyDatabase;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.StackConfig;
import io.prontuario.pulumi.gcp.dns.PrivateDns;
import io.prontuario.pulumi.gcp.dns.PublicDns;
import io.prontuario.pulumi.gcp.gke.GkeCluster;
import io.prontuario.pulumi.gcp.identity.CiFederation;
import io.prontuario.pulumi.gcp.identity.EmergencyAccess;
import io.prontuario.pulumi.gcp.identity.GkeWorkloadIdentity;
import io.prontuario.pulumi.gcp.identity.OnSiteFederation;
import io.prontuario.pulumi.gcp.identity.PlatformAccount;
import io.prontuario.pulumi.gcp.identity.ServiceAccounts;
import io.prontuario.pulumi.gcp.kms.EncryptionKeys;
import io.prontuario.pulumi.gcp.loadbalancing.GlobalLoadBalancer;
import io.prontuario.pulumi.gcp.monitoring.CloudMonitoring;
import io.prontuario.pulumi.gcp.network.HospitalVpn;
import io.prontuario.pulumi.gcp.network.PrivateNetwork;
import io.prontuario.pulumi.gcp.orgpolicy.OrganizationPolicies;
import io.prontuario.pulumi.gcp.redis.RedisCache;
import io.prontuario.pulumi.gcp.registry.ImageRegistry;
import io.prontuario.pulumi.gcp.storage.Buckets;
import io.prontuario.pulumi.stack.StackComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The whole stack: its components and what each receives from the others. Every value comes from the configuration or from a
 * component.
 */
public final class GcpStack extends ComponentResource {
    private final StackConfig config;
    private final Scope scope;
    private final ComponentResourceOptions child;
    private final StackOutputs outputs = new StackOutputs();

    /**
     * The type token and the logical name are part of the URN of every resource: renaming them would replace the resources of
     * existing stacks.
     *
     * @param vpnSecret the tunnels' pre-shared key, a Pulumi secret; not used without a VPN
     */
    public GcpStack(StackConfig config, Output<String> vpnSecret) {
        super("prontuario:gcp:landing", "landing", options(provider(config.project())));
        this.config = config;
        scope = Scope.of(config.project());
        child = StackComponent.childOf(this);
        boolean redis = config.data().cache().enabled();

        EnabledApis apis = new EnabledApis(
                new EnabledApis.Args(
                        scope, redis, config.budget().set(), config.governance().organizationPolicies()),
                child);
        List<? extends Resource> ready = apis.enabled();
        if (config.governance().organizationPolicies()) {
            new OrganizationPolicies(new OrganizationPolicies.Args(scope), child, ready);
        }
        ServiceAgents agents = new ServiceAgents(new ServiceAgents.Args(scope, redis), child, ready);
        EncryptionKeys keys = new EncryptionKeys(
                new EncryptionKeys.Args(scope, config.data().encryption(), agents, redis), child, ready);
        ServiceAccounts accounts = new ServiceAccounts(new ServiceAccounts.Args(scope), child, ready);
        AuditTrail audit =
                new AuditTrail(new AuditTrail.Args(scope, config.governance().audit(), keys), child, ready);
        ImageRegistry registry = new ImageRegistry(
                new ImageRegistry.Args(scope, keys, accounts.member(PlatformAccount.NODES)), child, ready);

        StackConfig.Network net = config.network();
        PrivateNetwork network = new PrivateNetwork(
                new PrivateNetwork.Args(scope, net.ranges(), net.vpn().cloudAsn()), child, ready);
        Optional<HospitalVpn> vpn = when(
                net.vpn().enabled(),
                () -> new HospitalVpn(
                        new HospitalVpn.Args(scope, net.vpn(), network.id(), network.routerName(), vpnSecret),
                        child,
                        ready));

        Buckets buckets = new Buckets(new Buckets.Args(scope, config.data().retention(), keys, accounts), child, ready);
        EmergencyDatabase database = new EmergencyDatabase(
                new EmergencyDatabase.Args(
                        scope,
                        config.data().sql(),
                        network,
                        keys,
                        Map.of(
                                "emergency", accounts.email(PlatformAccount.EMERGENCY),
                                "shipper", accounts.email(PlatformAccount.SHIPPER))),
                child,
                ready);
        Optional<RedisCache> cache = when(
                redis,
                () -> new RedisCache(new RedisCache.Args(scope, config.data().cache(), network, keys), child, ready));
        GkeCluster cluster = new GkeCluster(
                new GkeCluster.Args(scope, config.gke(), net.ranges(), network, keys, accounts), child, ready);
        new GkeWorkloadIdentity(new GkeWorkloadIdentity.Args(scope, accounts), child, List.of(cluster.ready()));

        Optional<GlobalLoadBalancer> loadBalancer = when(
                net.loadBalancer().enabled(),
                () -> new GlobalLoadBalancer(
                        new GlobalLoadBalancer.Args(scope, net.loadBalancer(), certificateHosts(net.dns())),
                        child,
                        ready));
        Optional<PublicDns> dns = net.dns()
                .domain()
                .map(domain -> new PublicDns(
                        new PublicDns.Args(
                                scope,
                                net.dns(),
                                domain,
                                loadBalancer.map(GlobalLoadBalancer::address),
                                accounts.member(PlatformAccount.OPERATOR)),
                        child,
                        ready));
        new PrivateDns(new PrivateDns.Args(scope, net.dns(), network.id(), database.privateAddress()), child, ready);

        outputs.project(config, cluster, registry, audit);
        outputs.data(buckets, database, cache);
        outputs.network(net.dns(), vpn, loadBalancer, dns);
        access(accounts, ready);
        monitoring(loadBalancer.isPresent(), database, agents, ready);
        registerOutputs(Map.of());
    }

    private void access(ServiceAccounts accounts, List<? extends Resource> ready) {
        StackConfig.Access access = config.access();
        Optional<OnSiteFederation> onSite = when(
                access.onsiteFederation(),
                () -> new OnSiteFederation(
                        new OnSiteFederation.Args(
                                scope,
                                access.onsiteIssuer().orElseThrow(),
                                access.onsiteJwks().orElseThrow(),
                                accounts),
                        child,
                        ready));
        access.emergencyUntil()
                .filter(until -> !access.emergencyOperators().isEmpty())
                .ifPresent(until -> new EmergencyAccess(
                        new EmergencyAccess.Args(scope, access.emergencyOperators(), until), child, ready));
        Optional<CiFederation> ci = when(
                access.ciFederation(),
                () -> new CiFederation(
                        new CiFederation.Args(
                                scope,
                                access.ciIssuer().orElseThrow(),
                                access.ciRepository().orElseThrow(),
                                access.ciBranch()),
                        child,
                        ready));
        outputs.identity(accounts, onSite, ci);
    }

    private void monitoring(
            boolean loadBalancer, EmergencyDatabase database, ServiceAgents agents, List<? extends Resource> ready) {
        CloudMonitoring monitoring = new CloudMonitoring(
                new CloudMonitoring.Args(
                        scope,
                        config.monitoring(),
                        config.network().dns().failoverName().filter(name -> loadBalancer),
                        config.network().vpn().enabled(),
                        database.name()),
                child,
                ready);
        if (config.budget().set()) {
            new MonthlyBudget(
                    new MonthlyBudget.Args(scope, config.budget(), agents.projectNumber(), monitoring.channels()),
                    child,
                    ready);
        }
    }

    private static <T> Optional<T> when(boolean wanted, Supplier<T> create) {
        return wanted ? Optional.of(create.get()) : Optional.empty();
    }

    private static List<String> certificateHosts(StackConfig.Dns dns) {
        return List.of(dns.failoverName().orElseThrow(), "cloud." + dns.domain().orElseThrow());
    }

    /** An explicit provider, so that project and region never come from the engineer's shell. */
    private static Provider provider(StackConfig.Project project) {
        return new Provider(
                "google",
                ProviderArgs.builder()
                        .project(project.id())
                        .region(project.region())
                        // Calls to the Budget and Organization Policy APIs fail without a quota project.
                        .userProjectOverride(true)
                        .billingProject(project.id())
                        .build());
    }

    private static ComponentResourceOptions options(Provider provider) {
        return ComponentResourceOptions.builder().providers(provider).build();
    }

    /** The stack's outputs. */
    public StackOutputs outputs() {
        return outputs;
    }
}
