package io.prontuario.simulator;

import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.WritePolicy;
import io.prontuario.continuity.model.WritePolicy.Request;
import java.time.Duration;
import java.util.Optional;

/**
 * What is simulated: the object's numbers and the surroundings they meet. Times in milliseconds.
 *
 * @param policy the on-site policy; the cloud's is the same from the other operatorRole
 * @param probeTimeout how long one role check may take
 * @param routes the front door's own checks
 * @param lease how long a dead leader's lease lasts before another replica leads
 * @param stretched etcd on hosts and edge, needing two of three; false: control plane on the edge alone
 * @param boot from power to services that answer
 * @param loss of packets, on every link
 * @param delay of packets between site and cloud
 * @param clientEvery time between two client requests
 * @param pausedFrom when the policy's pause, if it has one, and the planned change are put on the object
 * @param planned a change of the write right that a person asks for
 */
public record Settings(
        Policy policy,
        long probeTimeout,
        RouteChecks routes,
        long lease,
        boolean stretched,
        long boot,
        Loss loss,
        Delay delay,
        long clientEvery,
        long pausedFrom,
        Optional<Request> planned) {

    public Settings {
        if (policy.hosts().isEmpty() || policy.hosts().size() > 4) {
            throw new IllegalArgumentException("hosts: the simulator models one to four hosts on site, not "
                    + policy.hosts().size());
        }
        if (probeTimeout >= policy.probeInterval().toMillis()) {
            throw new IllegalArgumentException("health.timeout: " + probeTimeout
                    + " ms is not shorter than health.interval; lower it, or checks overlap");
        }
    }

    /** HAProxy's inter, fastinter, timeout check, fall, rise and timeout connect. */
    public record RouteChecks(long interval, long fastInterval, long timeout, int fall, int rise, long connectTimeout) {
        public static RouteChecks defaults() {
            return new RouteChecks(1000, 200, 500, 3, 2, 250);
        }

        /** From a silent death to the mark-down, at most. */
        public long fallBound() {
            return interval + fall * timeout + (fall - 1) * fastInterval;
        }
    }

    /** The operator's {@code --lease-duration}, by default. */
    private static final long LEASE = 15_000;

    /** The usual surroundings of this policy. */
    public static Settings of(Policy policy, long probeTimeout) {
        return new Settings(
                policy,
                probeTimeout,
                RouteChecks.defaults(),
                LEASE,
                true,
                20_000,
                Loss.NONE,
                Delay.NONE,
                500,
                0,
                Optional.empty());
    }

    public Settings withLoss(Loss changed) {
        return new Settings(
                policy, probeTimeout, routes, lease, stretched, boot, changed, delay, clientEvery, pausedFrom, planned);
    }

    public Settings withDelay(Delay changed) {
        return new Settings(
                policy, probeTimeout, routes, lease, stretched, boot, loss, changed, clientEvery, pausedFrom, planned);
    }

    /** From power to services that answer, in milliseconds. */
    public Settings withBoot(long millis) {
        return new Settings(
                policy, probeTimeout, routes, lease, stretched, millis, loss, delay, clientEvery, pausedFrom, planned);
    }

    /** One client request every so many milliseconds. */
    public Settings withClientEvery(long millis) {
        return new Settings(
                policy, probeTimeout, routes, lease, stretched, boot, loss, delay, millis, pausedFrom, planned);
    }

    public Settings withRoutes(RouteChecks changed) {
        return new Settings(
                policy, probeTimeout, changed, lease, stretched, boot, loss, delay, clientEvery, pausedFrom, planned);
    }

    /** Other role checks. */
    public Settings withProbes(Policy changed, long timeout) {
        return new Settings(
                changed, timeout, routes, lease, stretched, boot, loss, delay, clientEvery, pausedFrom, planned);
    }

    public Settings withPolicy(Policy changed) {
        return new Settings(
                changed, probeTimeout, routes, lease, stretched, boot, loss, delay, clientEvery, pausedFrom, planned);
    }

    public Settings withControlPlane(boolean overAllNodes) {
        return new Settings(
                policy, probeTimeout, routes, lease, overAllNodes, boot, loss, delay, clientEvery, pausedFrom, planned);
    }

    public Settings pausedFrom(long millis) {
        return new Settings(
                policy, probeTimeout, routes, lease, stretched, boot, loss, delay, clientEvery, millis, planned);
    }

    /** With a switchover or drill of the write right, asked for at this time. */
    public Settings planned(Request request, long fromMillis) {
        return new Settings(
                policy,
                probeTimeout,
                routes,
                lease,
                stretched,
                boot,
                loss,
                delay,
                clientEvery,
                fromMillis,
                Optional.of(request));
    }

    /** The same policy as the other operator sees it. */
    Policy policy(OperatorRole operatorRole) {
        return policy(operatorRole, policy.pause(), planned);
    }

    /** And before the pause and the planned change are put on it. */
    Policy policyBefore(OperatorRole operatorRole) {
        return policy(operatorRole, Optional.empty(), Optional.empty());
    }

    private Policy policy(OperatorRole operatorRole, Optional<Policy.Pause> pause, Optional<Request> request) {
        return new Policy(
                operatorRole,
                policy.hosts(),
                policy.cloud(),
                policy.probeInterval(),
                policy.failureThreshold(),
                policy.successThreshold(),
                policy.takeoverAfter(),
                policy.unreadyAfter(),
                policy.stabilization(),
                policy.automaticFailover(),
                policy.automaticFailback(),
                policy.maxRoleChanges(),
                policy.dampingWindow(),
                pause,
                Optional.of(new WritePolicy(policy.cloud(), request)),
                Optional.empty());
    }

    /** From a check that begins right after a death to the decision: {@code interval × fall + timeout}, and a round's length. */
    public long fallBound() {
        return policy.probeInterval().toMillis() * policy.failureThreshold() + probeTimeout + 500;
    }

    /** The same for coming up. */
    public long riseBound() {
        return policy.probeInterval().toMillis() * (policy.successThreshold() + 1L) + probeTimeout + 500;
    }

    /** The source document's numbers on two hosts with a cloud. */
    public static Policy documentPolicy(io.prontuario.continuity.model.SiteName... hosts) {
        return new Policy(
                OperatorRole.ONSITE,
                java.util.List.of(hosts),
                true,
                Duration.ofSeconds(5),
                3,
                2,
                Duration.ZERO,
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                true,
                true,
                4,
                Duration.ofHours(1),
                Optional.empty());
    }
}
