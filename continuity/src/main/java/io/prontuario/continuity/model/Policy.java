package io.prontuario.continuity.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The part of the spec that failover decisions depend on.
 *
 * @param operatorRole which operator decides by it
 * @param hosts on-site sites in order of preference: primary first
 * @param cloud whether there is a cloud site
 */
public record Policy(
        OperatorRole operatorRole,
        List<SiteName> hosts,
        boolean cloud,
        Thresholds thresholds,
        Windows windows,
        Automation automation,
        RateLimit rateLimit,
        Requests requests) {
    public Policy {
        hosts = List.copyOf(hosts);
    }

    /**
     * When a run of checks changes a site's health.
     *
     * @param interval time between two checks of a target
     * @param failures consecutive failed checks before Unhealthy; at least 1
     * @param successes consecutive passed checks before Healthy; at least 1
     */
    public record Thresholds(Duration interval, int failures, int successes) {}

    /**
     * How long a condition must last before it is acted on.
     *
     * @param takeoverAfter how long no host may serve, beyond the thresholds, before the cloud takes over
     * @param unreadyAfter how long every host may be alive but unready before the cloud takes over
     * @param stabilization how long a returned host must stay healthy before it is admitted
     */
    public record Windows(Duration takeoverAfter, Duration unreadyAfter, Duration stabilization) {}

    /**
     * What the operator may do by itself.
     *
     * @param failover false: a role change is reported and left to a person
     * @param failback false: a person admits a returned host
     */
    public record Automation(boolean failover, boolean failback) {}

    /** @param changes automatic role changes that are allowed in {@code window} */
    public record RateLimit(int changes, Duration window) {}

    /** What people ask for on the object. */
    public record Requests(Optional<Pause> pause, Optional<DrainRequest> drain) {
        public static final Requests NONE = new Requests(Optional.empty(), Optional.empty());

        public Requests withDrain(DrainRequest asked) {
            return new Requests(pause, Optional.of(asked));
        }
    }

    /** No automatic transition before {@code until}. */
    public record Pause(Instant until, String reason) {}

    /** Whether this is the policy of a cloud that stands by for hosts on site. */
    public boolean cloudStandsBy() {
        return operatorRole == OperatorRole.CLOUD && !hosts.isEmpty();
    }

    /** The same spec, as the operator in this role decides by it. */
    public Policy withOperatorRole(OperatorRole role) {
        return new Policy(role, hosts, cloud, thresholds, windows, automation, rateLimit, requests);
    }

    public Policy withRequests(Requests changed) {
        return new Policy(operatorRole, hosts, cloud, thresholds, windows, automation, rateLimit, changed);
    }
}
