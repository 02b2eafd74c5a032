package io.prontuario.continuity.rules;

/** The rules that the write authority asks. */
public class WriteRules {
    private static final WriteRules ALL = new WriteRules();

    // whether anything may change
    public final WriteQuorum quorum = rule(new WriteQuorum());
    public final ManualMode manualMode = rule(new ManualMode());
    public final WriterLoss writerLoss = rule(new WriterLoss());
    public final TimelineMatches timelineMatches = rule(new TimelineMatches());
    public final PlannedChange plannedChange = rule(new PlannedChange(timelineMatches));

    // who may be promoted
    public final FencedMembers fencedMembers = rule(new FencedMembers());
    public final ReadQuorum readQuorum = rule(new ReadQuorum());
    public final WitnessWalContiguous witnessWal = rule(new WitnessWalContiguous());
    public final CandidateCaughtUp candidateCaughtUp = rule(new CandidateCaughtUp());
    public final DemoteBeforePromote demoteBeforePromote = rule(new DemoteBeforePromote());

    // the synchronous set
    public final SyncSetOrder syncSetOrder = rule(new SyncSetOrder());
    public final SyncSetJoin syncSetJoin = rule(new SyncSetJoin());

    // between site and cloud
    public final CloudEpoch cloudEpoch = rule(new CloudEpoch());
    public final ProofEpoch proofEpoch = rule(new ProofEpoch());
    public final TwoPersonApproval twoPersonApproval = rule(new TwoPersonApproval(proofEpoch));
    public final CloudProof cloudProof = rule(new CloudProof(proofEpoch, twoPersonApproval));
    public final InboxDrained inboxDrained = rule(new InboxDrained());

    WriteRules() {}

    public static WriteRules all() {
        return ALL;
    }

    /** Test sources of this package put another object in a rule's place, to show what the rule prevents. */
    <T> T rule(T rule) {
        return rule;
    }
}
