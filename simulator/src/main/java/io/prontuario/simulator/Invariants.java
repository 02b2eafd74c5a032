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
    private final ShadowEvidence recount;
    private final Invariant[] onDecision;
    private final Invariant[] onTime;
    private final Invariant[] onBoth;

    Invariants(Nodes nodes) {
        recount = new ShadowEvidence(nodes);
        onDecision = new Invariant[] {
            new SafetyInvariants.EpochsIncrease(),
            new SafetyInvariants.RouteListsAdmittedHostsOnly(),
            new SafetyInvariants.LatchOnlyTheAdmittedBoot(),
            new SafetyInvariants.GivenUpOnEvidence(recount),
            new SafetyInvariants.RoleOnlyToAPassingHost(recount),
            new SafetyInvariants.VetoHonoured(recount),
            new SafetyInvariants.UnreadyHostsGetTheirWindow(recount),
            new SafetyInvariants.TakeoverOnPositiveEvidence(recount),
            new SafetyInvariants.HandBackToAStableSite(recount),
            new SafetyInvariants.AdmittedAfterTheWindow(),
            new AutomationInvariants.RoleChangesAreDamped(),
            new AutomationInvariants.PausedMeansNoTransition(),
            new AutomationInvariants.ManualMeansNoRoleChange(),
            new DrainInvariants.LeavesBeginReady(recount),
            new DrainInvariants.ALeftHostIsNotMissed(),
            new WriterSafetyInvariants.EndedBeforeGranted(),
            new WriterSafetyInvariants.WritesGoToTheHolder(),
            new WriterSafetyInvariants.PausedMeansNoNewWriter()
        };
        onTime = new Invariant[] {
            new LivenessInvariants.DeadHostsAreLeft(),
            new LivenessInvariants.EmergencyIsDeclared(),
            new LivenessInvariants.NothingServesIsNotWaitedOut(),
            new LivenessInvariants.HealthyHostsComeBack(),
            new LivenessInvariants.TheFrontDoorAnswers(),
            new WriterSafetyInvariants.NoAcknowledgementInAnOlderEpoch(),
            new WriterSafetyInvariants.AcknowledgedWritesSurvive(),
            new WriterLivenessInvariants.WellMeansWritten()
        };
        onBoth = new Invariant[] {
            new WriterSafetyInvariants.OneHolderOfEachWriteEpoch(),
            new WriterLivenessInvariants.TheNextDeathIsSurvived()
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
    public void decided(DecisionEvent event) {
        for (Invariant invariant : onDecision) {
            invariant.decided(event);
        }
        for (Invariant invariant : onBoth) {
            invariant.decided(event);
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
