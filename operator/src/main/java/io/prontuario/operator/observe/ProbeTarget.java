package io.prontuario.operator.observe;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.time.Duration;
import java.util.Map;

/**
 * One service on one site, and how to ask whether it is ready.
 *
 * @param path for HTTP, {@code grpcService} for GRPC; each empty otherwise
 * @param expectHeaders for HTTP: headers that the answer must have; empty otherwise
 * @param timeout for the whole probe, connecting included
 * @param tolerated consecutive failures that do not count, beyond the platform's own threshold: set by a service's higher
 *     {@code probes.failureThreshold}
 */
public record ProbeTarget(
        SiteName site,
        String service,
        ServiceSpec.ProbeType type,
        String address,
        int port,
        String path,
        Map<String, String> expectHeaders,
        String grpcService,
        Duration interval,
        Duration timeout,
        int tolerated) {}
