package io.prontuario.names.clouddns;

import io.prontuario.names.NameServer;
import java.util.List;
import java.util.Optional;

/**
 * Zone, project and credentials.
 *
 * @param zone the managed zone's name, not its DNS name
 * @param credentials JSON of a service account key or of Workload Identity Federation; empty means the default credentials
 * @param endpoint the root URL of the API with its final slash; empty means the public endpoint
 * @param authoritativeServers servers to query; empty means those of the zone
 * @param field the field of the object that these settings come from, for errors
 */
public record CloudDnsSettings(
        String project,
        String zone,
        Optional<String> credentials,
        Optional<String> endpoint,
        List<NameServer> authoritativeServers,
        String field) {
    public CloudDnsSettings {
        authoritativeServers = List.copyOf(authoritativeServers);
    }

    /** Without the credentials. */
    @Override
    public String toString() {
        return "CloudDnsSettings[" + project + "/" + zone + "]";
    }
}
