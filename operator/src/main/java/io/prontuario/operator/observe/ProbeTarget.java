package io.prontuario.operator.observe;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.time.Duration;
import java.util.Map;

/**
 * One service on one site, and how to ask whether it is ready.
 *
 * @param request what to ask
 * @param timing when to ask, and how long to wait
 */
public record ProbeTarget(SiteName site, String service, String address, int port, Request request, Timing timing) {
    /**
     * @param path for HTTP; empty otherwise
     * @param expectHeaders for HTTP: headers that the answer must have; empty otherwise
     * @param grpcService for GRPC; empty otherwise
     */
    public record Request(
            ServiceSpec.ProbeType type, String path, Map<String, String> expectHeaders, String grpcService) {
        /** @throws IllegalArgumentException when the path would end the request's first line */
        public Request {
            if (!path.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                throw new IllegalArgumentException("a probe's path holds a space or a control character: " + path);
            }
        }
    }

    /**
     * @param timeout for the whole probe, connecting included
     * @param tolerated consecutive failures that do not count, beyond the platform's own threshold: set by a service's higher
     *     {@code probes.failureThreshold}
     */
    public record Timing(Duration interval, Duration timeout, int tolerated) {}

    Duration timeout() {
        return timing.timeout();
    }
}
