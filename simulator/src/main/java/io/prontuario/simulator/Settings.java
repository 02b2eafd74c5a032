package io.prontuario.simulator;

import io.prontuario.continuity.model.Detection;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.WritePolicy;
import io.prontuario.continuity.model.WritePolicy.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is simulated: the numbers of the platform object, and its environment. Times in milliseconds.
 *
 * @param policy the on-site policy; the cloud's is the same spec in the other role
 * @param probeTimeout how long one role check may take
 * @param detection how databases and the witness are polled
 * @param routes the front door's own checks
 */
public record Settings(
        Policy policy,
        long probeTimeout,
        Detection detection,
        RouteChecks routes,
        ControlPlane controlPlane,
        Environment environment,
        PersonsRequest request) {

    public Settings {
        if (policy.hosts().isEmpty() || policy.hosts().size() > 4) {
            throw new IllegalArgumentException("hosts: the simulator models one to four hosts on site, not "
                    + policy.hosts().size());
        }
        if (probeTimeout >= policy.thresholds().interval().toMillis()) {
            throw new IllegalArgumentException("health.timeout: " + probeTimeout
                    + " ms is not shorter than health.interval; lower it, or checks overlap");
        }
    }

    /**
     * @param lease how long a dead leader's lease lasts before another replica leads
     * @param stretched etcd on hosts and edge, needing two of three; false: control plane on the edge alone
     */
    public record ControlPlane(long lease, boolean stretched) {}

    /**
     * @param boot from power to services that answer
     * @param loss of packets, on every link
     * @param delay of packets between site and cloud
     * @param clientEvery time between two client requests
     */
    public record Environment(long boot, Loss loss, Delay delay, long clientEvery) {}

    /**
     * What a person puts on the object.
     *
     * @param from when the policy's pause, if it has one, and the planned change are put on it
     * @param change of the writer
     */
    public record PersonsRequest(long from, Optional<Request> change) {}

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
    private static final long LEASE = 4_000;

    /** This policy in the usual environment. */
    public static Settings of(Policy policy, long probeTimeout) {
        return new Settings(
                policy,
                probeTimeout,
                Detection.defaults(),
                RouteChecks.defaults(),
                new ControlPlane(LEASE, true),
                new Environment(20_000, Loss.NONE, Delay.NONE, 500),
                new PersonsRequest(0, Optional.empty()));
    }

    public long lease() {
        return controlPlane.lease();
    }

    public boolean stretched() {
        return controlPlane.stretched();
    }

    public long boot() {
        return environment.boot();
    }

    public Loss loss() {
        return environment.loss();
    }

    public Delay delay() {
        return environment.delay();
    }

    public long clientEvery() {
        return environment.clientEvery();
    }

    public long pausedFrom() {
        return request.from();
    }

    public Settings withLoss(Loss changed) {
        return with(new Environment(boot(), changed, delay(), clientEvery()));
    }

    public Settings withDelay(Delay changed) {
        return with(new Environment(boot(), loss(), changed, clientEvery()));
    }

    /** From power to services that answer, in milliseconds. */
    public Settings withBoot(long millis) {
        return with(new Environment(millis, loss(), delay(), clientEvery()));
    }

    /** One client request every so many milliseconds. */
    public Settings withClientEvery(long millis) {
        return with(new Environment(boot(), loss(), delay(), millis));
    }

    private Settings with(Environment changed) {
        return new Settings(policy, probeTimeout, detection, routes, controlPlane, changed, request);
    }

    public Settings withRoutes(RouteChecks changed) {
        return new Settings(policy, probeTimeout, detection, changed, controlPlane, environment, request);
    }

    /** Other role checks. */
    public Settings withProbes(Policy changed, long timeout) {
        return new Settings(changed, timeout, detection, routes, controlPlane, environment, request);
    }

    /** Other polls of the databases. */
    public Settings withDetection(Detection changed) {
        return new Settings(policy, probeTimeout, changed, routes, controlPlane, environment, request);
    }

    /** Databases polled as the document's role checks are: every 5 s, with 2 s to answer, three times. */
    public Settings withDetectionOfTheRoleChecks() {
        return withDetection(new Detection(
                policy.thresholds().interval(),
                Duration.ofMillis(probeTimeout),
                policy.thresholds().failures()));
    }

    public Settings withPolicy(Policy changed) {
        return withProbes(changed, probeTimeout);
    }

    public Settings withControlPlane(boolean overAllNodes) {
        return new Settings(
                policy, probeTimeout, detection, routes, new ControlPlane(lease(), overAllNodes), environment, request);
    }

    public Settings pausedFrom(long millis) {
        return with(new PersonsRequest(millis, request.change()));
    }

    /** With a switchover or drill of the writer, asked for at this time. */
    public Settings planned(Request change, long fromMillis) {
        return with(new PersonsRequest(fromMillis, Optional.of(change)));
    }

    private Settings with(PersonsRequest changed) {
        return new Settings(policy, probeTimeout, detection, routes, controlPlane, environment, changed);
    }

    /** The same spec in this operator's role. */
    Policy policy(OperatorRole role) {
        return policy.withOperatorRole(role);
    }

    /** The same before the pause is put on it. */
    Policy policyBefore(OperatorRole role) {
        return policy(role).withRequests(Policy.Requests.NONE);
    }

    WritePolicy writePolicy() {
        return new WritePolicy(policy.cloud(), request.change());
    }

    /** The same before the planned change is put on it. */
    WritePolicy writePolicyBefore() {
        return new WritePolicy(policy.cloud(), Optional.empty());
    }

    /** From a check that begins right after a death to the decision: {@code interval × fall + timeout}, and a round's length. */
    public long fallBound() {
        return policy.thresholds().interval().toMillis() * policy.thresholds().failures() + probeTimeout + 500;
    }

    /** The same for coming up. */
    public long riseBound() {
        return policy.thresholds().interval().toMillis() * (policy.thresholds().successes() + 1L) + probeTimeout + 500;
    }

    /** The thresholds and windows of {@code examples/mac-studio-ha.yaml}, with a cloud. */
    public static Policy referencePolicy(SiteName... hosts) {
        return new Policy(
                OperatorRole.ONSITE,
                List.of(hosts),
                true,
                new Policy.Thresholds(Duration.ofSeconds(5), 3, 2),
                new Policy.Windows(Duration.ZERO, Duration.ofSeconds(60), Duration.ofMinutes(10)),
                new Policy.Automation(true, true),
                new Policy.RateLimit(4, Duration.ofHours(1)),
                Policy.Requests.NONE);
    }
}
