package io.prontuario.crds.schema;

import io.prontuario.crds.Examples;
import io.prontuario.crds.PlatformOverlay;
import java.util.List;

/** Specs that violate one CEL rule each: an overlay of a valid example, and a part of the expected message. */
final class InvalidObjects {
    /** @param path the field the API server must name */
    record Bad(String example, String overlay, String path, String message) {
        /** The whole object, unvalidated. */
        String yaml() {
            return PlatformOverlay.merge(Examples.text(example), overlay);
        }

        /** With another part of the spec laid over it. */
        Bad and(String spec) {
            return new Bad(example, overlay.substring(0, overlay.length() - 1) + ", " + spec + "}", path, message);
        }

        @Override
        public String toString() {
            return path + ": " + message;
        }
    }

    private InvalidObjects() {}

    static final List<Bad> REFUSED_BY_CEL = List.of(
            studio("hosts: [{name: mac-studio-2, role: Primary}]", "spec.hosts", "more than one host has role Primary"),
            studio(
                    "hosts: [{name: mac-studio-1, role: Secondary}]",
                    "spec.hosts",
                    "more than one host has role Secondary"),
            studio(
                    "hosts: [{name: mac-studio-1, role: Worker}]",
                    "spec.hosts",
                    "a host with role Secondary requires one with role Primary"),
            studio(
                    "hosts: [{name: mac-studio-1, role: ControlPlane}, {name: mac-studio-2, role: ControlPlane}]",
                    "spec.hosts",
                    "no site serves the full profile"),
            studio("cloud: {profile: Full}", "spec.cloud", "set cloud.profile: Emergency"),
            studio(
                    "services: [{name: api, placement: {hosts: [mac-studio-9]}}]",
                    "spec.services",
                    "placement.hosts names a host that is not under spec.hosts"),
            studio(
                    "services: [{name: inference, models: [gpt]}]",
                    "spec.services",
                    "names a model that is not under spec.models"),
            studio(
                    "services: [{name: inference, profiles: {emergency: {models: [gpt]}}}]",
                    "spec.services",
                    "profiles.emergency.models names a model"),
            studio(
                    "edge: {frontends: [{name: https, routes: [{path: /x, service: pager, trafficClass: Read}]}]}",
                    "spec.edge",
                    "has no nodePort"),
            studio(
                    "services: [{name: inference, nodePort: 30080}]",
                    "spec.services",
                    "two services have the same nodePort"),
            studio("hosts: [{name: mac-studio-1, address: null}]", "spec.hosts", "add address to every host"),
            studio("cloud: {address: null}", "spec.cloud", "add cloud.address"),
            studio("cloud: {seats: {clinician: 51}}", "spec.cloud.seats", "the sum of seats is more than maxUsers"),
            studio("health: {timeout: 5s}", "spec.health.timeout", "timeout must be shorter than interval"),
            studio(
                    "edge: {checks: {timeout: 1s}}",
                    "spec.edge.checks.timeout",
                    "timeout must be shorter than interval"),
            studio("edge: {checks: {fastInterval: 2s}}", "spec.edge.checks.fastInterval", "must not be longer"),
            studio(
                    "edge: {frontends: [{name: voice, port: 443}]}",
                    "spec.edge.frontends",
                    "two frontends have the same port"),
            studio(
                    "failover: {pause: {reason: maintenance}}",
                    "spec.failover.pause",
                    "a pause must have an end: add until"),
            studio("services: [{name: api, image: null}]", "spec.services[0]", "needs an image"),
            hybrid(
                    "services: [{name: records, jobs: [{name: migrate, args: [migrate]}]}]",
                    "spec.services[2].jobs",
                    "has no image for jobs"),
            studio(
                    "services: [{name: api, jobs: [{name: merge-inbox, schedule: null}]}]",
                    "spec.services[0].jobs[2].schedule",
                    "schedule is required for run: Scheduled"),
            studio(
                    "services: [{name: api, jobs: [{name: migrate, reports: Projection}]}]",
                    "spec.services[0].jobs[0].reports",
                    "set run: Always"),
            studio("services: [{name: api, runtime: Host}]", "spec.services[0]", "is a native process"),
            hybrid(
                    "services: [{name: records, runtime: Pod, image: registry.example/pg:15}]",
                    "spec.services[2].runtime",
                    "run a Database with runtime: Host"),
            studio("services: [{name: api, models: [medgemma-4b]}]", "spec.services[0].models", "only kind Inference"),
            hybrid(
                    "services: [{name: records, profiles: {emergency: {endpoint: null}}}]",
                    "spec.services[2].profiles",
                    "add profiles.emergency.endpoint"),
            studio(
                    "services: [{name: api, profiles: {emergency: {endpoint: 10.0.0.1}}}]",
                    "spec.services[0].profiles",
                    "endpoint is for runtime Host"),
            studio(
                    "services: [{name: api, profiles: {emergency: {replicas: 3}}}]",
                    "spec.services[0].profiles.emergency.takeoverReplicas",
                    "must not be less than replicas"),
            studio(
                    "services: [{name: api, probes: {interval: 2s, timeout: 2s}}]",
                    "spec.services[0].probes.timeout",
                    "timeout must be shorter than interval"),
            studio(
                    "services: [{name: api, probes: {grpcService: x}}]",
                    "spec.services[0].probes.grpcService",
                    "grpcService is for type GRPC"),
            studio(
                    "services: [{name: api, probes: {type: TCP, expectHeaders: {X-Prontuario-Service: api}}}]",
                    "spec.services[0].probes.expectHeaders",
                    "expectHeaders is for type HTTP"),
            studio(
                    "services: [{name: api, probes: {expectHeaders: {X-Prontuario-Service: 'api inference'}}}]",
                    "spec.services[0].probes.expectHeaders",
                    "a header's name is letters, digits and -"),
            studio(
                    "services: [{name: api, autoscaling: {minReplicas: 3, maxReplicas: 2}}]",
                    "spec.services[0].autoscaling.minReplicas",
                    "must not be more than maxReplicas"),
            studio(
                    "services: [{name: api, resources: {requests: {cpu: lots}}}]",
                    "spec.services[0].resources.requests",
                    "Kubernetes quantities"),
            studio(
                    "services: [{name: api, resources: {limits: {memory: 1GB}}}]",
                    "spec.services[0].resources.limits",
                    "Kubernetes quantities"),
            studio(
                    "hosts: [{name: mac-studio-1, capacity: {cpu: many}}]",
                    "spec.hosts[0].capacity",
                    "Kubernetes quantities"),
            studio("hosts: [{name: cloud, role: Worker, address: 10.0.0.1}]", "spec.hosts[2].name", "another name"),
            studio("models: [{name: medgemma-4b, sha256: null}]", "spec.models[0]", "a model without checksum"),
            studio("models: [{name: medgemma-4b, engine: OpenAIProxy}]", "spec.models[0].sha256", "remove sha256"),
            studio("models: [{name: medgemma-4b, task: Embeddings}]", "spec.models[0].task", "remove task"),
            studio("cloud: {region: us-central1}", "spec.cloud.region", "LGPD residency policy"),
            studio("cloud: {region: southamerica-west1}", "spec.cloud.region", "southamerica-west1 is in Chile"),
            studio("cloud: {dnsName: null}", "spec.cloud.zone", "add dnsName"),
            studio("cloud: {dnsName: null, zone: null}, names: {}", "spec.names", "add cloud.dnsName"),
            record("hosts: [mac-studio-9]", "spec.data", "data.postgres.hosts names a host"),
            record("witness: mac-studio-1", "spec.data", "data.postgres.witness names no node"),
            record("writerPort: 8443", "spec.data", "a port of data.postgres is the port of a frontend")
                    .and("edge: {frontends: [{name: https, port: 8443}]}"),
            record("port: 5432", "spec.data.postgres.port", "port and writerPort are the same"),
            record("hosts: []", "spec.data.postgres.hosts", "location OnSite requires hosts"),
            record(
                    "location: CloudSql, cloudEndpoint: 10.60.16.3, hosts: [mac-studio-1]",
                    "spec.data.postgres.location",
                    "remove hosts"),
            record(
                    "location: CloudSql, hosts: [], witness: null, cloudEndpoint: null",
                    "spec.data.postgres.cloudEndpoint",
                    "requires cloudEndpoint"),
            record("database: replication", "spec.data.postgres.database", "give the database another name"),
            record("owner: pg_monitor", "spec.data.postgres.owner", "give the role another name"),
            record("detection: {timeout: 1s}", "spec.data.postgres.detection.timeout", "must be shorter than interval"),
            record("hosts: [mac-studio-1]", "spec.services", "Services records and records-writer are the record's")
                    .and("services: [{name: records, kind: Database, runtime: Host, port: 5432}]"),
            studio(request("Switchover", "mac-studio-9"), "spec.failover", "a Switchover moves the writer to one of"),
            studio(request("Drain", "mac-studio-9"), "spec.failover", "a Drain names a host under spec.hosts"),
            studio(
                    "drills: [{name: health-check, driver: Host}]",
                    "spec.drills[0].driver",
                    "driver Host is for scenarios PrimaryDown and BothDown"),
            studio(
                    "names: {publicView: {siteAddresses: [203.0.113.10], cloudAddresses: [198.51.100.20]}}",
                    "spec.names.publicView",
                    "add one of cloudDns and rfc2136"));

