package io.prontuario.continuity.model;

import java.util.Map;
import java.util.Optional;

/**
 * What one round of checks saw. Sequence numbers rise with every completed check of a target, so that the same check seen twice
 * counts once.
 *
 * @param sites the newest check of each host and of the cloud
 * @param frontDoors the newest report of each box with a front door; a box that does not answer is absent or unreachable
 * @param onsite the on-site operator's heartbeat as a front door relays it; for the cloud's decider
 * @param specHash hash of the spec that this operator runs
 * @param publicSide whether clients outside can reach the site; empty where no probe runs, and then the public name is not moved
 */
public record Observation(
        Map<SiteName, SiteCheck> sites,
        Map<String, FrontDoorReport> frontDoors,
        Optional<Heartbeat> onsite,
        String specHash,
        Optional<PublicSide> publicSide) {
    public Observation {
        sites = Map.copyOf(sites);
        frontDoors = Map.copyOf(frontDoors);
    }

    /** Whether any front door answers. */
    public boolean anyFrontDoorAnswers() {
        for (FrontDoorReport report : frontDoors.values()) {
            if (report.reachable()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a front door that answers would send requests to this site now. */
    public boolean anyFrontDoorUses(SiteName site) {
        for (FrontDoorReport report : frontDoors.values()) {
            if (report.reachable() && report.uses(site)) {
                return true;
            }
        }
        return false;
    }

    /** The site as a probe outside sees it. */
    public enum PublicSide {
        ANSWERS,
        /** For the failure threshold it accepted no connection, while other targets outside answered. */
        SILENT,
        /** The probe could not run, or has not run for long enough. */
        UNKNOWN
    }

    /** The result of one check of a site. */
    public enum CheckResult {
        /** Every required service answered that it is ready. */
        SERVING,
        /** The site is alive; a required service answered that it is not ready. */
        UNREADY,
        /** Nothing accepts connections. */
        DEAD,
        /** The check could not be made. */
        UNKNOWN
    }

    /**
     * @param bootId identifies the host's last start; empty when its agent does not answer
     * @param latched whether the host itself holds an admission for that boot id
     * @param detail one line for people: which service, what was wrong
     */
    public record SiteCheck(
            CheckResult result, long sequence, Optional<String> bootId, boolean latched, String detail) {}

    /**
     * @param reachable whether the box's agent answered
     * @param serving per site: whether this front door would send requests there now
     */
    public record FrontDoorReport(boolean reachable, long sequence, Map<SiteName, Boolean> serving) {
        public FrontDoorReport {
            serving = Map.copyOf(serving);
        }

        /** Whether it would send requests to this site. */
        public boolean uses(SiteName site) {
            return Boolean.TRUE.equals(serving.get(site));
        }
    }

    /** @param sequence rises with every heartbeat that the on-site operator writes */
    public record Heartbeat(long sequence, String specHash, Mode mode, long epoch) {}
}
