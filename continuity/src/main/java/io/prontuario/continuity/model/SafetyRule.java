package io.prontuario.continuity.model;

/**
 * The rules that a change has to pass. Each is a class in {@code io.prontuario.continuity.rules}; a verdict carries the rule that gave
 * it. {@code docs/reference/safety-rules.md} is generated from this list.
 */
public enum SafetyRule {
    // the active site

    COUNT_ONCE("CheckCounter", "Each check counts once.", "A reconcile that is retried counts one failed check twice."),
    ACCRUAL_CAP(
            "CheckCounter",
            "One check ages a window by one probe interval at most.",
            "A clock that is stepped ages a window by minutes in one round."),
    UNKNOWN_IS_NO_EVIDENCE(
            "CheckCounter",
            "A check that could not be made neither ends nor lengthens a run.",
            "An operator that has run out of sockets takes every host for dead."),
    FALL_THRESHOLD(
            "HealthThresholds",
            "Unhealthy after consecutive failed checks only.",
            "One lost packet takes a host out of service."),
    RISE_THRESHOLD(
            "HealthThresholds",
            "Healthy after consecutive passed checks only.",
            "One lucky check puts a failing host into service."),
    PEER_VETO(
            "PeerVeto",
            "A host that another box's front door uses is not dead.",
            "A fault of the operator's own link takes every host out of service."),
    UNREADY_GRACE_PERIOD(
            "UnreadyGracePeriod",
            "Alive but unready, with no other host that passes, needs a longer window.",
            "A restart of a shared service sends 200 users to 50 cloud seats."),
    BOOT_IDENTITY(
            "BootIdentity",
            "A restarted host is a new host until it is admitted again.",
            "A host gets requests seconds into its boot."),
    STABILIZATION(
            "Stabilization",
            "A returned host is observed for the whole window before it is admitted.",
            "A host that fails every few minutes moves people every few minutes."),
    TOTAL_OUTAGE_BYPASS(
            "TotalOutageBypass",
            "While no site serves, a healthy host does not wait.",
            "A window against needless changes delays a change that is needed."),
    ACTIVE_SITE_ELIGIBILITY(
            "ActiveSiteEligibility",
            "A site becomes active only if its newest check passed.",
            "Of two hosts that die together the second becomes active for seconds."),
    ROLE_CHANGE_RATE_LIMIT(
            "RoleChangeRateLimit",
            "At most so many changes away from a serving site in a window.",
            "A host that crashes every twelve minutes moves people all day."),
    PAUSE("PauseRule", "Paused means no automatic transition.", "Maintenance is taken for a failure."),
    MANUAL_MODE(
            "ManualMode",
            "In manual mode a person changes roles.",
            "The operator acts where a hospital has kept that to itself."),
    TAKEOVER_EVIDENCE(
            "TakeoverEvidence",
            "The cloud takes over on positive evidence that no host serves.",
            "A cut between site and cloud is taken for a dead hospital."),
    STALE_REPORT_RESET(
            "StaleReportReset",
            "Reports from before a long silence are not counted.",
            "A box that stood still for minutes brings the site back with old reports."),
    FAILBACK_ELIGIBILITY(
            "FailbackEligibility",
            "The cloud hands back to a site that has been stable.",
            "The first good report moves every user to a site that is still starting."),
    EPOCH_INCREMENT(
            "Epochs",
            "Every change of the active site has a new epoch.",
            "A front door cannot tell an old order from a new one."),
    DRAIN_ELIGIBILITY(
            "DrainEligibility", "A drain begins only while another host serves.", "A planned drain becomes an outage."),
    DRAIN_CANCELLATION(
            "DrainEligibility",
            "A drained host that is needed is taken back at once.",
            "Users go to the cloud while a good host stands idle."),

    // the writer

    WRITE_QUORUM(
            "WriteQuorum",
            "No database is told what could not be recorded first.",
            "A leader on the small side of a cut revalidates a writer that was replaced."),
    WRITER_LOSS(
            "WriterLoss",
            "The writer is lost when it is silent and no member that answers receives its WAL.",
            "A bad image of the api, or a dead agent, ends every open transaction."),
    FENCED_MEMBERS(
            "FencedMembers",
            "Only members that are durably fenced are counted.",
            "A writer that was frozen thaws and acknowledges writes beside the new one."),
    READ_QUORUM(
            "ReadQuorum",
            "R + W > N for every synchronous set in effect.",
            "A site is promoted that lacks acknowledged writes."),
    WITNESS_WAL_CONTIGUOUS(
            "WitnessWalContiguous",
            "The witness counts only if its WAL begins where the candidate's ends.",
            "A promotion counts on WAL that has a gap."),
    CANDIDATE_CAUGHT_UP(
            "CandidateCaughtUp",
            "The candidate has all WAL of every member that is counted.",
            "A site is promoted before it has fetched acknowledged writes."),
    TIMELINE_MATCHES(
            "TimelineMatches",
            "The candidate holds the WAL of the epoch that ends.",
            "Positions of two different histories are compared."),
    DEMOTE_BEFORE_PROMOTE(
            "DemoteBeforePromote",
            "In a planned change the writer is demoted first.",
            "A failover test has two writers."),
    SYNC_SET_ORDER(
            "SyncSetOrder",
            "An older synchronous set counts until the newer one has caught up.",
            "A write that only the older set has is lost with the next death."),
    SYNC_SET_JOIN(
            "SyncSetJoin",
            "A member joins the set when the next death is survivable with it.",
            "The set names two copies and neither can be promoted."),
    PLANNED_CHANGE(
            "PlannedChange",
            "A switchover or drill of the writer begins only when it can end.",
            "A planned change stops writes and cannot finish."),
    CLOUD_EPOCH(
            "CloudEpoch",
            "A site that lost everything at once asks the cloud before it writes.",
            "The site and the cloud both write after a power cut."),
    CLOUD_PROOF(
            "CloudProof",
            "The cloud's database is promoted on proof, never on silence.",
            "A cut between site and cloud gives the hospital two records."),
    PROOF_EPOCH("ProofEpoch", "A proof is valid for one epoch.", "Last month's approval promotes the cloud tonight."),
    TWO_PERSON_APPROVAL(
            "TwoPersonApproval",
            "Two different people approve.",
            "One person with one dead screen gives the hospital two records."),
    INBOX_DRAINED(
            "InboxDrained",
            "The writer returns to the site after the inbox is merged.",
            "People decide on a record that lacks what was written in the emergency.");

    private final String className;
    private final String statement;
    private final String prevents;

    SafetyRule(String className, String statement, String prevents) {
        this.className = className;
        this.statement = statement;
        this.prevents = prevents;
    }

    /** Simple name of the class that implements the rule. */
    public String className() {
        return className;
    }

    /** The rule in one sentence. */
    public String statement() {
        return statement;
    }

    /** What happens without it, in one sentence. */
    public String prevents() {
        return prevents;
    }

    /** Whether the rule is about the writer, and not about the active site. */
    public boolean concernsWriter() {
        return compareTo(WRITE_QUORUM) >= 0;
    }

    /** The name in CamelCase, as {@code prontuario explain} prints it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String word : name().split("_", -1)) {
            text.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        }
        return text.toString();
    }
}
