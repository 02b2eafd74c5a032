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

/** A service of the platform. */
@ValidationRule(
        value = "self.runtime == 'Host' || has(self.image)",
        message = "a service with runtime Pod needs an image: add image (with its digest), or set runtime: Host")
@ValidationRule(
        value = "self.runtime == 'Pod' || !has(self.image) && !has(self.autoscaling)"
                + " && (!has(self.models) || self.models.size() == 0)",
        message = "a service with runtime Host is a native process: remove image, models and autoscaling, or set"
                + " runtime: Pod")
@ValidationRule(
        value = "self.runtime == 'Pod' || !has(self.jobs) || self.jobs.size() == 0",
        fieldPath = ".jobs",
        message = "a service with runtime Host has no image for jobs: move the jobs to the service that has the image")
@ValidationRule(
        value = "self.kind != 'Database' || self.runtime == 'Host'",
        fieldPath = ".runtime",
        message = "pods have no persistent storage: run a Database with runtime: Host, and set the managed service as"
                + " endpoint for the cloud")
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
        message = "endpoint is for runtime Host only: remove endpoint")
public record ServiceSpec(
        @JsonPropertyDescription("The name of the service. Its Kubernetes Services are named NAME and, for each site,"
                        + " NAME-SITE.")
                @Required
                @Pattern(Patterns.NAME)
                @Size(max = Patterns.NAME_LENGTH)
                String name,
        @JsonPropertyDescription(
                        "The kind of the service. Only Inference loads models. Database requires runtime: Host."
                                + " Web, Worker and Cache have no special behaviour.")
                @Required
                Kind kind,
        @JsonPropertyDescription(
                        "Pod: the operator runs the service. Host: the service is a native process of the host;"
                                + " the operator creates a Service with an EndpointSlice for it and probes it.")
                @Default("Pod")
                Runtime runtime,
        @JsonPropertyDescription("The image, with a digest. Required for runtime: Pod. Example:"
                        + " registry.example/api:1.0@sha256:DIGEST.")
                @Pattern(Patterns.IMAGE)
                @Size(max = 512)
                @Nullable
                String image,
        @JsonPropertyDescription("The arguments of the container.") @Size(max = 32)
                List<@Size(max = Patterns.LONG_TEXT) String> args,
        @JsonPropertyDescription("Environment variables. In values, {site} is replaced with the name of the pod's site,"
                        + " for example in the address of another service on the same site. The operator also"
                        + " sets SERVICE, SITE, PROFILE, NODE_NAME and POD_NAME.")
                @Size(max = 64)
                Map<String, @Size(max = Patterns.LONG_TEXT) String> env,
        @JsonPropertyDescription("The names of Secrets in the platform's namespace. Their keys become environment"
                        + " variables.")
                @Size(max = 8)
                List<@Pattern(Patterns.OBJECT_NAME) @Size(max = Patterns.OBJECT_NAME_LENGTH) String> envFromSecret,
        @JsonPropertyDescription("The names of models in spec.models. They are downloaded and verified before the"
                        + " container starts, and are in /models/NAME.")
                @Size(max = 8)
                List<@Size(max = Patterns.NAME_LENGTH) String> models,
        @JsonPropertyDescription("The replicas and settings in the full profile and in the emergency profile.")
                @Default("{}")
                Profiles profiles,
        @JsonPropertyDescription("The port on which the service listens.") @Required @Min(1) @Max(65535) Integer port,
        @JsonPropertyDescription("The node port at which the front door reaches the service. If absent, the front door"
                        + " cannot route to it.")
                @Min(30000)
                @Max(32767)
                @Nullable
                Integer nodePort,
        @JsonPropertyDescription("The hosts that run the service.") @Default("{}") Placement placement,
        @JsonPropertyDescription("The health checks of the service.") @Default("{}") Probes probes,
        @JsonPropertyDescription("The resource requests and limits of the container.") @Default("{}")
                Resources resources,
        @JsonPropertyDescription("A HorizontalPodAutoscaler for each site. If absent, the number of replicas is fixed.")
                @Nullable
                Autoscaling autoscaling,
        @JsonPropertyDescription("Jobs that run the image of the service with other arguments, for example migrations.")
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

    /** The environment variables in a profile. */
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

    /** The service in the full profile and in the emergency profile. */
    public record Profiles(
            @JsonPropertyDescription(
                            "The service on the hosts of its placement, or in the cloud if cloud.profile is Full.")
                    @Default("{}")
                    FullProfile full,
            @JsonPropertyDescription(
                            "The service in the cloud if there are on-site hosts. If absent, the service is not"
                                    + " part of the emergency profile.")
                    @Nullable
                    EmergencyProfile emergency) {
        public Profiles {
            full = full == null ? new FullProfile(1) : full;
        }
    }

    /** The service in the full profile. */
    public record FullProfile(
            @JsonPropertyDescription("The number of replicas on each host, or in the cloud if cloud.profile is Full.")
                    @Default("1")
                    @Min(1)
                    @Max(100)
                    Integer replicasPerHost,
            @JsonPropertyDescription("The address of the managed service, for runtime: Host if cloud.profile is Full.")
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

    /** The service in the emergency profile. */
    @ValidationRule(
            value = "!has(self.takeoverReplicas) || self.takeoverReplicas >= self.replicas",
            fieldPath = ".takeoverReplicas",
            message = "takeoverReplicas must not be less than replicas: raise takeoverReplicas or lower replicas")
    public record EmergencyProfile(
            @JsonPropertyDescription("The number of replicas while the cloud is on standby.")
                    @Default("1")
                    @Min(1)
                    @Max(100)
                    Integer replicas,
            @JsonPropertyDescription("The number of replicas after the cloud has taken over. If absent, the same as"
                            + " replicas.")
                    @Min(1)
                    @Max(100)
                    @Nullable
                    Integer takeoverReplicas,
            @JsonPropertyDescription(
                            "The names of the models in the emergency profile. If empty, those of the service.")
                    @Size(max = 8)
                    List<@Size(max = Patterns.NAME_LENGTH) String> models,
            @JsonPropertyDescription("The address of the managed service in the cloud, for runtime: Host. Example: the"
                            + " private address of Cloud SQL.")
                    @Pattern(Patterns.ADDRESS)
                    @Size(max = Patterns.ADDRESS_LENGTH)
                    @Nullable
                    String endpoint,
            @JsonPropertyDescription("Environment variables in the cloud that are added to env or replace its values.")
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

    /** The hosts of a service. */
    public record Placement(
            @JsonPropertyDescription(
                            "The names of the hosts. If empty, every host except those with role ControlPlane.")
                    @Size(max = 16)
                    List<@Size(max = Patterns.NAME_LENGTH) String> hosts,
            @JsonPropertyDescription("The time in seconds after which a pod is evicted from an unreachable node.")
                    @Default("5")
                    @Min(0)
                    @Max(300)
                    Integer tolerationSeconds,
            @JsonPropertyDescription("Additional labels that the node must have. Not applied in the cloud yet.")
                    @Size(max = 16)
                    Map<String, @Size(max = 63) String> nodeSelector) {
        public Placement {
            hosts = Lists.orEmpty(hosts);
            tolerationSeconds = tolerationSeconds == null ? 5 : tolerationSeconds;
            nodeSelector = Lists.orEmpty(nodeSelector);
        }
    }

    /** The health checks of a service. Absent values are those of {@link HealthSpec}. */
    @ValidationRule(
            value = "!has(self.interval) || !has(self.timeout) || duration(self.timeout) < duration(self.interval)",
            fieldPath = ".timeout",
            message =
                    "timeout must be shorter than interval, otherwise checks overlap: lower timeout or raise interval")
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
                            "HTTP: GET path returns status 2xx. TCP: the port accepts a connection. GRPC: the gRPC"
                                    + " health service returns SERVING.")
                    @Default("HTTP")
                    ProbeType type,
            @JsonPropertyDescription("The path of the check, for type HTTP.")
                    @Default("/readyz")
                    @Pattern(Patterns.PATH)
                    @Size(max = 200)
                    @Nullable
                    String path,
            @JsonPropertyDescription("The service name of the check, for type GRPC. If absent, the whole server.")
                    @Size(max = 200)
                    @Nullable
                    String grpcService,
            @JsonPropertyDescription("The interval between two checks. If absent, spec.health.interval.")
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    @Nullable
                    String interval,
            @JsonPropertyDescription("The time limit of one check. If absent, spec.health.timeout.")
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    @Nullable
                    String timeout,
            @JsonPropertyDescription("The number of consecutive failed checks after which the service is Unhealthy. If"
                            + " absent, spec.health.failureThreshold.")
                    @Min(1)
                    @Max(100)
                    @Nullable
                    Integer failureThreshold,
            @JsonPropertyDescription(
                            "Headers that the response must have with exactly these values, for type HTTP. They"
                                    + " distinguish the service from another one that answers on the same address and port,"
                                    + " for example after a reboot of a node. The project's services send"
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
            @JsonPropertyDescription(
                            "The resource requests, as Kubernetes quantities. Example: {cpu: 500m, memory: 1Gi}.")
                    @Size(max = 8)
                    @ValidationRule(
                            value = "self.all(k, isQuantity(self[k]))",
                            message = "values are Kubernetes quantities in quotes, such as \"500m\", \"2\" or \"4Gi\"")
                    Map<String, @Size(max = 32) String> requests,
            @JsonPropertyDescription(
                            "The resource limits, as Kubernetes quantities. Example: {cpu: \"2\", memory: 4Gi}.")
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

    /** A HorizontalPodAutoscaler for each site. */
    @ValidationRule(
            value = "self.minReplicas <= self.maxReplicas",
            fieldPath = ".minReplicas",
            message = "minReplicas must not be more than maxReplicas: lower minReplicas or raise maxReplicas")
    public record Autoscaling(
            @JsonPropertyDescription("The minimum number of replicas.") @Default("1") @Min(1) @Max(100)
                    Integer minReplicas,
            @JsonPropertyDescription("The maximum number of replicas.") @Required @Min(1) @Max(100) Integer maxReplicas,
            @JsonPropertyDescription("The target CPU utilization, in percent of the request.")
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
