package io.prontuario.testbed.peer;

import io.prontuario.testbed.exec.TestbedException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What happens to a system under load. The ids are also those of the platform's own runs. */
public enum Scenario {
    PRIMARY_DIES("primary-dies", "silent death of the primary"),
    STANDBY_DIES("standby-dies", "silent death of the standby"),
    CUT_THEN_DEATH("cut-then-death", "replication cut 3 s, then the primary dies"),
    ONLY_ON_THIRD("only-on-third", "the newest writes only on the third copy, then the primary dies"),
    FROZEN("frozen", "primary frozen 40 s, then thawed"),
    FROZEN_WITH_CONSENSUS("frozen-with-consensus", "primary frozen 40 s with the consensus' leader on it, then thawed"),
    SWITCHOVER("switchover", "planned switchover");

    private final String id;
    private final String title;

    Scenario(String id, String title) {
        this.id = id;
        this.title = title;
    }

    public String id() {
        return id;
    }

    /** For people. */
    public String title() {
        return title;
    }

    public static Scenario named(String id) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new TestbedException("no scenario is named " + id + "; there are "
                        + Arrays.stream(values()).map(Scenario::id).collect(Collectors.joining(", "))));
    }
}
