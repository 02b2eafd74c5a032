package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The desired state of the platform. Lists are never null: an absent list is empty. */
@ValidationRule(
        value = "!has(self.hosts) || self.hosts.filter(h, h.role == 'Primary').size() <= 1",
        fieldPath = ".hosts",
        message = "more than one host has role Primary: keep one, make the other Secondary or Worker")
@ValidationRule(
        value = "!has(self.hosts) || self.hosts.filter(h, h.role == 'Secondary').size() <= 1",
        fieldPath = ".hosts",
        message = "more than one host has role Secondary: keep one, make the others Worker")
@ValidationRule(
        value = "!has(self.hosts) || !self.hosts.exists(h, h.role == 'Secondary')"
                + " || self.hosts.exists(h, h.role == 'Primary')",
        fieldPath = ".hosts",
        message = "a host with role Secondary requires one with role Primary: give one host role Primary")
@ValidationRule(
        value = "has(self.hosts) && self.hosts.exists(h, h.role != 'ControlPlane')"
                + " || has(self.cloud) && self.cloud.profile == 'Full'",
        fieldPath = ".hosts",
        message = "no site serves the full profile: add a host with role Primary or Worker, or set"
                + " cloud.profile: Full")
@ValidationRule(
        value = "!has(self.hosts) || self.hosts.size() == 0 || !has(self.cloud) || self.cloud.profile == 'Emergency'",
        fieldPath = ".cloud",
        message = "with on-site hosts the cloud must serve the emergency profile: set cloud.profile: Emergency,"
                + " or remove the hosts")
@ValidationRule(
        value = "!has(self.services) || self.services.all(s, !has(s.placement.hosts) || s.placement.hosts"
                + ".all(p, has(self.hosts) && self.hosts.exists(h, h.name == p && h.role != 'ControlPlane')))",
        fieldPath = ".services",
        message = "a service's placement.hosts names a host that is not under spec.hosts or has role"
                + " ControlPlane: correct the name or add the host")
@ValidationRule(
        value = "!has(self.services) || self.services.all(s, !has(s.models) || s.models"
                + ".all(n, has(self.models) && self.models.exists(m, m.name == n)))",
        fieldPath = ".services",
        message = "a service names a model that is not under spec.models: correct the name or add the model")
@ValidationRule(
        value = "!has(self.services) || self.services.all(s, !has(s.profiles.emergency)"
                + " || !has(s.profiles.emergency.models) || s.profiles.emergency.models"
                + ".all(n, has(self.models) && self.models.exists(m, m.name == n)))",
        fieldPath = ".services",
        message = "a service's profiles.emergency.models names a model that is not under spec.models:"
                + " correct the name or add the model")
@ValidationRule(
        value = "!has(self.edge) || !has(self.edge.frontends) || self.edge.frontends.all(f, !has(f.routes) || f.routes"
                + ".all(r, has(self.services) && self.services.exists(s, s.name == r.service && has(s.nodePort))))",
        fieldPath = ".edge",
        message = "a route names a service that does not exist or has no nodePort: the front door reaches"
                + " services by node port; correct the name or add nodePort to the service")
@ValidationRule(
        value = "!has(self.services) || self.services.filter(s, has(s.nodePort)).all(s,"
                + " self.services.exists_one(t, has(t.nodePort) && t.nodePort == s.nodePort))",
        fieldPath = ".services",
        message = "two services have the same nodePort: give each its own, 30000 to 32767")
@ValidationRule(
        value = "!has(self.edge) || !has(self.hosts) || self.hosts.all(h, h.role == 'ControlPlane' || has(h.address))",
        fieldPath = ".hosts",
        message = "the front door reaches hosts by address: add address to every host that serves")
@ValidationRule(
        value = "!has(self.edge) || !has(self.cloud) || has(self.cloud.address)",
        fieldPath = ".cloud",
        message = "the front door reaches the cloud by address: add cloud.address (the address behind the" + " VPN)")
@ValidationRule(
        value = "!has(self.names) || has(self.cloud) && has(self.cloud.dnsName)",
        fieldPath = ".names",
        message = "names requires cloud.dnsName: add cloud.dnsName, or remove names")
@ValidationRule(
        value = "!has(self.data) || !has(self.data.postgres) || !has(self.data.postgres.hosts)"
                + " || self.data.postgres.hosts.all(n, has(self.hosts) && self.hosts.exists(h, h.name == n"
                + " && (h.role == 'Primary' || h.role == 'Secondary') && has(h.address)))",
        fieldPath = ".data",
        message = "data.postgres.hosts names a host that is not under spec.hosts, has another role than Primary and"
                + " Secondary, or has no address: correct the name, the role or the address")
