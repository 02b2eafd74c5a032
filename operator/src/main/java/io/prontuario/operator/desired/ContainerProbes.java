package io.prontuario.operator.desired;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The kubelet's probes. Readiness is the probe of the front door and the operator. Liveness checks less: a service with a failed
 * dependency must get no requests, but not be restarted.
 */
record ContainerProbes(Probe startup, Probe liveness, Probe readiness) {
    /** How long a service may take to load its models. */
    private static final int STARTUP_ATTEMPTS = 600;

    static ContainerProbes of(PlatformSpec spec, ServiceSpec service) {
        Probe asked = question(service, service.probes().path());
        Probe alive = ours(service) ? question(service, "/livez") : socket(service);
        int interval = seconds(service.probes().interval(), spec.health().interval());
        int timeout = seconds(service.probes().timeout(), spec.health().timeout());
        Integer own = service.probes().failureThreshold();
        int failures = own == null ? spec.health().failureThreshold() : own;
        return new ContainerProbes(
                timed(asked, 1, 2, STARTUP_ATTEMPTS),
                timed(alive, 10, 5, 6),
                timed(asked, Math.min(interval, 2), timeout, failures));
    }

    // Only this project's services serve /livez.
    private static boolean ours(ServiceSpec service) {
        return service.probes().type() == ServiceSpec.ProbeType.HTTP
                && (service.kind() == ServiceSpec.Kind.Api || service.kind() == ServiceSpec.Kind.Inference);
    }

    private static Probe question(ServiceSpec service, @Nullable String path) {
        return switch (service.probes().type()) {
            case HTTP -> new ProbeBuilder()
                    .withNewHttpGet()
                    .withPath(path)
                    .withPort(new IntOrString(service.port()))
                    .endHttpGet()
                    .build();
            case GRPC -> new ProbeBuilder()
                    .withNewGrpc(service.port(), service.probes().grpcService())
                    .build();
            case TCP -> socket(service);
        };
    }

    private static Probe socket(ServiceSpec service) {
        return new ProbeBuilder()
                .withNewTcpSocket()
                .withPort(new IntOrString(service.port()))
                .endTcpSocket()
                .build();
    }

    private static Probe timed(Probe probe, int period, int timeout, int failures) {
        return new ProbeBuilder(probe)
                .withPeriodSeconds(period)
                .withTimeoutSeconds(timeout)
                .withFailureThreshold(failures)
                .build();
    }

    /** The kubelet takes whole seconds, at least one. */
    private static int seconds(@Nullable String own, String fallback) {
        Duration duration = Durations.parse(own == null ? fallback : own);
        return (int) Math.max(1, (duration.toMillis() + 999) / 1000);
    }
}
