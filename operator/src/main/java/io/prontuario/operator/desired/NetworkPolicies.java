package io.prontuario.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.prontuario.crds.v1alpha1.JobSpec;
import io.prontuario.crds.v1alpha1.ModelSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PostgresSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Denies all traffic except what the spec needs. Policies only add to each other, so each one allows one thing. */
final class NetworkPolicies {
    private static final int DNS = 53;

    private NetworkPolicies() {}

    static List<HasMetadata> of(PlatformRef platform, PlatformSpec spec, List<SitePlan> plans) {
        List<HasMetadata> policies = new ArrayList<>();
        policies.add(closed(platform));
        for (SitePlan plan : plans) {
            policies.add(ofSite(platform, spec, plan, plans));
        }
        for (ServiceSpec service : spec.services()) {
            boolean placed = plans.stream().anyMatch(plan -> plan.services().contains(service));
            if (placed && service.runtime() == ServiceSpec.Runtime.Pod) {
                policies.add(ofService(platform, spec, plans, service));
                service.jobs().stream()
                        .filter(job -> Jobs.runsHere(job, plans.get(0)))
                        .forEach(job -> policies.add(ofJob(platform, spec, service, job)));
            }
        }
        return policies;
    }

    /** The default: no ingress, and egress to DNS only. */
    private static NetworkPolicy closed(PlatformRef platform) {
        NetworkPolicyEgressRule dns = new NetworkPolicyEgressRuleBuilder()
                .addNewPort()
                .withProtocol("UDP")
                .withPort(new IntOrString(DNS))
                .endPort()
                .addNewPort()
                .withProtocol("TCP")
                .withPort(new IntOrString(DNS))
                .endPort()
                .build();
        return policy(platform, platform.name() + "-default-deny", Labels.selector(platform), List.of(), List.of(dns));
    }

    /**
     * Pods reach the pods and the native processes of their own site. They reach a service that their site lacks on the sites that
     * have it.
     */
    private static NetworkPolicy ofSite(PlatformRef platform, PlatformSpec spec, SitePlan plan, List<SitePlan> plans) {
        Map<String, String> site =
                Labels.with(Labels.selector(platform), Labels.SITE, plan.site().value());
        List<NetworkPolicyEgressRule> egress = new ArrayList<>();
        egress.add(toPods(site));
        plan.services().forEach(service -> toHostProcess(plan, service).ifPresent(egress::add));
        egress.addAll(toRecord(spec, List.of(plan)));
        for (SitePlan other : plans) {
            for (ServiceSpec service : other.services()) {
                if (!plan.services().contains(service)) {
                    toHostProcess(other, service).ifPresent(egress::add);
                    if (service.runtime() == ServiceSpec.Runtime.Pod) {
                        egress.add(toPods(Labels.selector(platform, service.name(), other.site())));
                    }
                }
            }
        }
        return policy(platform, platform.name() + "-site-" + plan.site().value(), site, List.of(), egress);
    }

    private static Optional<NetworkPolicyEgressRule> toHostProcess(SitePlan plan, ServiceSpec service) {
        return service.runtime() == ServiceSpec.Runtime.Host
                ? HostServices.address(plan, service).map(address -> toAddress(address, service.port()))
                : Optional.empty();
    }

    /** The copies of these sites and the ways to the writer; the virtual address leads to it too. */
    private static List<NetworkPolicyEgressRule> toRecord(PlatformSpec spec, List<SitePlan> plans) {
        PostgresSpec postgres = spec.postgres();
        if (postgres == null || plans.isEmpty()) {
            return List.of();
        }
        Set<RecordServices.Endpoint> endpoints = new LinkedHashSet<>();
        for (SitePlan plan : plans) {
            RecordServices.copy(postgres, plan).ifPresent(endpoints::add);
            RecordServices.writer(postgres, plan).ifPresent(endpoints::add);
        }
        RecordServices.anywhere(spec, postgres, plans).ifPresent(endpoints::add);
        return endpoints.stream()
                .map(endpoint -> toAddress(endpoint.address(), endpoint.port()))
                .toList();
    }

    private static NetworkPolicyEgressRule toPods(Map<String, String> labels) {
        return new NetworkPolicyEgressRuleBuilder()
                .addNewTo()
                .withNewPodSelector()
                .withMatchLabels(labels)
                .endPodSelector()
                .endTo()
                .build();
    }

