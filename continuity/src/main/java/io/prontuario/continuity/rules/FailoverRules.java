package io.prontuario.continuity.rules;

/** The rules that the failover decider asks. */
public class FailoverRules {
    private static final FailoverRules ALL = new FailoverRules();

    // counting checks
    public final CheckCounter checkCounter = rule(new CheckCounter());
    public final HealthThresholds healthThresholds = rule(new HealthThresholds());
    public final StaleReportReset staleReportReset = rule(new StaleReportReset());
    public final BootIdentity bootIdentity = rule(new BootIdentity());

    // which hosts are used
    public final PeerVeto peerVeto = rule(new PeerVeto());
    public final UnreadyGracePeriod unreadyGracePeriod = rule(new UnreadyGracePeriod());
    public final Stabilization stabilization = rule(new Stabilization());
    public final TotalOutageBypass totalOutageBypass = rule(new TotalOutageBypass());
    public final ActiveSiteEligibility activeSiteEligibility = rule(new ActiveSiteEligibility());
    public final DrainEligibility drainEligibility = rule(new DrainEligibility(activeSiteEligibility));

    // when the cloud takes over and hands back
    public final TakeoverEvidence takeoverEvidence = rule(new TakeoverEvidence(healthThresholds));
    public final TakeoverWindow takeoverWindow = rule(new TakeoverWindow());
    public final FailbackEligibility failbackEligibility = rule(new FailbackEligibility());

    // whether a change may be made at all
    public final PauseRule pause = rule(new PauseRule());
    public final ManualMode manualMode = rule(new ManualMode());
    public final RoleChangeRateLimit rateLimit = rule(new RoleChangeRateLimit());
    public final Epochs epochs = rule(new Epochs());

    FailoverRules() {}

    public static FailoverRules all() {
        return ALL;
    }

    /** Test sources of this package put another object in a rule's place, to show what the rule prevents. */
    <T> T rule(T rule) {
        return rule;
    }
}
