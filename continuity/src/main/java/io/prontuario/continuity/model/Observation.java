package io.prontuario.continuity.model;

import java.util.Map;
import java.util.Optional;

/**
 * What one round of looking saw. {@code sequence} numbers rise with every completed check of a target, so that the same
 * check seen twice counts once.
 *
 * @param sites per site (hosts and cloud): the newest check
 * @param frontDoors per front-door box: what its agent reports; a box that does not answer is absent or unreachable
 * @param onsite the on-site operator's heartbeat as relayed by the front door; for the cloud's decider
 * @param specHash hash of the spec this side runs
 * @param publicSide whether clients outside can reach the site; empty where nobody looks, and then no name is pointed anywhere
 * @param data what was seen of the databases
 */
public record Observation(
        Map<SiteName, SiteCheck> sites,
        Map<String, FrontDoorReport> frontDoors,
        Optional<Heartbeat> onsite,
        String specHash,
        Optional<PublicSide> publicSide,
        DatabaseObservation data) {
    public Observation {
        sites = Map.copyOf(sites);
        frontDoors = Map.copyOf(frontDoors);
    }

    /** Of a round that did not look at any database. */
    public Observation(
            Map<SiteName, SiteCheck> sites,
            Map<String, FrontDoorReport> frontDoors,
            Optional<Heartbeat> onsite,
            String specHash,
            Optional<PublicSide> publicSide) {
        this(sites, frontDoors, onsite, specHash, publicSide, DatabaseObservation.nothing());
    }

    /** Where nobody looks at the site from outside, nor at any database. */
    public Observation(
            Map<SiteName, SiteCheck> sites,
            Map<String, FrontDoorReport> frontDoors,
            Optional<Heartbeat> onsite,
            String specHash) {
        this(sites, frontDoors, onsite, specHash, Optional.empty());
    }

    /**
     * The site as clients outside meet it. SILENT: past the failure threshold it accepted no connection, while other things out
     * there answered; UNKNOWN: could not look, or not for long enough.
     */
    public enum PublicSide {
        ANSWERS,
        SILENT,
        UNKNOWN
    }

    /** SERVING: every required service answered ready. UNREADY: alive, a service answered not ready. DEAD: nothing accepts connections. UNKNOWN: could not look. */
    public enum CheckResult {
        SERVING,
        UNREADY,
        DEAD,
        UNKNOWN
    }

    /**
     * @param bootId the host's identity since its last start, when its agent answers
     * @param latched whether the host itself holds an admission for that boot id
     * @param detail one line for people: which service, what was wrong
     */
    public record SiteCheck(
            CheckResult result, long sequence, Optional<String> bootId, boolean latched, String detail) {}

    /**
     * @param reachable whether the agent answered
     * @param serving per site: whether this front door would send requests there now
     * @param generation generation of the configuration it runs
     */
    public record FrontDoorReport(
            boolean reachable, long sequence, Map<SiteName, Boolean> serving, long epoch, long term, long generation) {
        public FrontDoorReport {
            serving = Map.copyOf(serving);
        }
    }

    /** @param sequence rises with every heartbeat written by the on-site operator */
    public record Heartbeat(long sequence, String specHash, Mode mode, long epoch) {}
}