    /** Violations of the structural schema; the messages are those of the API server. */
    static final List<Bad> REFUSED_BY_SCHEMA = List.of(
            studio("hosts: [{name: mac-studio-1, role: Leader}]", "spec.hosts[0].role", "supported values"),
            studio("health: {failureThreshold: 0}", "spec.health.failureThreshold", "greater than or equal to 1"),
            studio("health: {interval: 5 seconds}", "spec.health.interval", "should match"),
            studio("health: {interval: \"\"}", "spec.health.interval", "at least 2 chars"),
            studio("cloud: {maxUsers: 0}", "spec.cloud.maxUsers", "greater than or equal to 1"),
            studio("models: [{name: medgemma-4b, sha256: abc}]", "spec.models[0].sha256", "should match"),
            studio("drills: [{name: health-check, schedule: daily}]", "spec.drills[0].schedule", "should match"),
            record("port: 80", "spec.data.postgres.port", "1024"),
            record("database: 'records; drop'", "spec.data.postgres.database", "should match"),
            record("owner: 'a b'", "spec.data.postgres.owner", "should match"),
            record("credentialsSecretRef: A", "spec.data.postgres.credentialsSecretRef", "should match"),
            record("maxReplicaLag: soon", "spec.data.postgres.maxReplicaLag", "should match"),
            record("hosts: [mac-studio-1, mac-studio-2, edge]", "spec.data.postgres.hosts", "at most 2 items"),
            studio(
                    request("Drain", "mac-studio-1").replace("a-drain", "A drain"),
                    "spec.failover.request.id",
                    "should match"),
            studio("services: [{name: api, nodePort: 8080}]", "spec.services[0].nodePort", "30000"),
            studio("services: [{name: api, port: null}]", "spec.services[0].port", "Required value"),
            studio("failover: {pause: {until: tomorrow}}", "spec.failover.pause.until", "should match"),
            studio(
                    "names: {publicView: {siteAddresses: [site.example], cloudAddresses: [198.51.100.20], cloudDns: {}}}",
                    "spec.names.publicView.siteAddresses[0]",
                    "should match"),
            studio(
                    "announcements: {webhooks: [{name: pager, url: pager.example, keySecretRef: k}]}",
                    "spec.announcements.webhooks[0].url",
                    "should match"),
            studio("hosts: [{name: Mac_Studio, role: Worker}]", "spec.hosts[2].name", "should match"));

    private static String request(String verb, String host) {
        return "failover: {request: {id: a-drain, verb: %s, host: %s, until: '2026-01-31T06:00:00Z'}}"
                .formatted(verb, host);
    }

    private static Bad record(String postgres, String path, String message) {
        return studio("data: {postgres: {" + postgres + "}}", path, message);
    }

    private static Bad hybrid(String spec, String path, String message) {
        return new Bad("mac-mini-hybrid.yaml", "spec: {" + spec + "}", path, message);
    }

    private static Bad studio(String spec, String path, String message) {
        return new Bad("mac-studio-ha.yaml", "spec: {" + spec + "}", path, message);
    }
}
