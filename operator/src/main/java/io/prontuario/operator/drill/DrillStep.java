package io.prontuario.operator.drill;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.v1alpha1.FailoverDrillStatus;
import java.time.Duration;
import java.util.Set;

/** What is to be done about one drill now. */
sealed interface DrillStep {
    /** The drill may not begin. */
    record Refuse(DrillProblem problem) implements DrillStep {}

    /** Begin to write to the record; the drill begins when a write was acknowledged. */
    record PrepareWrites(Set<SiteName> struck, Duration longest) implements DrillStep {}

    /** The writes begin, or are judged; look again. */
    record AwaitWrites() implements DrillStep {}

    /** Nothing of the fault is left: end the writing and judge. */
    record JudgeWrites() implements DrillStep {}

    /** Record the status; the fault is in force once it is recorded, so that the next leader knows what to undo. */
    record Begin(FailoverDrillStatus status, ActiveFault fault) implements DrillStep {}

    /** The drill runs: its fault is in force, or comes into force again under a new leader. */
    record Continue(ActiveFault fault) implements DrillStep {}

    /** Take the fault back at once, then record the status. */
    record Restore(FailoverDrillStatus status) implements DrillStep {}

    /** The fault is undone, and a pass has yet to confirm that everything was carried out without it. */
    record AwaitPasses() implements DrillStep {}

    /** Everything was carried out without the fault: record the end. @param asked whether the drill's runner asked for it */
    record Finish(FailoverDrillStatus status, boolean asked) implements DrillStep {}
}
