package io.prontuario.simulator;

import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every invariant, watching one run. */
final class Invariants implements Watcher {
    private final Recount recount;
    private final Invariant[] onDecision;
    private final Invariant[] onTime;
    private final Invariant[] onBoth;

    Invariants(Nodes nodes) {
        recount = new Recount(nodes);
        onDecision = new Invariant[] {
            new Safety.EpochsIncrease(),
            new Safety.RouteListsAdmittedHostsOnly(),
            new Safety.LatchOnlyTheAdmittedBoot(),
            new Safety.GivenUpOnEvidence(recount),
            new Safety.RoleOnlyToAPassingHost(recount),
            new Safety.VetoHonoured(recount),
            new Safety.UnreadyHostsGetTheirWindow(recount),
            new Safety.TakeoverOnPositiveEvidence(recount),
            new Safety.HandBackToAStableSite(recount),
            new Safety.AdmittedAfterTheWindow(),
            new Restraint.RoleChangesAreDamped(),
            new Restraint.PausedMeansNoTransition(),
            new Restraint.ManualMeansNoRoleChange(),
            new Leaves.LeavesBeginReady(recount),
            new Leaves.ALeftHostIsNotMissed(),
            new WriteSafety.EndedBeforeGranted(),
            new WriteSafety.WritesGoToTheHolder(),
            new WriteSafety.PausedMeansNoNewWriter()
        };
        onTime = new Invariant[] {
            new Liveness.DeadHostsAreLeft(),
            new Liveness.EmergencyIsDeclared(),
            new Liveness.NothingServesIsNotWaitedOut(),
            new Liveness.HealthyHostsComeBack(),
            new Liveness.TheFrontDoorAnswers(),
            new WriteSafety.NoAcknowledgementInAnOlderEpoch(),
            new WriteSafety.AcknowledgedWritesSurvive(),
            new WriteLiveness.WellMeansWritten()
        };
        onBoth =
                new Invariant[] {new WriteSafety.OneHolderOfEachWriteEpoch(), new WriteLiveness.TheNextDeathIsSurvived()
                };
    }

    /** The earliest violation, if any. */
    Optional<Violation> violation() {
        return all().flatMap(invariant -> invariant.violation().stream()).min(Comparator.comparingLong(Violation::at));
    }

    List<String> names() {
        return all().map(Invariant::name).toList();
    }

    private Stream<Invariant> all() {
        return Stream.of(onDecision, onTime, onBoth).flatMap(Arrays::stream);
    }

    @Override
    public void checked(Replica replica, int site, CheckResult result, long now) {
        recount.checked(replica, site, result, now);
    }

    @Override
    public void polled(Replica replica, int box, FrontDoorReport report) {
        recount.polled(replica, box, report);
    }

    @Override
    public void forgot(Replica replica) {
        recount.forgot(replica);
    }

    @Override
    public void decided(Moment moment) {
        for (Invariant invariant : onDecision) {
            invariant.decided(moment);
        }
        for (Invariant invariant : onBoth) {
            invariant.decided(moment);
        }
    }

    @Override
    public void fault(World world, Fault fault, long now) {
        for (Invariant invariant : onDecision) {
            invariant.fault(world, fault, now);
        }
        for (Invariant invariant : onBoth) {
            invariant.fault(world, fault, now);
        }
    }

    @Override
    public void client(World world, long now, int site) {
        for (Invariant invariant : onTime) {
            invariant.client(world, now, site);
        }
        for (Invariant invariant : onBoth) {
            invariant.client(world, now, site);
        }
    }
}
