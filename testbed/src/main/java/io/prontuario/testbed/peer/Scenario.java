package io.prontuario.testbed.peer;

import io.prontuario.testbed.exec.TestbedException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What happens to a system under load, and what the platform must keep to meanwhile. */
public enum Scenario {
    PRIMARY_DIES(
            "primary-dies",
            "silent death of the primary",
            Bar.worst(Duration.ofSeconds(8)).median(Duration.ofSeconds(5))),
    STANDBY_DIES("standby-dies", "silent death of the standby", Bar.worst(Duration.ofSeconds(1))),
    WITNESS_DIES("witness-dies", "silent death of the third copy", Bar.worst(Duration.ofSeconds(1))),
    DOCUMENT_TIMINGS(
            "document-timings",
            "silent death of the primary, detection 5 s, 2 s, 3",
            Bar.worst(Duration.ofSeconds(30))),
    CUT_THEN_DEATH("cut-then-death", "replication cut 3 s, then the primary dies", Bar.worst(Duration.ofSeconds(12))),
    ONLY_ON_THIRD(
            "only-on-third",
            "the newest writes only on the third copy, then the primary dies",
            Bar.worst(Duration.ofSeconds(12))),
    FROZEN("frozen", "primary frozen 40 s, then thawed", Bar.worst(Duration.ofSeconds(8))),
    FROZEN_WITH_CONSENSUS(
            "frozen-with-consensus",
            "primary frozen 40 s with the consensus' leader on it, then thawed",
            Bar.worst(Duration.ofSeconds(8))),
    WITNESS_THEN_PRIMARY(
            "witness-then-primary", "the third copy dies and stays dead, then the primary dies", Bar.safeOrRefused()),
    STANDBY_RETURNS_THEN_PRIMARY(
            "standby-returns-then-primary",
            "the standby dies, returns and catches up, then the primary dies",
            Bar.safeOrRefused()),
    BOTH_REBOOT("both-reboot", "both hosts die and return", Bar.safeOrRefused()),
    EDGE_REBOOTS("edge-reboots", "the third copy's box dies and returns", Bar.safeOrRefused()),
    ETCD_WITHOUT_QUORUM(
            "etcd-without-quorum", "the control plane's etcd without a quorum", Bar.worst(Duration.ofSeconds(1))),
    DISK_FULL_PRIMARY("disk-full-primary", "the primary's disk is full for 60 s", Bar.says(Bar.Saying.A_FULL_DISK)),
    DISK_FULL_STANDBY("disk-full-standby", "the standby's disk is full for 60 s", Bar.says(Bar.Saying.A_FULL_DISK)),
    DISK_FULL_WITNESS("disk-full-witness", "the witness's disk is full for 60 s", Bar.says(Bar.Saying.A_FULL_DISK)),
    CLOCK_AHEAD(
            "clock-ahead",
            "the primary's clock is 1 h ahead, then the primary dies",
            Bar.says(Bar.Saying.A_WRONG_CLOCK)),
    CLOCK_BEHIND(
            "clock-behind",
            "the primary's clock is 1 h behind, then the primary dies",
            Bar.says(Bar.Saying.A_WRONG_CLOCK)),
    SWITCHOVER("switchover", "planned switchover", Bar.worst(Duration.ofSeconds(1)));

    /** Those whose rows ask for ten runs; the others ask for five. */
    private static final List<String> TEN_RUNS = List.of("primary-dies", "standby-dies", "witness-dies");

    private final String id;
    private final String title;
    private final Bar bar;

    Scenario(String id, String title, Bar bar) {
        this.id = id;
        this.title = title;
        this.bar = bar;
    }

    public String id() {
        return id;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** Whether it is about the machine of a third copy. */
    boolean third() {
        return this == WITNESS_DIES || this == WITNESS_THEN_PRIMARY || this == EDGE_REBOOTS || this == ONLY_ON_THIRD;
    }

    /** Whether it needs {@link OwnFaults}. */
    boolean own() {
        return switch (this) {
            case DOCUMENT_TIMINGS,
                    ETCD_WITHOUT_QUORUM,
                    DISK_FULL_PRIMARY,
                    DISK_FULL_STANDBY,
                    DISK_FULL_WITNESS,
                    CLOCK_AHEAD,
                    CLOCK_BEHIND -> true;
            default -> false;
        };
    }

    /** The platform's; a peer has none. */
    Bar bar() {
        return bar;
    }

    /** How often the platform is put through it. */
    int runs() {
        return TEN_RUNS.contains(id) ? 10 : 5;
    }

    /** The ids of all. */
    public static String ids() {
        return Arrays.stream(values()).map(Scenario::id).collect(Collectors.joining(", "));
    }

    public static Scenario named(String id) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new TestbedException("no scenario is named " + id + "; there are " + ids()));
    }
}
