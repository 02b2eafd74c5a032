package io.prontuario.crds.validation;

import static io.prontuario.crds.validation.InvalidSpec.of;

import java.util.List;

/** Invalid services, models, health checks, failover settings and drills. */
final class InvalidWorkload {
    private InvalidWorkload() {}

    private static String service(String name, String fields) {
        return "services: [{name: " + name + ", " + fields + "}]";
    }

    /** A native service of the kind Database, with this in place of that. */
    static String database(String that, String inPlace) {
        return service(
                "warehouse",
                ("kind: Database, runtime: Host, port: 15432, placement: {hosts: [mac-studio-1, mac-studio-2]},"
                                + " profiles: {emergency: {endpoint: 10.60.16.4}}, probes: {type: TCP}")
                        .replace(that, inPlace));
    }

    private static String database(String more) {
        return database("probes: {type: TCP}", "probes: {type: TCP}, " + more);
    }

    static final List<InvalidSpec> TABLE = List.of(
            // services
            of(
                    database("jobs: [{name: migrate, args: [migrate]}]"),
                    "spec.services[2].jobs",
                    "has no image",
                    "the service that has the image"),
            of(
                    service("inference", "jobs: [{name: a, args: [x]}, {name: a, args: [y]}]"),
                    "spec.services[1].jobs[1].name",
                    "used twice",
                    "its own name"),
            of(
                    service("api", "jobs: [{name: merge, args: [merge-inbox], run: Scheduled}]"),
                    "spec.services[0].jobs[3].schedule",
                    "is missing",
                    "add minute"),
            of(
                    service("api", "jobs: [{name: migrate, args: [migrate], schedule: 0 6 * * *}]"),
                    "spec.services[0].jobs[0].schedule",
                    "is for run: Scheduled",
                    "remove it"),
            of(
                    service("api", "jobs: [{name: merge, args: [merge-inbox], run: Scheduled, schedule: 61 6 * * *}]"),
                    "spec.services[0].jobs[3].schedule",
                    "minute cannot be",
                    "in UTC"),
            of(
                    service("api", "jobs: [{name: ship, run: Once}]"),
                    "spec.services[0].jobs[1].reports",
                    "is for run: Always only",
                    "set run: Always"),
            of(
                    service("api", "jobs: [{name: ship-too, args: [ship], run: Always, reports: Projection}]"),
                    "spec.services[0].jobs[3].reports",
                    "is set twice",
                    "keep one"),
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
            of(
                    service("inference", "nodePort: 30080"),
                    "spec.services[1].nodePort",
                    "already the nodePort of api",
                    "its own"),
            of(service("api", "nodePort: 8080"), "spec.services[0].nodePort", "too small", "30000 or more"),
            of(
                    service("api", "port: null"),
                    "spec.services[0].port",
                    "is missing",
                    "add port",
                    2), // and ship reports at it
            of(service("api", "kind: null"), "spec.services[0].kind", "is missing", "add kind"),
            of(
                    database("runtime: Host", "runtime: Pod"),
                    "spec.services[2].runtime",
                    "no persistent storage",
                    "runtime: Host",
                    3),
            of(database("image: 'localhost/pg:1'"), "spec.services[2].image", "has no image", "runtime: Pod"),
            of(
                    database("autoscaling: {maxReplicas: 2}, resources: {requests: {cpu: '1'}}"),
                    "spec.services[2].autoscaling",
                    "has no replicas",
                    "remove it"),
            of(
                    database("endpoint: 10.60.16.4", "endpoint: null"),
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
                    "not longer than zero",
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
                    service("api", "probes: {type: TCP, expectHeaders: {X-Prontuario-Service: api}}"),
                    "spec.services[0].probes.expectHeaders",
                    "is for type HTTP",
                    "set probes.type: HTTP"),
            of(
                    service("api", "probes: {expectHeaders: {X-Prontuario-Service: 'api\\r\\nserver evil'}}"),
                    "spec.services[0].probes.expectHeaders.X-Prontuario-Service",
                    "is not a valid header value",
                    "write letters, digits"),
            of(
                    service("api", "probes: {expectHeaders: {'X Service': api}}"),
                    "spec.services[0].probes.expectHeaders.X Service",
                    "is not a valid header name",
                    "write letters, digits"),
            of(
                    service("api", "resources: {requests: {cpu: '1 core'}}"),
                    "spec.services[0].resources.requests.cpu",
                    "not a Kubernetes quantity",
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
                            "cache",
                            "kind: Cache, port: 6379, image: 'localhost/c@sha256:" + "0".repeat(64)
                                    + "', autoscaling: {maxReplicas: 2}"),
                    "spec.services[2].resources.requests.cpu",
                    "autoscaling is relative to it",
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
                    "not a valid name of an environment variable",
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
                    "models: [{name: medgemma-4b, task: Embeddings}]",
                    "spec.models[0].task",
                    "is for engine OpenAIProxy only",
                    "remove task"),
            of(
                    "models: [{name: minilm, source: 'http://mac-studio-1:8000/v1', engine: OpenAIProxy, task: Embeddings}],"
                            + " services: [{name: inference, models: [minilm], env: {PROXY_EMBEDDINGS: x}}]",
                    "spec.services[1].env.PROXY_EMBEDDINGS",
                    "is set by the operator",
                    "remove it"),
            of(
                    "models: [{name: medgemma-4b, source: 's3://bucket/x'}]",
                    "spec.models[0].source",
                    "is not a source",
                    "gs://"),
            of(
                    "models: [{name: medgemma-4b, source: 'https://host/a%zz'}]",
                    "spec.models[0].source", "is not a URI", "%20"),
            of("models: [{name: medgemma-4b, engine: null}]", "spec.models[0].engine", "is missing", "add engine"),
            // health, failover, drills
            of("health: {interval: 5 seconds}", "spec.health.interval", "\" seconds\" is not a unit", "such as 500ms"),
            of("health: {interval: '5'}", "spec.health.interval", "has no unit", "such as 500ms"),
            of("health: {timeout: 5s}", "spec.health.timeout", "not shorter than interval 5s", "lower timeout"),
            of("health: {failureThreshold: 0}", "spec.health.failureThreshold", "too small", "1 or more"),
            of(
                    "health: {failureThreshold: 6}",
                    "spec.drills[1].budget.rto",
                    "30s is shorter than the detection of the failure, 32s",
                    "raise rto"),
            of(
                    "failover: {failback: {stabilization: 9999ms}}",
                    "spec.failover.failback.stabilization",
                    "is shorter than the 2 checks at an interval of 5s",
                    "write 10s or more"),
            of(
                    "failover: {damping: {maxRoleChanges: 0}}",
                    "spec.failover.damping.maxRoleChanges",
                    "too small",
                    "1 or more"),
            of(
                    "failover: {damping: {window: 0s}, failback: {stabilization: 10s}}",
                    "spec.failover.damping.window",
                    "not longer than zero",
                    "longer than 0s"),
            of(
                    "failover: {pause: {reason: cabling}}",
                    "spec.failover.pause.until",
                    "a pause must have an end",
                    "add until"),
            of(
                    "failover: {pause: {until: tomorrow, reason: x}}",
                    "spec.failover.pause.until",
                    "not a valid time",
                    "RFC 3339",
                    2),
            of(
                    "failover: {pause: {until: '2026-02-30T00:00:00Z', reason: x}}",
                    "spec.failover.pause.until",
                    "not a valid time",
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
                    "in timeZone"),
            of(
                    "drills: [{name: health-check, schedule: 0 6 * * MOO}]",
                    "spec.drills[0].schedule",
                    "day-of-week cannot be",
                    "in timeZone"),
            of(
                    "drills: [{name: health-check, schedule: 5-1 6 * * *}]",
                    "spec.drills[0].schedule",
                    "minute cannot be \"5-1\"",
                    "in timeZone"),
            of(
                    "drills: [{name: health-check, schedule: '*/0 6 * * *'}]",
                    "spec.drills[0].schedule",
                    "cannot step by 0",
                    "in timeZone"),
            of(
                    "drills: [{name: secondary-failover, budget: {rto: 16s}}]",
                    "spec.drills[1].budget.rto",
                    "the detection of the failure, 17s",
                    "raise rto"),
            of("failover: {cloud: {takeoverAfter: 284s}}", "spec.drills[2].budget.rto", "5m is shorter", "raise rto"),
            of(
                    "drills: [{name: health-check, budget: {rpo: never}}]",
                    "spec.drills[0].budget.rpo",
                    "is not a duration",
                    "such as 500ms"),
            of(
                    "drills: [{name: health-check, timeZone: Brasilia}]",
                    "spec.drills[0].timeZone",
                    "is not a time zone",
                    "IANA"),
            of(
                    "drills: [{name: health-check, schedule: 0 0 30 2 *}]",
                    "spec.drills[0].schedule",
                    "it has no time",
                    "such as 0 6 * * 0"),
            of(
                    "drills: [{name: health-check, schedule: '*/4 * * * *'}]",
                    "spec.drills[0].schedule",
                    "starts again at 2024-01-01T00:08:00Z, before the drill of 2024-01-01T00:04:00Z ends after 5m",
                    "a less frequent schedule or a shorter duration"),
            of(
                    "drills: [{name: secondary-failover, suspend: false, schedule: 0 3 * * 0}]",
                    "spec.drills[1].schedule",
                    "overlaps spec.drills[0] (health-check): health-check at 2024-01-07T06:00:00Z for 5m",
                    "move one of them, shorten it, or suspend it"),
            of(
                    "drills: [{name: health-check, driver: Host}]",
                    "spec.drills[0].driver",
                    "driver Host is for scenarios PrimaryDown and BothDown",
                    "correct driver or scenario"),
            of(
                    "drills: [{name: health-check, duration: 239s}]",
                    "spec.drills[0].duration",
                    "startingDeadlineSeconds + budget.rto + hold are 4m",
                    "write 4m or more"),
            of(
                    "drills: [{name: health-check, startingDeadlineSeconds: 0}]",
                    "spec.drills[0].startingDeadlineSeconds",
                    "too small",
                    "1 or more"),
            of("drills: [{name: health-check, budget: null}]", "spec.drills[0].budget", "is missing", "add budget"),
            of(
                    "cloud: null",
                    "spec.drills[2].scenario",
                    "requires on-site hosts that serve, and spec.cloud",
                    "and spec.cloud",
                    2));
}