    /** The service's port: open to everyone when the front door routes to it, to the platform's pods otherwise. */
    private static NetworkPolicy ofService(
            PlatformRef platform, PlatformSpec spec, List<SitePlan> plans, ServiceSpec service) {
        List<NetworkPolicyIngressRule> ingress = new ArrayList<>();
        if (service.port() != null) {
            NetworkPolicyIngressRuleBuilder rule = new NetworkPolicyIngressRuleBuilder()
                    .addNewPort()
                    .withProtocol("TCP")
                    .withPort(new IntOrString(service.port()))
                    .endPort();
            if (service.nodePort() == null) {
                rule.addNewFrom()
                        .withNewPodSelector()
                        .withMatchLabels(Labels.selector(platform))
                        .endPodSelector()
                        .endFrom();
            }
            ingress.add(rule.build());
        }
        List<NetworkPolicyEgressRule> egress = modelPorts(spec, plans, service).stream()
                .map(port -> new NetworkPolicyEgressRuleBuilder()
                        .addNewPort()
                        .withProtocol("TCP")
                        .withPort(new IntOrString(port))
                        .endPort()
                        .build())
                .toList();
        return policy(platform, service.name(), Labels.selector(platform, service.name()), ingress, egress);
    }

    /**
     * A job belongs to no site: it reaches the databases of all sites, those of the cloud too. Only the operator reaches it, and only
     * when it reports.
     */
    private static NetworkPolicy ofJob(PlatformRef platform, PlatformSpec spec, ServiceSpec service, JobSpec job) {
        List<NetworkPolicyEgressRule> egress = new ArrayList<>();
        for (SitePlan plan : SitePlan.all(spec)) {
            plan.services().forEach(other -> toHostProcess(plan, other).ifPresent(egress::add));
        }
        egress.addAll(toRecord(spec, SitePlan.all(spec)));
        String name = Jobs.name(service, job);
        List<NetworkPolicyIngressRule> ingress = job.reports() == null
                ? List.of()
                : List.of(new NetworkPolicyIngressRuleBuilder()
                        .addNewPort()
                        .withProtocol("TCP")
                        .withPort(new IntOrString(service.port()))
                        .endPort()
                        .addNewFrom()
                        .withNewPodSelector()
                        .addToMatchLabels(Labels.NAME, Labels.OPERATOR)
                        .endPodSelector()
                        .endFrom()
                        .build());
        return policy(platform, name, Labels.selector(platform, name), ingress, egress);
    }

    /** Ports of the model sources; their hosts are names, which a policy cannot contain. */
    private static TreeSet<Integer> modelPorts(PlatformSpec spec, List<SitePlan> plans, ServiceSpec service) {
        TreeSet<Integer> ports = new TreeSet<>();
        for (SitePlan plan : plans) {
            for (ModelSpec model : Models.of(spec, plan, service)) {
                URI source = URI.create(model.source());
                if (source.getPort() > 0) {
                    ports.add(source.getPort());
                } else if ("http".equals(source.getScheme())) {
                    ports.add(80);
                } else if (!"file".equals(source.getScheme())) {
                    ports.add(443);
                }
            }
        }
        return ports;
    }

    private static NetworkPolicyEgressRule toAddress(String address, int port) {
        NetworkPolicyEgressRuleBuilder rule = new NetworkPolicyEgressRuleBuilder()
                .addNewPort()
                .withProtocol("TCP")
                .withPort(new IntOrString(port))
                .endPort();
        if (HostServices.isIp(address)) {
            rule.addNewTo()
                    .withNewIpBlock()
                    .withCidr(address + (address.contains(":") ? "/128" : "/32"))
                    .endIpBlock()
                    .endTo();
        }
        return rule.build();
    }

    private static NetworkPolicy policy(
            PlatformRef platform,
            String name,
            Map<String, String> selector,
            List<NetworkPolicyIngressRule> ingress,
            List<NetworkPolicyEgressRule> egress) {
        return new NetworkPolicyBuilder()
                .withMetadata(Labels.metadata(platform, name, Labels.selector(platform)))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(selector)
                .endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .withIngress(ingress)
                .withEgress(egress)
                .endSpec()
                .build();
    }
}
