package io.prontuario.testbed.demo;

import io.prontuario.testbed.plan.Layout;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The failures of the demo in their order, with their limits.
 */
public enum Step {
    PRIMARY_DIES("primary-dies", Duration.ofMillis(1000), Duration.ZERO, Optional.of(Duration.ofSeconds(30))),
    SECONDARY_DIES("secondary-dies", Duration.ofMillis(1000), Duration.ZERO, Optional.of(Duration.ofSeconds(30))),
    EDGE_DIES("edge-dies", Duration.ofMillis(3000), Duration.ofSeconds(3), Optional.empty()),
    BOTH_HOSTS_DIE("both-hosts-die", Duration.ofMillis(1500), Duration.ZERO, Optional.of(Duration.ofSeconds(30))),
    HOSTS_RETURN("hosts-return", Duration.ofMillis(1000), Duration.ZERO, Optional.empty()),
    CLOUD_CUT("cloud-cut", Duration.ofMillis(1000), Duration.ZERO, Optional.empty()),

    LEADER_HOST_DIES("leader-host-dies", Layout.STRETCHED, Optional.of(Duration.ofSeconds(30))),
    QUORUM_LOST("quorum-lost", Layout.STRETCHED, Optional.empty()),
    OPERATOR_ROLLED_OUT("operator-rolled-out", Layout.STRETCHED, Optional.empty()),
    VPN_CUT("vpn-cut", Layout.STRETCHED, Optional.empty()),
    SITE_CUT_OFF("site-cut-off", Layout.STRETCHED, Optional.of(Duration.ofSeconds(30))),
    SITE_DIES("site-dies", Layout.STRETCHED, Optional.of(Duration.ofSeconds(30)));

    private final String title;
    private final Duration slowestLimit;
    private final Duration failureGrace;
    private final Optional<Duration> statusWithin;
    private final Layout layout;

    /** A step that needs a certain control plane, and in which no request may fail or take more than a second. */
    Step(String title, Layout layout, Optional<Duration> statusWithin) {
        this.title = title;
        this.slowestLimit = Duration.ofMillis(1000);
        this.failureGrace = Duration.ZERO;
        this.statusWithin = statusWithin;
        this.layout = layout;
    }

    Step(String title, Duration slowestLimit, Duration failureGrace, Optional<Duration> statusWithin) {
        this.title = title;
        this.slowestLimit = slowestLimit;
        this.failureGrace = failureGrace;
        this.statusWithin = statusWithin;
        this.layout = Layout.EDGE;
    }

    /** The default steps for a control plane of this layout. */
    public static List<Step> of(Layout layout) {
        return Arrays.stream(values()).filter(step -> step.layout == layout).toList();
    }

    /** The least control plane it needs. */
    public Layout layout() {
        return layout;
    }

    /** The step's name in commands and reports. */
    public String title() {
        return title;
    }

    /** The slowest answered GET should take no longer. */
    public Duration slowestLimit() {
        return slowestLimit;
    }

    /** GETs that were due this soon after the fault may fail; later ones may not. */
    public Duration failureGrace() {
        return failureGrace;
    }

    /** How soon after the fault the required status must be seen, where the step has such a limit. */
    public Optional<Duration> statusWithin() {
        return statusWithin;
    }

    public static Optional<Step> named(String title) {
        return Arrays.stream(values()).filter(step -> step.title.equals(title)).findFirst();
    }
}
