package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One service of the platform. */
@ValidationRule(
        value = "self.runtime == 'Host' || has(self.image)",
        message = "a service with runtime Pod needs an image: add image (with its digest), or set runtime: Host")
@ValidationRule(
        value = "self.runtime == 'Pod' || !has(self.image) && !has(self.autoscaling)"
                + " && (!has(self.models) || self.models.size() == 0)",
        message = "a service with runtime Host is a native process that the host itself keeps: remove image, models and"
                + " autoscaling, or set runtime: Pod")
@ValidationRule(
        value = "self.runtime == 'Pod' || !has(self.jobs) || self.jobs.size() == 0",
        fieldPath = ".jobs",
        message = "jobs run an image, and a native process has none: put them under the service whose image it is")
@ValidationRule(
        value = "self.kind != 'Database' || self.runtime == 'Host'",
        fieldPath = ".runtime",
        message = "a pod of this platform keeps no data when it moves: run a Database with runtime: Host, and name the"
                + " managed service as endpoint for the cloud")
@ValidationRule(
        value = "self.kind == 'Inference' || !has(self.models) || self.models.size() == 0",
        fieldPath = ".models",
        message = "only kind Inference loads models: remove models, or set kind: Inference")
@ValidationRule(
        value = "self.runtime == 'Pod' || !has(self.profiles.emergency) || has(self.profiles.emergency.endpoint)",
        fieldPath = ".profiles",
        message = "a native process does not run in the cloud: add profiles.emergency.endpoint (the managed service's"
                + " address), or remove profiles.emergency")
@ValidationRule(
        value = "self.runtime == 'Host' || !has(self.profiles.full.endpoint)"
                + " && (!has(self.profiles.emergency) || !has(self.profiles.emergency.endpoint))",
        fieldPath = ".profiles",
        message = "endpoint is for runtime Host; pods run in the cloud themselves: remove endpoint")
