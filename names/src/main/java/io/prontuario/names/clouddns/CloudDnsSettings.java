package io.prontuario.names.clouddns;

import io.prontuario.names.NameServer;
import java.util.List;
import java.util.Optional;

/**
 * Which zone of which project, and as whom.
 *
 * @param zone the managed zone's name, not its DNS name
 * @param credentials JSON of a service account or of workload identity federation; empty: what the machine offers
 * @param endpoint root URL where it is not the public one, with its last slash
 * @param authorities servers to read back from; empty: the zone's own
 * @param field of the object these settings come from, for errors
 */
public record CloudDnsSettings(
        String project,
        String zone,
        Optional<String> credentials,
        Optional<String> endpoint,
        List<NameServer> authorities,
        String field) {
    public CloudDnsSettings {
        authorities = List.copyOf(authorities);
    }

    /** Credentials are never printed. */
    @Override
    public String toString() {
        return "CloudDnsSettings[" + project + "/" + zone + "]";
    }
}
