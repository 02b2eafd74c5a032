package io.prontuario.crds.validation;

import java.util.List;

/**
 * One fault laid over examples/mac-studio-ha.yaml.
 *
 * @param errors how many errors the validator finds in all: one fault may break two fields
 */
record BadSpec(String spec, String path, String message, String remedy, int errors) {
    private static BadSpec of(String spec, String path, String message, String remedy) {
        return new BadSpec(spec, path, message, remedy, 1);
    }

    private static BadSpec of(String spec, String path, String message, String remedy, int errors) {
        return new BadSpec(spec, path, message, remedy, errors);
    }

    private static String service(String name, String fields) {
        return "services: [{name: " + name + ", " + fields + "}]";
    }

    private static String names(String publicView) {
        String site = publicView.contains("siteAddresses") ? "" : "siteAddresses: [203.0.113.10], ";
        return "names: {publicView: {" + site + "cloudAddresses: [198.51.100.20], " + publicView + "}}";
    }

    private static String names(String publicView, String onsiteView) {
        String both = names(publicView);
        return both.substring(0, both.length() - 1) + ", onsiteView: {" + onsiteView + "}}";
    }

    static final List<BadSpec> TABLE = List.of(
            // hosts
            of(
                    "hosts: [{name: mac-studio-2, role: Primary}]",
                    "spec.hosts[1].role",
                    "Primary is already mac-studio-1's role",
                    "keep one"),
            of("hosts: [{name: mac-studio-1, role: Secondary}]", "spec.hosts[1].role", "already", "keep one", 3),
            of(
                    "hosts: [{name: mac-studio-1, role: Worker}]",
                    "spec.hosts[1].role",
                    "no Primary to stand in for",
                    "give one host role Primary",
                    2),
            of(
                    "hosts: [{name: cloud, role: Worker, address: 10.1.1.1}]",
                    "spec.hosts[2].name",
                    "names a site",
                    "another name"),
            of(
                    "hosts: [{name: Mac_3, role: Worker, address: 10.1.1.1}]",
                    "spec.hosts[2].name",
                    "is not a name",
                    "lower-case",
                    2),
            of("hosts: [{name: spare, address: 10.1.1.1}]", "spec.hosts[2].role", "is missing", "add role"),
            of("hosts: [{name: mac-studio-1, address: null}]", "spec.hosts[0].address", "is missing", "add address"),
            of(
                    "hosts: [{name: mac-studio-1, address: 'https://10.1.1.1'}]",
                    "spec.hosts[0].address",
                    "is not an address",
                    "without scheme"),
            of(
                    "hosts: [{name: mac-studio-1, address: 10.20.30.12}]",
                    "spec.hosts[1].address",
                    "already the address of host mac-studio-1",
                    "correct one"),
            of("hosts: [{name: mac-studio-1, agentPort: 0}]", "spec.hosts[0].agentPort", "0 is too small", "1 or more"),
            of(
                    "hosts: [{name: mac-studio-1, capacity: {cpu: many}}]",
                    "spec.hosts[0].capacity.cpu",
                    "no Kubernetes quantity",
                    "500m"),
            of(
                    "hosts: [{name: mac-studio-1, capacity: {cpu: 749m}}]",
                    "spec.hosts[0].capacity.cpu",
                    "ask for 0.75, and it offers 749m",
                    "lower their requests"),
            of(
                    "hosts: [{name: mac-studio-1, capacity: {memory: 2Gi}}]",
                    "spec.hosts[0].capacity.memory",
                    "ask for 2432Mi",
                    "place some elsewhere"),
            of("hosts: null", "spec.hosts", "nothing serves the full profile", "add a host", 10),
            // the front door
            of(
                    "edge: {nodes: [{name: edge, address: null}]}",
                    "spec.edge.nodes[0].address",
                    "is missing",
                    "add address"),
            of(
                    "edge: {nodes: [{name: mac-studio-1, address: 10.1.1.1}]}",
                    "spec.edge.nodes[1].name",
                    "is a host, too",
                    "remove it here"),
            of(
                    "edge: {virtualAddress: 10.20.30.11}",
                    "spec.edge.virtualAddress",
                    "already the address of host mac-studio-1",
                    "correct one"),
            of(
                    "edge: {frontends: [{name: voice, port: 443}]}",
                    "spec.edge.frontends[1].port",
                    "already taken by frontend https",
                    "its own port"),
            of(
                    "edge: {frontends: [{name: voice, port: 9180}]}",
                    "spec.edge.frontends[1].port",
                    "the admission check",
                    "its own port"),
            of(
                    "edge: {frontends: [{name: voice, port: 30080}]}",
                    "spec.edge.frontends[1].port",
                    "service api",
                    "its own port"),
            of(
                    "edge: {frontends: [{name: voice, port: 70000}]}",
                    "spec.edge.frontends[1].port",
                    "too large",
                    "65535 or less"),
            of(
                    "edge: {frontends: [{name: https, tlsSecretRef: Front_Door}]}",
                    "spec.edge.frontends[0].tlsSecretRef",
                    "is not a Kubernetes object's name",
                    "lower-case"),
            of(
                    "edge: {frontends: [{name: https, routes: [{path: /x, service: billing, trafficClass: Read}]}]}",
                    "spec.edge.frontends[0].routes[3].service",
                    "no service \"billing\"",
                    "one of api, inference"),
            of(
                    "edge: {frontends: [{name: https, routes: [{path: /x, service: records, trafficClass: Read}]}]}",
                    "spec.edge.frontends[0].routes[3].service",
                    "has no nodePort",
                    "add nodePort"),
            of(
                    "edge: {frontends: [{name: https, routes: [{path: x, service: api, trafficClass: Read}]}]}",
                    "spec.edge.frontends[0].routes[3].path",
                    "is not a path",
                    "from the first /"),
            of(
                    "edge: {frontends: [{name: https, routes: [{path: /x, service: api}]}]}",
                    "spec.edge.frontends[0].routes[3].trafficClass",
                    "is missing",
                    "add trafficClass"),
            of(
                    "edge: {checks: {timeout: 1s}}",
                    "spec.edge.checks.timeout",
                    "not shorter than interval 1s",
                    "lower timeout"),
            of(
                    "edge: {checks: {fastInterval: 1001ms}}",
                    "spec.edge.checks.fastInterval",
                    "longer than interval",
                    "shorter"),
            of("edge: {checks: {fall: 0}}", "spec.edge.checks.fall", "too small", "1 or more"),
            // the cloud
            of("cloud: {region: southamerica-west1}", "spec.cloud.region", "not in Brazil", "southamerica-east1"),
            of("cloud: {profile: Full}", "spec.cloud.profile", "emergency profile", "set cloud.profile: Emergency", 2),
            of("cloud: {maxUsers: 0}", "spec.cloud.maxUsers", "too small", "1 or more"),
            of("cloud: {address: null}", "spec.cloud.address", "is missing", "add address"),
            of("cloud: {dnsName: null}", "spec.cloud.zone", "no public name", "add dnsName"),
            of(
                    "cloud: {kubeconfigSecretRef: 'a b'}",
                    "spec.cloud.kubeconfigSecretRef",
                    "is not a Kubernetes object's name",
                    "lower-case"),
            // names and announcements
            of("cloud: {dnsName: null, zone: null}, names: {}", "spec.names", "no name to keep", "add cloud.dnsName"),
            of(
                    names("rfc2136: {server: a, zone: hospital.example, keyName: k, keySecretRef: k}, cloudDns: {}"),
                    "spec.names.publicView",
                    "not clear where the records are kept",
                    "not both"),
            of(
                    names("rfc2136: {server: a, zone: clinic.example, keyName: k, keySecretRef: k}"),
                    "spec.names.publicView.rfc2136.zone",
                    "prontuario.hospital.example is not in zone clinic.example",
                    "correct the zone"),
            of(
                    names("rfc2136: {server: a, zone: hospital.example, keyName: k}"),
                    "spec.names.publicView.rfc2136.keySecretRef",
                    "is missing",
                    "add keySecretRef"),
            of(names("cloudDns: {}, ttl: 301s"), "spec.names.publicView.ttl", "for 301s", "5m or less"),
            of(names("cloudDns: {}, ttl: 1500ms"), "spec.names.publicView.ttl", "no whole number", "1s or more"),
            of(
                    names("cloudDns: {}, siteAddresses: [198.51.100.20]"),
                    "spec.names.publicView.siteAddresses[0]",
                    "is the cloud's address, too",
                    "correct one"),
            of(
                    names("cloudDns: {}, siteAddresses: [203.0.113.256]"),
                    "spec.names.publicView.siteAddresses[0]",
                    "is not an IPv4 address",
                    "four numbers"),
            of("cloud: {zone: null}, " + names("cloudDns: {}"), "spec.cloud.zone", "is missing", "add it"),
            of(
                    names(
                            "rfc2136: {server: ns, zone: hospital.example, keyName: k, keySecretRef: k}",
                            "rfc2136: {server: ns, zone: hospital.example, keyName: k, keySecretRef: own}"),
                    "spec.names.onsiteView.rfc2136.keyName",
                    "could move clients on site",
                    "a key of its own"),
            of(
                    "edge: {virtualAddress: null}, "
                            + names(
                                    "cloudDns: {}",
                                    "rfc2136: {server: ns, zone: hospital.example, keyName: k, keySecretRef: k}"),
                    "spec.names.onsiteView",
                    "no front door to point to",
                    "add edge.virtualAddress"),
            of(
                    "announcements: {webhooks: [{name: pager, url: pager.example, keySecretRef: k}]}",
                    "spec.announcements.webhooks[0].url",
                    "is not a web address",
                    "from https://"),
            of(
                    "announcements: {webhooks: [{name: pager, url: 'https://p', keySecretRef: k, giveUpAfter: 5s}]}",
                    "spec.announcements.webhooks[0].giveUpAfter",
                    "ends with the first try",
                    "several times"),
            of(
                    "announcements: {webhooks: [{name: pager, url: 'https://p', keySecretRef: k}, {name: pager, url: 'https://q', keySecretRef: k}]}",
                    "spec.announcements.webhooks[1].name",
                    "is there twice",
                    "its own name"),
            // services
            of(service("api", "image: null"), "spec.services[0].image", "is missing", "add image"),
            of(
                    service("api", "image: 'registry.example/prontuario/api:0.1.0'"),
                    "spec.services[0].image",
                    "has no digest",
                    "@sha256:"),
            of(
                    service("api", "image: 'registry.example/api@sha256:abc'"),
                    "spec.services[0].image",
                    "has no digest",
                    "64 hexadecimal"),
            of(
                    service("api", "models: [medgemma-4b]"),
                    "spec.services[0].models",
                    "only kind Inference",
                    "remove models"),
            of(
                    service("inference", "models: []"),
                    "spec.services[1].models",
                    "never becomes ready",
                    "one of llama-3-2-1b, medgemma-4b"),
            of(
                    service("inference", "models: [gpt]"),
                    "spec.services[1].models[0]",
                    "no model \"gpt\"",
                    "one of llama-3-2-1b, medgemma-4b"),
            of(
                    service("inference", "profiles: {emergency: {models: [gpt]}}"),
                    "spec.services[1].profiles.emergency.models[0]",
                    "no model",
                    "add the model"),
            of(
                    service("api", "placement: {hosts: [mac-studio-9]}"),
                    "spec.services[0].placement.hosts[0]",
                    "no host \"mac-studio-9\"",
                    "one of mac-studio-1, mac-studio-2"),
            of(service("inference", "nodePort: 30080"), "spec.services[1].nodePort", "already api's", "its own"),
            of(service("api", "nodePort: 8080"), "spec.services[0].nodePort", "too small", "30000 or more"),
            of(service("api", "port: null"), "spec.services[0].port", "is missing", "add port"),
            of(service("api", "kind: null"), "spec.services[0].kind", "is missing", "add kind"),
            of(service("records", "runtime: Pod"), "spec.services[2].runtime", "keeps no data", "runtime: Host", 3),
            of(service("records", "image: 'localhost/pg:1'"), "spec.services[2].image", "has no image", "runtime: Pod"),
            of(
                    service("records", "autoscaling: {maxReplicas: 2}, resources: {requests: {cpu: '1'}}"),
                    "spec.services[2].autoscaling",
                    "no replicas to add",
                    "remove it"),
            of(
                    service("records", "profiles: {emergency: {endpoint: null}}"),
                    "spec.services[2].profiles.emergency.endpoint",
                    "does not run in the cloud",
                    "managed service's address"),
            of(
                    service("api", "profiles: {emergency: {endpoint: 10.1.1.1}}"),
                    "spec.services[0].profiles.emergency.endpoint",
                    "for runtime Host",
                    "remove it"),
            of(
                    service("api", "profiles: {emergency: {replicas: 3}}"),
                    "spec.services[0].profiles.emergency.takeoverReplicas",
                    "less than replicas, 3",
                    "3 or more"),
            of(
                    service("api", "profiles: {full: {replicasPerHost: 0}}"),
                    "spec.services[0].profiles.full.replicasPerHost",
                    "too small",
                    "1 or more"),
            of(
                    service("api", "probes: {interval: 2s}"),
                    "spec.services[0].probes.timeout",
                    "timeout 2s is not shorter than interval 2s",
                    "raise interval"),
            of(
                    service("api", "probes: {interval: 0s, timeout: 1s}"),
                    "spec.services[0].probes.interval",
                    "no time at all",
                    "longer than 0s",
                    2),
            of(
                    service("api", "probes: {path: readyz}"),
                    "spec.services[0].probes.path",
                    "is not a path",
                    "from the first /"),
            of(
                    service("api", "probes: {grpcService: x}"),
                    "spec.services[0].probes.grpcService",
                    "is for type GRPC",
                    "set probes.type: GRPC"),
            of(
                    service("api", "resources: {requests: {cpu: '1 core'}}"),
                    "spec.services[0].resources.requests.cpu",
                    "no Kubernetes quantity",
                    "500m"),
            of(
                    service("api", "resources: {requests: {memory: 769Mi}}"),
                    "spec.services[0].resources.requests.memory",
                    "more than the limit, 768Mi",
                    "raise the limit"),
            of(
                    service("api", "autoscaling: {minReplicas: 3, maxReplicas: 2}"),
                    "spec.services[0].autoscaling.minReplicas",
                    "more than maxReplicas, 2",
                    "lower minReplicas"),
            of(
                    service(
                            "records",
                            "runtime: Pod, kind: Cache, image: 'localhost/c:1', autoscaling: {maxReplicas: 2}, profiles: {emergency: null}"),
                    "spec.services[2].resources.requests.cpu",
                    "counts in percent of it",
                    "add resources.requests.cpu"),
            of(
                    service("api", "envFromSecret: ['Records Password']"),
                    "spec.services[0].envFromSecret[0]",
                    "is not a Kubernetes object's name",
                    "lower-case"),
            of(service("api", "env: {SITE: here}"), "spec.services[0].env.SITE", "set by the operator", "remove it"),
            of(
                    service("api", "env: {my-name: x}"),
                    "spec.services[0].env.my-name",
                    "no name of an environment variable",
                    "letters, digits and _"),
            // models
            of(
                    "models: [{name: medgemma-4b, sha256: null}]",
                    "spec.models[0].sha256",
                    "cannot be verified",
                    "sha256sum"),
            of(
                    "models: [{name: medgemma-4b, sha256: ABC}]",
                    "spec.models[0].sha256",
                    "is not a SHA-256",
                    "64 lower-case"),
            of(
                    "models: [{name: medgemma-4b, engine: OpenAIProxy}]",
                    "spec.models[0].sha256",
                    "fetches no file",
                    "remove sha256"),
            of(
                    "models: [{name: medgemma-4b, source: 's3://bucket/x'}]",
                    "spec.models[0].source",
                    "is not a source",
                    "gs://"),
            of(
                    "models: [{name: medgemma-4b, source: 'https://host/a%zz'}]",
                    "spec.models[0].source", "is no URI", "%20"),
            of("models: [{name: medgemma-4b, engine: null}]", "spec.models[0].engine", "is missing", "add engine"),
            // health, failover, drills
            of("health: {interval: 5 seconds}", "spec.health.interval", "\" seconds\" is no unit", "such as 500ms"),
            of("health: {interval: '5'}", "spec.health.interval", "has no unit", "such as 500ms"),
            of("health: {timeout: 5s}", "spec.health.timeout", "not shorter than interval 5s", "lower timeout"),
            of("health: {failureThreshold: 0}", "spec.health.failureThreshold", "too small", "1 or more"),
            of(
                    "health: {failureThreshold: 6}",
                    "spec.drills[1].budget.rto",
                    "30s is over before the failure counts as one, after 32s",
                    "raise rto"),
            of(
                    "failover: {failback: {stabilization: 9999ms}}",
                    "spec.failover.failback.stabilization",
                    "ends before the 2 checks every 5s",
                    "write 10s or more"),
            of(
                    "failover: {damping: {maxRoleChanges: 0}}",
                    "spec.failover.damping.maxRoleChanges",
                    "too small",
                    "1 or more"),
            of(
                    "failover: {damping: {window: 0s}, failback: {stabilization: 10s}}",
                    "spec.failover.damping.window",
                    "no time at all",
                    "longer than 0s"),
            of(
                    "failover: {pause: {reason: cabling}}",
                    "spec.failover.pause.until",
                    "a pause always expires",
                    "add until"),
            of(
                    "failover: {pause: {until: tomorrow, reason: x}}",
                    "spec.failover.pause.until",
                    "no time that exists",
                    "RFC 3339",
                    2),
            of(
                    "failover: {pause: {until: '2026-02-30T00:00:00Z', reason: x}}",
                    "spec.failover.pause.until",
                    "no time that exists",
                    "RFC 3339"),
            of(
                    "drills: [{name: health-check, schedule: daily}]",
                    "spec.drills[0].schedule",
                    "1 fields instead of five",
                    "such as 0 6 * * 0"),
            of(
                    "drills: [{name: health-check, schedule: 0 24 * * *}]",
                    "spec.drills[0].schedule",
                    "hour cannot be \"24\"",
                    "in UTC"),
            of(
                    "drills: [{name: health-check, schedule: 0 6 * * MOO}]",
                    "spec.drills[0].schedule",
                    "day-of-week cannot be",
                    "in UTC"),
            of(
                    "drills: [{name: health-check, schedule: 5-1 6 * * *}]",
                    "spec.drills[0].schedule",
                    "minute cannot be \"5-1\"",
                    "in UTC"),
            of(
                    "drills: [{name: health-check, schedule: '*/0 6 * * *'}]",
                    "spec.drills[0].schedule",
                    "cannot step by 0",
                    "in UTC"),
            of(
                    "drills: [{name: secondary-failover, budget: {rto: 16s}}]",
                    "spec.drills[1].budget.rto",
                    "after 17s",
                    "raise rto"),
            of("failover: {cloud: {takeoverAfter: 284s}}", "spec.drills[2].budget.rto", "5m is over", "raise rto"),
            of(
                    "drills: [{name: health-check, budget: {rpo: never}}]",
                    "spec.drills[0].budget.rpo",
                    "is not a duration",
                    "such as 500ms"),
            of("drills: [{name: health-check, budget: null}]", "spec.drills[0].budget", "is missing", "add budget"),
            of("cloud: null", "spec.drills[2].scenario", "no cloud that takes over", "add spec.cloud", 2));
}
