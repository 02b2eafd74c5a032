package io.prontuario.operator.observe;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.time.Duration;
import java.util.Map;

/**
 * One question to ask: is this service ready on this site?
 *
 * @param path for HTTP, {@code grpcService} for GRPC; each empty otherwise
 * @param expectHeaders for HTTP: what the answer's headers must say; empty otherwise
 * @param timeout for the whole question, connecting included
 * @param tolerated failures in a row that do not count yet, beyond the platform's own threshold: what a service asks for
 *     with a higher {@code probes.failureThreshold}
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
