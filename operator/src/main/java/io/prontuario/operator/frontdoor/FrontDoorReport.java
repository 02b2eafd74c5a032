package io.prontuario.operator.frontdoor;

import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.SiteName;
import java.util.Map;
import java.util.Optional;

/**
 * The report of a box's agent.
 *
 * @param bootId the boot id of the box
 * @param admitted whether the box holds an admission for that boot id
 * @param serving per site, whether this front door would send requests there now
 * @param heartbeat the on-site operator's last heartbeat as stored on the box
 */
public record FrontDoorReport(
        Optional<String> bootId,
        boolean admitted,
        long epoch,
        long term,
        long generation,
        Map<SiteName, Boolean> serving,
        Optional<Observation.Heartbeat> heartbeat) {
    public FrontDoorReport {
        serving = Map.copyOf(serving);
    }
}
