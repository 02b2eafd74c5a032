package io.prontuario.simulator;

import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every invariant, watching one run. */
final class InvariantChecks implements Watcher {
    private final ShadowEvidence recount;
    private final InvariantCheck[] onDecision;
    private final InvariantCheck[] onTime;
    private final InvariantCheck[] onBoth;

    InvariantChecks(Nodes nodes) {
        recount = new ShadowEvidence(nodes);
        onDecision = new InvariantCheck[] {
            new SafetyInvariants.EpochsIncrease(),
            new AdmissionInvariants.RouteListsAdmittedHostsOnly(),
            new AdmissionInvariants.LatchOnlyTheAdmittedBoot(),
            new SafetyInvariants.HostsFailOnEvidence(recount),
            new SafetyInvariants.RoleOnlyToAPassingHost(recount),
            new SafetyInvariants.VetoHonoured(recount),
            new SafetyInvariants.UnreadyHostsGetTheirWindow(recount),
            new SafetyInvariants.TakeoverOnPositiveEvidence(recount),
            new SafetyInvariants.HandBackToAStableSite(recount),
            new AdmissionInvariants.AdmittedAfterTheWindow(),
            new AutomationInvariants.RoleChangesAreRateLimited(),
            new AutomationInvariants.PausedMeansNoTransition(),
            new AutomationInvariants.ManualMeansNoRoleChange(),
            new DrainInvariants.DrainsBeginReady(recount),
            new DrainInvariants.ADrainedHostIsNotNeeded(),
            new WriterSafetyInvariants.EndedBeforeGranted(),
            new WriterSafetyInvariants.WritesGoToTheWriter(),
            new WriterSafetyInvariants.WriterStaysWhileItsWalFlows(),
            new WriterSafetyInvariants.PausedMeansNoNewWriter()
        };
        onTime = new InvariantCheck[] {
            new LivenessInvariants.DeadHostsAreWithdrawn(),
            new LivenessInvariants.EmergencyIsDeclared(),
            new LivenessInvariants.TotalOutageIsNotWaitedOut(),
            new LivenessInvariants.HealthyHostsComeBack(),
            new LivenessInvariants.TheFrontDoorAnswers(),
            new WriterSafetyInvariants.NoAcknowledgementInAnOlderEpoch(),
            new WriterSafetyInvariants.AcknowledgedWritesSurvive(),
            new WriterLivenessInvariants.WellMeansWritten()
        };
        onBoth = new InvariantCheck[] {
            new WriterSafetyInvariants.EpochsHaveOneWriter(), new WriterLivenessInvariants.TheNextDeathIsSurvived()
        };
    }

    /** The earliest violation, if any. */
    Optional<Violation> violation() {
        return all().flatMap(invariant -> invariant.violation().stream()).min(Comparator.comparingLong(Violation::at));
    }

    List<String> names() {
        return all().map(InvariantCheck::name).toList();
    }

    private Stream<InvariantCheck> all() {
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
        for (InvariantCheck invariant : onDecision) {
            invariant.decided(event);
        }
        for (InvariantCheck invariant : onBoth) {
            invariant.decided(event);
        }
    }

    @Override
    public void fault(World world, Fault fault, long now) {
        for (InvariantCheck invariant : onDecision) {
            invariant.fault(world, fault, now);
        }
        for (InvariantCheck invariant : onBoth) {
            invariant.fault(world, fault, now);
        }
    }

    @Override
    public void client(World world, long now, int site) {
        for (InvariantCheck invariant : onTime) {
            invariant.client(world, now, site);
        }
        for (InvariantCheck invariant : onBoth) {
            invariant.client(world, now, site);
        }
    }
}
