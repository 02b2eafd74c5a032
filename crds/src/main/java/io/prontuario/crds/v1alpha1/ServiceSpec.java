package io.prontuario.crds.v1alpha1;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One service of the platform.
 *
 * <p>In {@code env} values, {@code {site}} is replaced with the name of the site the pod runs on, so that a service finds
 * its neighbours on its own site: the operator publishes {@code NAME-SITE} Services for every service and site. Pods also
 * get {@code SITE}, {@code PROFILE} (full or emergency), {@code NODE_NAME} and {@code POD_NAME}.
 *
 * @param name the service's name
 * @param kind what it is; decides defaults
 * @param runtime Pod, or Host: a native process kept by the host itself, published as a Service with its own EndpointSlice
 * @param image image reference with digest; required for runtime Pod
 * @param args the container's arguments
 * @param env literal environment, see above
 * @param envFromSecret names of Secrets whose keys become environment variables
 * @param models names of {@link ModelSpec}s, fetched and verified before the container starts, under {@code /models/NAME}
 * @param profiles what runs in the full profile (per host) and in the emergency profile (cloud)
 * @param port the port it listens on
 * @param nodePort the port the front door reaches it by on every node; none when the front door does not route to it
 */
public record ServiceSpec(
        String name,
        Kind kind,
        Runtime runtime,
        @Nullable String image,
        List<String> args,
        Map<String, String> env,
        List<String> envFromSecret,
        List<String> models,
        Profiles profiles,
        Integer port,
        @Nullable Integer nodePort,
        Placement placement,
        Probes probes,
        Resources resources,
        @Nullable Autoscaling autoscaling) {
    public ServiceSpec {
        runtime = runtime == null ? Runtime.Pod : runtime;
        args = Lists.orEmpty(args);
        env = Lists.orEmpty(env);
        envFromSecret = Lists.orEmpty(envFromSecret);
        models = Lists.orEmpty(models);
        profiles = profiles == null ? new Profiles(new FullProfile(1), null) : profiles;
        placement = placement == null ? new Placement(List.of(), 5, Map.of()) : placement;
        probes = probes == null ? new Probes(ProbeType.HTTP, null, null, null, null, null) : probes;
        resources = resources == null ? new Resources(Map.of(), Map.of()) : resources;
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
    public record Profiles(FullProfile full, @Nullable EmergencyProfile emergency) {
        public Profiles {
            full = full == null ? new FullProfile(1) : full;
        }
    }

    public record FullProfile(Integer replicasPerHost) {
        public FullProfile {
            replicasPerHost = replicasPerHost == null ? 1 : replicasPerHost;
        }
    }

    /**
     * @param replicas replicas while the cloud stands by
     * @param takeoverReplicas replicas once the cloud has taken over; the same as {@code replicas} when absent
     * @param models the models of the reduced service; the service's own when empty
     * @param endpoint for runtime Host: the managed service's address in the cloud (Cloud SQL's private address)
     */
    public record EmergencyProfile(
            Integer replicas, @Nullable Integer takeoverReplicas, List<String> models, @Nullable String endpoint) {
        public EmergencyProfile {
            replicas = replicas == null ? 1 : replicas;
            takeoverReplicas = takeoverReplicas == null ? replicas : takeoverReplicas;
            models = Lists.orEmpty(models);
        }
    }

    /**
     * @param hosts names of hosts it runs on; every serving host when empty
     * @param tolerationSeconds how long a pod stays bound to a node that is gone, in seconds
     * @param nodeSelector further labels that the node must carry
     */
    public record Placement(List<String> hosts, Integer tolerationSeconds, Map<String, String> nodeSelector) {
        public Placement {
            hosts = Lists.orEmpty(hosts);
            tolerationSeconds = tolerationSeconds == null ? 5 : tolerationSeconds;
            nodeSelector = Lists.orEmpty(nodeSelector);
        }
    }

    /** How health is asked. Absent numbers come from {@link HealthSpec}; {@code path} is for HTTP, {@code grpcService} for GRPC. */
    public record Probes(
            ProbeType type,
            @Nullable String path,
            @Nullable String grpcService,
            @Nullable String interval,
            @Nullable String timeout,
            @Nullable Integer failureThreshold) {
        public Probes {
            type = type == null ? ProbeType.HTTP : type;
            path = path == null ? "/readyz" : path;
        }
    }

    public enum ProbeType {
        HTTP,
        TCP,
        GRPC
    }

    /** Kubernetes quantities by resource name. */
    public record Resources(Map<String, String> requests, Map<String, String> limits) {
        public Resources {
            requests = Lists.orEmpty(requests);
            limits = Lists.orEmpty(limits);
        }
    }

    /** A HorizontalPodAutoscaler per host (or in the cloud): replicas between the bounds, at a target CPU utilisation in percent. */
    public record Autoscaling(Integer minReplicas, Integer maxReplicas, Integer targetCpuUtilization) {
        public Autoscaling {
            minReplicas = minReplicas == null ? 1 : minReplicas;
            targetCpuUtilization = targetCpuUtilization == null ? 70 : targetCpuUtilization;
        }
    }
}
