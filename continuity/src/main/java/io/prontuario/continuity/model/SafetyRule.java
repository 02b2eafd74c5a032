package io.prontuario.continuity.model;

import io.prontuario.continuity.rules.ActiveSiteEligibility;
import io.prontuario.continuity.rules.BootIdentity;
import io.prontuario.continuity.rules.CandidateCaughtUp;
import io.prontuario.continuity.rules.CheckCounter;
import io.prontuario.continuity.rules.CloudEpoch;
import io.prontuario.continuity.rules.CloudProof;
import io.prontuario.continuity.rules.DemoteBeforePromote;
import io.prontuario.continuity.rules.DrainEligibility;
import io.prontuario.continuity.rules.Epochs;
import io.prontuario.continuity.rules.FailbackEligibility;
import io.prontuario.continuity.rules.FencedMembers;
import io.prontuario.continuity.rules.HealthThresholds;
import io.prontuario.continuity.rules.InboxDrained;
import io.prontuario.continuity.rules.ManualMode;
import io.prontuario.continuity.rules.PauseRule;
import io.prontuario.continuity.rules.PeerVeto;
import io.prontuario.continuity.rules.PlannedChange;
import io.prontuario.continuity.rules.ProofEpoch;
import io.prontuario.continuity.rules.ReadQuorum;
import io.prontuario.continuity.rules.RoleChangeRateLimit;
import io.prontuario.continuity.rules.Stabilization;
import io.prontuario.continuity.rules.StaleReportReset;
import io.prontuario.continuity.rules.SyncSetJoin;
import io.prontuario.continuity.rules.SyncSetOrder;
import io.prontuario.continuity.rules.TakeoverEvidence;
import io.prontuario.continuity.rules.TimelineMatches;
import io.prontuario.continuity.rules.TotalOutageBypass;
import io.prontuario.continuity.rules.TwoPersonApproval;
import io.prontuario.continuity.rules.UnreadyGracePeriod;
import io.prontuario.continuity.rules.WitnessWalContiguous;
import io.prontuario.continuity.rules.WriteQuorum;
import io.prontuario.continuity.rules.WriterLoss;
import java.util.EnumSet;
import java.util.Set;

/**
 * The guards by name. A decider can be built without one of them: not for use, but so that tests and the simulator can show
 * which invariant breaks when it is missing.
 */
public enum SafetyRule {
    /** {@link CheckCounter}: each check counts once. */
    COUNT_ONCE,
    /** {@link CheckCounter}: one observation ages evidence by one probe interval at most. */
    ACCRUAL_CAP,
    /** {@link CheckCounter}: a check that could not look is no evidence. */
    UNKNOWN_IS_NO_EVIDENCE,
    /** {@link HealthThresholds}: consecutive failures before Unhealthy. */
    FALL_THRESHOLD,
    /** {@link HealthThresholds}: consecutive successes before Healthy. */
    RISE_THRESHOLD,
    /** {@link PeerVeto}: a host that a front door still uses is not dead. */
    PEER_VETO,
    /** {@link UnreadyGracePeriod}: alive but unready, with no other host to go to, needs a longer window. */
    UNREADY_WINDOW,
    /** {@link BootIdentity}: a restarted host is a new host. */
    BOOT_IDENTITY,
    /** {@link Stabilization}: a returned host is watched before it is used. */
    STABILIZATION,
    /** {@link TotalOutageBypass}: when nothing serves, a healthy host need not wait. */
    NOTHING_SERVES,
    /** {@link ActiveSiteEligibility}: the role goes only to a site that passes its checks now. */
    SUCCESSOR,
    /** {@link RoleChangeRateLimit}: at most k role changes a window while the active site still serves. */
    DAMPING,
    /** {@link PauseRule}: paused means no automatic transition. */
    PAUSE,
    /** {@link ManualMode}: report and wait for a person. */
    MANUAL_MODE,
    /** {@link TakeoverEvidence}: the cloud takes over on positive evidence only. */
    POSITIVE_EVIDENCE,
    /** {@link StaleReportReset}: what a front door said before a long silence is no evidence. */
    LAST_WORD,
    /** {@link FailbackEligibility}: the cloud hands back to a site that is stable. */
    SITE_RETURN,
    /** {@link Epochs}: a new epoch for every role change. */
    EPOCH,
    /** {@link DrainEligibility}: a host is left on request only where another one takes over. */
    PLANNED_LEAVE,
    /** {@link DrainEligibility}: a host that was left is taken back when it is needed. */
    BREAK_OFF,

    // the write right

    /** {@link WriteQuorum}: nothing is told to a database that could not be recorded first. */
    WRITE_QUORUM,
    /** {@link WriterLoss}: a writer whose log still flows is not lost. */
    WRITER_LOST,
    /** {@link FencedMembers}: only who takes nothing more of the old epoch is counted. */
    SEALED_MEMBERS,
    /** {@link ReadQuorum}: R + W > N, for every set that may have acknowledged a write. */
    READ_QUORUM,
    /** {@link WitnessWalContiguous}: a witness with a gap is not counted. */
    GAP_FREE,
    /** {@link CandidateCaughtUp}: the candidate has everything that those counted have. */
    DRAINED,
    /** {@link TimelineMatches}: the candidate holds the log of the epoch that ends. */
    REVALIDATED,
    /** {@link DemoteBeforePromote}: in a planned change the holder lets go before anyone else is granted. */
    RELEASED_FIRST,
    /** {@link SyncSetOrder}: an older set counts until the newer one has caught up. */
    SYNC_ORDER,
    /** {@link SyncSetJoin}: a member joins the set when the next death is survivable with it. */
    CAUGHT_UP,
    /** {@link PlannedChange}: a switchover or drill begins only when it can end. */
    PLANNED_CHANGE,
    /** {@link CloudEpoch}: a site that lost everything at once asks the cloud before it writes again. */
    CLOUD_EPOCH,
    /** {@link CloudProof}: the cloud takes the write right on proof, never on silence. */
    CLOUD_PROOF,
    /** {@link ProofEpoch}: a proof is good for one epoch. */
    PROOF_EPOCH,
    /** {@link TwoPersonApproval}: two different people approve. */
    TWO_PEOPLE,
    /** {@link InboxDrained}: the right comes home after the inbox is merged. */
    INBOX_MERGED;

    /** Whether this guard keeps the write right, and not the route right. */
    public boolean ofTheWriteRight() {
        return compareTo(WRITE_QUORUM) >= 0;
    }

    /** Every guard. */
    public static Set<SafetyRule> all() {
        return EnumSet.allOf(SafetyRule.class);
    }

    /** Every guard but this one. */
    public static Set<SafetyRule> without(SafetyRule removed) {
        return EnumSet.complementOf(EnumSet.of(removed));
    }
}
