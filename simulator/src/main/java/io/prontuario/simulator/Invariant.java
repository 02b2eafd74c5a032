package io.prontuario.simulator;

import java.util.Locale;

/**
 * What must hold in every run, by name. {@code docs/concepts/invariants.md} is generated from this list. The checks are in the classes
 * that end in {@code Invariants}, for the timed simulation, and in the tests' {@code StepInvariants}, {@code SafetyChecks} and {@code
 * LivenessChecks}, for the searches.
 */
public enum Invariant {
    // the active site

    EPOCHS_INCREASE(
            "The epoch rises with every change of the active site and only then, across restarts and changes of leader."),
    ROUTE_LISTS_ADMITTED_HOSTS_ONLY("Routes name every host that is in use and no other."),
    LATCH_ONLY_THE_ADMITTED_BOOT("An admission is latched on a host only for the boot in which the host was admitted."),
    HOSTS_FAIL_ON_EVIDENCE("A host is decided failed only after enough failed checks, each counted once."),
    ROLE_ONLY_TO_A_PASSING_HOST("A host becomes active only after enough passed checks, the newest included."),
    VETO_HONOURED("A host that a front door of another box uses is not decided dead before the veto ends."),
    UNREADY_HOSTS_GET_THEIR_WINDOW(
            "Hosts that are alive but unready, with no other host to go to, are decided failed after the longer window only."),
    TAKEOVER_ON_POSITIVE_EVIDENCE(
            "The cloud takes over only while a front door answers, none that answers uses a host, and the threshold is reached."),
    HAND_BACK_TO_A_STABLE_SITE("The cloud hands back only when a front door has used a host for the rise threshold."),
    ADMITTED_AFTER_THE_WINDOW(
            "A host whose admission ended is admitted again after the whole window, unless no other site served."),
    ROLE_CHANGES_ARE_RATE_LIMITED(
            "Once the allowed role changes are used up, the active site does not move away from a site that still serves."),
    PAUSED_MEANS_NO_TRANSITION("While paused, mode, active site and epochs do not change."),
    MANUAL_MEANS_NO_ROLE_CHANGE("In manual mode the active site changes only at a person's request."),
    DRAINS_BEGIN_READY(
            "A drain begins only when it was requested in time and another host that is in use passed its newest check; a drill only with every host in use."),
    A_DRAINED_HOST_IS_NOT_NEEDED("While a host is drained, another host is in use."),
    DEAD_HOSTS_ARE_WITHDRAWN(
            "A dead host is withdrawn within interval × failures + timeout of a leader that can decide."),
    EMERGENCY_IS_DECLARED("When every host is dead, the cloud takes over within its bound, while it can ask the edge."),
    TOTAL_OUTAGE_IS_NOT_WAITED_OUT("While no site serves, a host that is ready is admitted within the rise threshold."),
    HEALTHY_HOSTS_COME_BACK(
            "A host that is healthy for the window and the thresholds is used again, unless the rate limit blocks it."),
    THE_FRONT_DOOR_ANSWERS(
            "The front door answers whenever a site does that it can reach, after the time of its own checks."),

    // the writer

    NO_ACKNOWLEDGEMENT_IN_AN_OLDER_EPOCH(
            "After the first acknowledged write of an epoch, none is acknowledged in an older one."),
    EPOCHS_HAVE_ONE_WRITER("Write epochs rise, and each has one writer."),
    ACKNOWLEDGED_WRITES_SURVIVE("A new writer has every acknowledged write."),
    ENDED_BEFORE_GRANTED(
            "The next epoch is granted only when the old writer can acknowledge nothing more: it was demoted, fenced out or is off."),
    WRITES_GO_TO_THE_WRITER("Writes are routed to the writer of the recorded epoch, or nowhere."),
    PAUSED_MEANS_NO_NEW_WRITER("While paused, no epoch begins to end."),
    WRITER_STAYS_WHILE_ITS_WAL_FLOWS("The epoch of a writer whose WAL still flows does not end by failover."),
    THE_NEXT_DEATH_IS_SURVIVED(
            "While the set has two copies, the death of the writer alone leads to a new writer whose writes are acknowledged."),
    WELL_MEANS_WRITTEN("When everything has been well for a while, writes are acknowledged."),

    // the writer, in the model checker only

    NO_ORDER_WITHOUT_QUORUM("Without a quorum nothing changes and no database is told anything."),
    EPOCHS_END_WITH_A_SUCCESSOR("An epoch ends by failover only when some site can be proved to have everything."),
    MEMBERS_JOIN_WITHOUT_A_GAP("The members of a synchronous set have no gap between them."),
    PLANNED_CHANGES_BEGIN_READY(
            "A planned change of the writer begins only while the writer writes, one set is in effect and the target follows."),
    CLOUD_GRANT_NEEDS_PROOF(
            "The cloud's database is promoted only with a release, an attestation of the current epoch or two approvals of it."),
    HAND_BACK_AFTER_THE_INBOX("The writer returns to the site only after the inbox is merged."),
    REPAIRED_MEANS_WRITTEN("From every state, repairing everything leads to a writer whose writes are acknowledged.");

    private final String statement;

    Invariant(String statement) {
        this.statement = statement;
    }

    /** The invariant in one sentence. */
    public String statement() {
        return statement;
    }

    /** Whether it is about the writer, and not about the active site. */
    public boolean concernsWriter() {
        return compareTo(NO_ACKNOWLEDGEMENT_IN_AN_OLDER_EPOCH) >= 0;
    }

    /** The name in CamelCase, as reports and kept schedules have it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String word : name().split("_", -1)) {
            text.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }
}
