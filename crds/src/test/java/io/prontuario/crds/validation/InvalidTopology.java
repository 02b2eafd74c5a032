package io.prontuario.crds.validation;

import static io.prontuario.crds.validation.InvalidSpec.of;

import java.util.List;

/** Invalid hosts, front door, cloud, names and webhooks. */
final class InvalidTopology {
    private InvalidTopology() {}

    private static String names(String publicView) {
        String site = publicView.contains("siteAddresses") ? "" : "siteAddresses: [203.0.113.10], ";
        return "names: {publicView: {" + site + "cloudAddresses: [198.51.100.20], " + publicView + "}}";
    }

    private static String names(String publicView, String onsiteView) {
        String both = names(publicView);
        return both.substring(0, both.length() - 1) + ", onsiteView: {" + onsiteView + "}}";
    }

    private static final String POSTGRES = "spec.data.postgres";
    private static final String REQUEST = "spec.failover.request";

    private static String record(String postgres) {
        return "data: {postgres: {" + postgres + "}}";
    }

    private static String request(String verb, String host) {
        return "failover: {request: {id: r1, verb: %s, host: %s, until: '2026-01-31T06:00:00Z'}}".formatted(verb, host);
    }

    static final List<InvalidSpec> TABLE = List.of(
            // hosts
            of(
                    "hosts: [{name: mac-studio-2, role: Primary}]",
                    "spec.hosts[1].role",
                    "Primary is already the role of mac-studio-1",
                    "keep one"),
            of("hosts: [{name: mac-studio-1, role: Secondary}]", "spec.hosts[1].role", "already", "keep one", 3),
            of(
                    "hosts: [{name: mac-studio-1, role: Worker}]",
                    "spec.hosts[1].role",
                    "no host is Primary",
                    "give one host role Primary",
                    3),
            of(
                    "hosts: [{name: cloud, role: Worker, address: 10.1.1.1}]",
                    "spec.hosts[2].name",
                    "is a reserved name",
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
                    "not a Kubernetes quantity",
                    "500m"),
            of(
                    "hosts: [{name: mac-studio-1, capacity: {cpu: 749m}}]",
                    "spec.hosts[0].capacity.cpu",
                    "request 0.75, more than the capacity, 749m",
                    "lower their requests"),
            of(
                    "hosts: [{name: mac-studio-1, capacity: {memory: 2Gi}}]",
                    "spec.hosts[0].capacity.memory",
                    "request 2432Mi",
                    "place some of them on another host"),
            of("hosts: null", "spec.hosts", "no site serves the full profile", "add a host", 10),
            // the front door
            of(
                    "edge: {nodes: [{name: edge, address: null}]}",
                    "spec.edge.nodes[0].address",
                    "is missing",
                    "add address"),
            of(
                    "edge: {nodes: [{name: mac-studio-1, address: 10.1.1.1}]}",
                    "spec.edge.nodes[1].name",
                    "is also a host",
                    "remove it"),
            of(
                    "edge: {virtualAddress: 10.20.30.11}",
                    "spec.edge.virtualAddress",
                    "already the address of host mac-studio-1",
                    "correct one"),
            of(
                    "edge: {frontends: [{name: voice, port: 443}]}",
                    "spec.edge.frontends[1].port",
                    "already used by frontend https",
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
                    "spec.edge.frontends[0].routes[9].service",
                    "no service \"billing\"",
                    "one of api, inference"),
            of(
                    "edge: {frontends: [{name: https, routes: [{path: /x, service: warehouse, trafficClass: Read}]}]}, "
                            + InvalidWorkload.database("", ""),
                    "spec.edge.frontends[0].routes[9].service",
                    "has no nodePort",
                    "add nodePort"),
            of(
                    "edge: {frontends: [{name: https, routes: [{path: x, service: api, trafficClass: Read}]}]}",
                    "spec.edge.frontends[0].routes[9].path",
                    "is not a path",
                    "from the first /"),
            of(
                    "edge: {frontends: [{name: https, routes: [{path: /x, service: api}]}]}",
                    "spec.edge.frontends[0].routes[9].trafficClass",
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
                    "lower fastInterval"),
            of("edge: {checks: {fall: 0}}", "spec.edge.checks.fall", "too small", "1 or more"),
            // the cloud
            of("cloud: {region: southamerica-west1}", "spec.cloud.region", "not in Brazil", "southamerica-east1"),
            of("cloud: {profile: Full}", "spec.cloud.profile", "emergency profile", "set cloud.profile: Emergency"),
            of(
                    "cloud: {maxUsers: 49, seats: {clinician: 25, nurse: 25}}",
                    "spec.cloud.seats",
                    "the sum of seats, 50, is more than maxUsers, 49",
                    "lower the seats"),
            of("cloud: {seats: {clinician: -1}}", "spec.cloud.seats.clinician", "too small", "0 or more"),
            of("cloud: {maxUsers: 0}", "spec.cloud.maxUsers", "too small", "1 or more"),
            of("cloud: {address: null}", "spec.cloud.address", "is missing", "add address"),
            of("cloud: {dnsName: null}", "spec.cloud.zone", "requires dnsName", "add dnsName"),
            of(
                    "cloud: {kubeconfigSecretRef: 'a b'}",
                    "spec.cloud.kubeconfigSecretRef",
                    "is not a Kubernetes object's name",
                    "lower-case"),
            // the record
            of(
                    record("hosts: [mac-studio-1, mac-studio-9]"),
                    POSTGRES + ".hosts[1]",
                    "no host \"mac-studio-9\"",
                    "add the host"),
            of(record("hosts: [mac-studio-1, mac-studio-1]"), POSTGRES + ".hosts[1]", "used twice", "remove one"),
            of(
                    record("hosts: [mac-studio-1, spare]")
                            + ", hosts: [{name: spare, role: Worker, address: 10.1.1.1}]",
                    POSTGRES + ".hosts[1]",
                    "host spare has role Worker",
                    "mac-studio-1, mac-studio-2"),
            of(record("hosts: []"), POSTGRES + ".hosts", "no host keeps the record", "name the hosts"),
            of(record("witness: mac-studio-1"), POSTGRES + ".witness", "no edge node \"mac-studio-1\"", "one of edge"),
            of(
                    record("writerPort: 443"),
                    POSTGRES + ".writerPort",
                    "already used by frontend https",
                    "its own port",
                    2),
            of(record("port: 5432"), POSTGRES + ".port", "already used by writerPort", "its own port"),
            of(record("port: 9443"), POSTGRES + ".port", "already used by the host agent", "its own port"),
            of(record("port: 9180"), POSTGRES + ".port", "already used by the admission check", "its own port"),
            of(record("port: 30081"), POSTGRES + ".port", "already used by service inference", "its own port"),
            of(record("port: 80"), POSTGRES + ".port", "80 is too small", "1024 or more"),
            of(record("database: Records"), POSTGRES + ".database", "is not a PostgreSQL name", "lower-case letters"),
            of(record("database: sameuser"), POSTGRES + ".database", "another meaning", "another name"),
            of(record("owner: postgres"), POSTGRES + ".owner", "another meaning", "another name"),
            of(record("owner: pg_write_all_data"), POSTGRES + ".owner", "another meaning", "another name"),
            of(
                    record("credentialsSecretRef: 'a b'"),
                    POSTGRES + ".credentialsSecretRef",
                    "object's name",
                    "lower-case"),
            of(record("cloudEndpoint: db.example"), POSTGRES + ".cloudEndpoint", "not an IPv4 address", "four numbers"),
            of(
                    record("detection: {interval: 500ms}"),
                    POSTGRES + ".detection.timeout",
                    "not shorter than interval 500ms",
                    "lower timeout"),
            of(
                    record("detection: {failureThreshold: 0}"),
                    POSTGRES + ".detection.failureThreshold",
                    "too small",
                    "1 or more"),
            of(record("maxReplicaLag: 0s"), POSTGRES + ".maxReplicaLag", "not longer than zero", "longer than 0s"),
            of(record("location: CloudSql"), POSTGRES + ".location", "no host keeps the record", "remove hosts"),
            of(
                    record("location: CloudSql, hosts: null, witness: null, cloudEndpoint: null"),
                    POSTGRES + ".cloudEndpoint",
                    "location is CloudSql",
                    "add the address"),
            of(
                    InvalidWorkload.database("", "").replace("warehouse", "records-writer"),
                    "spec.services[2].name",
                    "is the record's",
                    "rename"),
            of(
                    request("Switchover", "mac-studio-9"),
                    REQUEST + ".host",
                    "cannot take part in a Switchover",
                    "mac-studio-2"),
            of(request("Drain", "edge"), REQUEST + ".host", "cannot take part in a Drain", "mac-studio-1"),
            of(
                    request("Drain", "mac-studio-1").replace("2026-01-31T", "2026-01-32T"),
                    REQUEST + ".until",
                    "not a valid time",
                    "RFC 3339"),
            of(
                    request("Drain", "mac-studio-1").replace("r1", "R 1"),
                    REQUEST + ".id",
                    "not a request's id",
                    "at most 63"),
            // names and announcements
            of(
                    "cloud: {dnsName: null, zone: null}, names: {}",
                    "spec.names",
                    "requires cloud.dnsName",
                    "add cloud.dnsName"),
            of(
                    names("rfc2136: {server: a, zone: hospital.example, keyName: k, keySecretRef: k}, cloudDns: {}"),
                    "spec.names.publicView",
                    "requires exactly one of cloudDns and rfc2136",
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
            of(names("cloudDns: {}, ttl: 301s"), "spec.names.publicView.ttl", "301s is too long", "5m or less"),
            of(names("cloudDns: {}, ttl: 1500ms"), "spec.names.publicView.ttl", "not a whole number", "1s or more"),
            of(
                    names("cloudDns: {}, siteAddresses: [198.51.100.20]"),
                    "spec.names.publicView.siteAddresses[0]",
                    "is also one of cloudAddresses",
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
                    "could change the on-site view",
                    "a separate key"),
            of(
                    "edge: {virtualAddress: null}, "
                            + names(
                                    "cloudDns: {}",
                                    "rfc2136: {server: ns, zone: hospital.example, keyName: k, keySecretRef: k}"),
                    "spec.names.onsiteView",
                    "requires edge.virtualAddress",
                    "add edge.virtualAddress"),
            of(
                    "announcements: {webhooks: [{name: pager, url: pager.example, keySecretRef: k}]}",
                    "spec.announcements.webhooks[0].url",
                    "is not a URL",
                    "starts with https://"),
            of(
                    "announcements: {webhooks: [{name: pager, url: 'https://p', keySecretRef: k, giveUpAfter: 5s}]}",
                    "spec.announcements.webhooks[0].giveUpAfter",
                    "is not longer than timeout",
                    "several times"),
            of(
                    "announcements: {webhooks: [{name: pager, url: 'https://p', keySecretRef: k}, {name: pager, url: 'https://q', keySecretRef: k}]}",
                    "spec.announcements.webhooks[1].name",
                    "is used twice",
                    "its own name"));
}