public record ServiceSpec(
        @JsonPropertyDescription("The service's name. Its Services are NAME and, per site, NAME-SITE.")
                @Required
                @Pattern(Patterns.NAME)
                @Size(max = Patterns.NAME_LENGTH)
                String name,
        @JsonPropertyDescription("What it is. Inference loads models; Database runs natively (runtime Host).") @Required
                Kind kind,
        @JsonPropertyDescription(
                        "Pod, or Host: a native process kept by the host itself, published as a Service with its"
                                + " own EndpointSlice and probed like any other.")
                @Default("Pod")
                Runtime runtime,
        @JsonPropertyDescription("Image reference with digest; needed for runtime Pod.")
                @Pattern(Patterns.IMAGE)
                @Size(max = 512)
                @Nullable
                String image,
        @JsonPropertyDescription("The container's arguments.") @Size(max = 32)
                List<@Size(max = Patterns.LONG_TEXT) String> args,
        @JsonPropertyDescription("Literal environment. In values, {site} is replaced with the name of the site the pod"
                        + " runs on, so that a service finds its neighbours on its own site. Pods also get SERVICE, SITE,"
                        + " PROFILE, NODE_NAME and POD_NAME.")
                @Size(max = 64)
                Map<String, @Size(max = Patterns.LONG_TEXT) String> env,
        @JsonPropertyDescription(
                        "Names of Secrets in the platform's namespace whose keys become environment variables.")
                @Size(max = 8)
                List<@Pattern(Patterns.OBJECT_NAME) @Size(max = Patterns.OBJECT_NAME_LENGTH) String> envFromSecret,
        @JsonPropertyDescription("Names under spec.models, fetched and verified before the container starts, under"
                        + " /models/NAME.")
                @Size(max = 8)
                List<@Size(max = Patterns.NAME_LENGTH) String> models,
        @JsonPropertyDescription("What runs in the full profile and in the emergency profile.") @Default("{}")
                Profiles profiles,
        @JsonPropertyDescription("The port it listens on.") @Required @Min(1) @Max(65535) Integer port,
        @JsonPropertyDescription("The port the front door reaches it by on every node. Absent: the front door does not"
                        + " route to it.")
                @Min(30000)
                @Max(32767)
                @Nullable
                Integer nodePort,
        @JsonPropertyDescription("Where it runs.") @Default("{}") Placement placement,
        @JsonPropertyDescription("How its health is asked.") @Default("{}") Probes probes,
        @JsonPropertyDescription("What its container asks for and may use.") @Default("{}") Resources resources,
        @JsonPropertyDescription("A HorizontalPodAutoscaler per site. Absent: a fixed number of replicas.") @Nullable
                Autoscaling autoscaling,
        @JsonPropertyDescription("Other modes of its image that run beside it: migrations, shippers, clean-ups.")
                @Size(max = 8)
                List<JobSpec> jobs) {
    public ServiceSpec {
        runtime = runtime == null ? Runtime.Pod : runtime;
        args = Lists.orEmpty(args);
        env = Lists.orEmpty(env);
        envFromSecret = Lists.orEmpty(envFromSecret);
        models = Lists.orEmpty(models);
        profiles = profiles == null ? new Profiles(new FullProfile(1), null) : profiles;
        placement = placement == null ? new Placement(List.of(), 5, Map.of()) : placement;
        probes = probes == null ? new Probes(ProbeType.HTTP, null, null, null, null, null, Map.of()) : probes;
        resources = resources == null ? new Resources(Map.of(), Map.of()) : resources;
        jobs = Lists.orEmpty(jobs);
    }

    /** The environment in a profile: {@code env}, and in the emergency profile what that replaces or adds. */
    public Map<String, String> envIn(CloudSpec.ProfileName profile) {
        EmergencyProfile emergency = profiles.emergency();
        if (profile == CloudSpec.ProfileName.Full || emergency == null) {
            return env;
        }
        Map<String, String> merged = new TreeMap<>(env);
        merged.putAll(emergency.env());
        return merged;
    }

    public enum Kind {
        Inference,
        Api,
        Web,
        Worker,
        Database,
        Cache
    }

    public enum Runtime {
        Pod,
        Host
    }

    /** Full runs on every host that serves (or where {@link Placement} says); emergency runs in the cloud. Absent emergency: not in the cloud. */
    public record Profiles(
            @JsonPropertyDescription("What runs on every host that serves (or where placement says); in the cloud where"
                            + " cloud.profile is Full.")
                    @Default("{}")
                    FullProfile full,
            @JsonPropertyDescription("What runs in the cloud beside on-site hosts. Absent: the service is not part of"
                            + " the emergency profile.")
                    @Nullable
                    EmergencyProfile emergency) {
        public Profiles {
            full = full == null ? new FullProfile(1) : full;
        }
    }

    /** The service in the full profile. */
    public record FullProfile(
            @JsonPropertyDescription("Replicas on each host; the cloud's replicas where cloud.profile is Full.")
                    @Default("1")
                    @Min(1)
                    @Max(100)
                    Integer replicasPerHost,
            @JsonPropertyDescription("For runtime Host where cloud.profile is Full: the managed service's address.")
                    @Pattern(Patterns.ADDRESS)
                    @Size(max = Patterns.ADDRESS_LENGTH)
                    @Nullable
                    String endpoint) {
        public FullProfile {
            replicasPerHost = replicasPerHost == null ? 1 : replicasPerHost;
        }

        public FullProfile(Integer replicasPerHost) {
            this(replicasPerHost, null);
        }
    }

    /** The reduced service in the cloud. */
    @ValidationRule(
            value = "!has(self.takeoverReplicas) || self.takeoverReplicas >= self.replicas",
            fieldPath = ".takeoverReplicas",
            message = "takeoverReplicas must not be less than replicas: a takeover adds replicas, it removes none")
    public record EmergencyProfile(
            @JsonPropertyDescription("Replicas while the cloud stands by.") @Default("1") @Min(1) @Max(100)
                    Integer replicas,
            @JsonPropertyDescription("Replicas once the cloud has taken over; the same as replicas when absent.")
                    @Min(1)
                    @Max(100)
                    @Nullable
                    Integer takeoverReplicas,
            @JsonPropertyDescription("The models of the reduced service; the service's own when empty.") @Size(max = 8)
                    List<@Size(max = Patterns.NAME_LENGTH) String> models,
            @JsonPropertyDescription("For runtime Host: the managed service's address in the cloud (Cloud SQL's private"
                            + " address).")
                    @Pattern(Patterns.ADDRESS)
                    @Size(max = Patterns.ADDRESS_LENGTH)
                    @Nullable
                    String endpoint,
            @JsonPropertyDescription("Environment in the cloud: replaces or adds to env, for a service whose neighbours"
                            + " have other names there.")
                    @Size(max = 64)
                    Map<String, @Size(max = Patterns.LONG_TEXT) String> env) {
        public EmergencyProfile {
            replicas = replicas == null ? 1 : replicas;
            takeoverReplicas = takeoverReplicas == null ? replicas : takeoverReplicas;
            models = Lists.orEmpty(models);
            env = Lists.orEmpty(env);
        }

        public EmergencyProfile(
                Integer replicas, @Nullable Integer takeoverReplicas, List<String> models, @Nullable String endpoint) {
            this(replicas, takeoverReplicas, models, endpoint, Map.of());
        }
    }

    /** Where a service runs. */
    public record Placement(
            @JsonPropertyDescription("Names of hosts it runs on; every host that serves when empty.") @Size(max = 16)
                    List<@Size(max = Patterns.NAME_LENGTH) String> hosts,
            @JsonPropertyDescription("How long a pod stays bound to a node that is gone, in seconds.")
                    @Default("5")
                    @Min(0)
                    @Max(300)
                    Integer tolerationSeconds,
            @JsonPropertyDescription("Further labels that the node must carry.") @Size(max = 16)
                    Map<String, @Size(max = 63) String> nodeSelector) {
        public Placement {
            hosts = Lists.orEmpty(hosts);
            tolerationSeconds = tolerationSeconds == null ? 5 : tolerationSeconds;
            nodeSelector = Lists.orEmpty(nodeSelector);
        }
    }

    /** How health is asked. Absent numbers come from {@link HealthSpec}; {@code path} is for HTTP, {@code grpcService} for GRPC. */
    @ValidationRule(
            value = "!has(self.interval) || !has(self.timeout) || duration(self.timeout) < duration(self.interval)",
            fieldPath = ".timeout",
            message = "timeout must be shorter than interval, or checks pile up: lower timeout or raise interval")
    @ValidationRule(
            value = "self.type == 'GRPC' || !has(self.grpcService)",
            fieldPath = ".grpcService",
            message = "grpcService is for type GRPC: set type: GRPC, or remove grpcService")
    @ValidationRule(
            value = "self.type == 'HTTP' || !has(self.expectHeaders) || self.expectHeaders.size() == 0",
            fieldPath = ".expectHeaders",
            message = "expectHeaders is for type HTTP: set type: HTTP, or remove expectHeaders")
    public record Probes(
            @JsonPropertyDescription(
                            "HTTP: GET path answers 2xx; TCP: the port accepts a connection; GRPC: the standard"
                                    + " health service answers SERVING.")
                    @Default("HTTP")
                    ProbeType type,
            @JsonPropertyDescription("For HTTP: the path asked.")
                    @Default("/readyz")
                    @Pattern(Patterns.PATH)
                    @Size(max = 200)
                    @Nullable
                    String path,
            @JsonPropertyDescription("For GRPC: the service name asked for; the whole server when absent.")
                    @Size(max = 200)
                    @Nullable
                    String grpcService,
            @JsonPropertyDescription("Time between two checks; spec.health.interval when absent.")
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    @Nullable
                    String interval,
            @JsonPropertyDescription("How long one check may take; spec.health.timeout when absent.")
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    @Nullable
                    String timeout,
            @JsonPropertyDescription("Failed checks in a row before it is Unhealthy; spec.health.failureThreshold when"
                            + " absent.")
                    @Min(1)
                    @Max(100)
                    @Nullable
                    Integer failureThreshold,
            @JsonPropertyDescription("For HTTP: headers that the answer must carry with exactly these values, or the"
                            + " check has failed. It tells one service from another that answers on the same address and"
                            + " port for a moment, as after a node's reboot. This project's own services send"
                            + " X-Prontuario-Service: NAME.")
                    @Size(max = 8)
                    @ValidationRule(
                            value = "self.all(k, k.matches('^[A-Za-z0-9-]{1,64}$')"
                                    + " && self[k].matches('^[A-Za-z0-9._:/+-]+$'))",
                            message =
                                    "a header's name is letters, digits and -, its value letters, digits and . _ : / + -")
                    Map<String, @Size(max = 200) String> expectHeaders) {
        public Probes {
            type = type == null ? ProbeType.HTTP : type;
            path = path == null ? "/readyz" : path;
            expectHeaders = Lists.orEmpty(expectHeaders);
        }
    }

    public enum ProbeType {
        HTTP,
        TCP,
        GRPC
    }

    /** Kubernetes quantities by resource name. */
    public record Resources(
            @JsonPropertyDescription("What is reserved: Kubernetes quantities by resource name.")
                    @Size(max = 8)
                    @ValidationRule(
                            value = "self.all(k, isQuantity(self[k]))",
                            message = "values are Kubernetes quantities in quotes, such as \"500m\", \"2\" or \"4Gi\"")
                    Map<String, @Size(max = 32) String> requests,
            @JsonPropertyDescription("What it may use at most: Kubernetes quantities by resource name.")
                    @Size(max = 8)
                    @ValidationRule(
                            value = "self.all(k, isQuantity(self[k]))",
                            message = "values are Kubernetes quantities in quotes, such as \"500m\", \"2\" or \"4Gi\"")
                    Map<String, @Size(max = 32) String> limits) {
        public Resources {
            requests = Lists.orEmpty(requests);
            limits = Lists.orEmpty(limits);
        }
    }

    /** A HorizontalPodAutoscaler per host (or in the cloud): replicas between the bounds, at a target CPU utilisation in percent. */
    @ValidationRule(
            value = "self.minReplicas <= self.maxReplicas",
            fieldPath = ".minReplicas",
            message = "minReplicas must not be more than maxReplicas")
    public record Autoscaling(
            @JsonPropertyDescription("Replicas when idle.") @Default("1") @Min(1) @Max(100) Integer minReplicas,
            @JsonPropertyDescription("Replicas under load at most.") @Required @Min(1) @Max(100) Integer maxReplicas,
            @JsonPropertyDescription("Replicas are added above this CPU utilisation, in percent of the request.")
                    @Default("70")
                    @Min(1)
                    @Max(100)
                    Integer targetCpuUtilization) {
        public Autoscaling {
            minReplicas = minReplicas == null ? 1 : minReplicas;
            targetCpuUtilization = targetCpuUtilization == null ? 70 : targetCpuUtilization;
        }
    }
}