@ValidationRule(
        value = "!has(self.data) || !has(self.data.postgres) || !has(self.data.postgres.witness)"
                + " || has(self.edge) && has(self.edge.nodes) && self.edge.nodes.exists(n,"
                + " n.name == self.data.postgres.witness && has(n.address))",
        fieldPath = ".data",
        message = "data.postgres.witness names no node under edge.nodes that has an address: correct the name, or add"
                + " the node")
@ValidationRule(
        value = "!has(self.data) || !has(self.data.postgres) || !has(self.edge) || !has(self.edge.frontends)"
                + " || self.edge.frontends.all(f, f.port != self.data.postgres.writerPort"
                + " && f.port != self.data.postgres.port)",
        fieldPath = ".data",
        message = "a port of data.postgres is the port of a frontend: give each its own port")
@ValidationRule(
        value = "!has(self.data) || !has(self.data.postgres) || !has(self.services)"
                + " || self.services.all(s, s.name != 'records' && s.name != 'records-writer')",
        fieldPath = ".services",
        message = "with data.postgres the Services records and records-writer are the record's: rename the service, or"
                + " remove it")
@ValidationRule(
        value =
                "!has(self.failover) || !has(self.failover.request) || self.failover.request.verb != 'Switchover' || has(self.data)"
                        + " && has(self.data.postgres) && has(self.data.postgres.hosts)"
                        + " && self.failover.request.host in self.data.postgres.hosts",
        fieldPath = ".failover",
        message = "a Switchover moves the writer to one of data.postgres.hosts: correct failover.request.host")
@ValidationRule(
        value =
                "!has(self.failover) || !has(self.failover.request) || self.failover.request.verb != 'Drain' || has(self.hosts)"
                        + " && self.hosts.exists(h, h.name == self.failover.request.host && h.role != 'ControlPlane')",
        fieldPath = ".failover",
        message = "a Drain names a host under spec.hosts that serves: correct failover.request.host")
public record PlatformSpec(
        @JsonPropertyDescription("The on-site hosts. Empty if the cloud serves the full profile.") @Size(max = 16)
                List<HostSpec> hosts,
        @JsonPropertyDescription(
                        "The front door: HAProxy with one virtual address. If absent, there is no front door on"
                                + " site.")
                @Nullable
                EdgeSpec edge,
        @JsonPropertyDescription("Google Cloud, which runs the emergency profile. If absent, no site takes over when"
                        + " every host is down.")
                @Nullable
                CloudSpec cloud,
        @JsonPropertyDescription("The services of the platform.") @Size(max = 32) List<ServiceSpec> services,
        @JsonPropertyDescription("The models that services refer to.") @Size(max = 32) List<ModelSpec> models,
        @JsonPropertyDescription(
                        "The hospital's data: where it is kept and how it survives. If absent, the platform runs"
                                + " no database.")
                @Nullable
                DataSpec data,
        @JsonPropertyDescription("The health checks of the operator, which determine whether a site has failed.")
                @Default("{}")
                HealthSpec health,
        @JsonPropertyDescription("When roles change, how a host returns, and how often roles can change.")
                @Default("{}")
                FailoverSpec failover,
        @JsonPropertyDescription("Scheduled failover drills.") @Size(max = 32) List<DrillSpec> drills,
        @JsonPropertyDescription("Objects for the Prometheus Operator.") @Default("{}") MonitoringSpec monitoring,
        @JsonPropertyDescription("The DNS records of cloud.dnsName. If absent, the operator does not change DNS.")
                @Nullable
                NamesSpec names,
        @JsonPropertyDescription("Notifications of changes of the mode or the active site. If absent, changes are"
                        + " reported by Events only.")
                @Nullable
                AnnouncementsSpec announcements) {
    public PlatformSpec {
        hosts = Lists.orEmpty(hosts);
        services = Lists.orEmpty(services);
        models = Lists.orEmpty(models);
        drills = Lists.orEmpty(drills);
        health = health == null ? HealthSpec.defaults() : health;
        failover = failover == null ? FailoverSpec.defaults() : failover;
        monitoring = monitoring == null ? new MonitoringSpec(false, false) : monitoring;
    }

    /** The record's database; null where the platform runs none. */
    public @Nullable PostgresSpec postgres() {
        return data == null ? null : data.postgres();
    }
}
