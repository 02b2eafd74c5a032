package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Approval;
import io.prontuario.continuity.model.DatabaseObservation.Proofs;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.DatabaseObservation.WitnessStatus;
import io.prontuario.continuity.model.DrainRequest;
import io.prontuario.continuity.model.FailoverOutcome;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.Observation.SiteCheck;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.Evidence;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WritePolicy;
import io.prontuario.continuity.model.WritePolicy.Request;
import io.prontuario.continuity.model.WriterEpoch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every rule but one. Only test sources can make this: rules and their holders have package-private constructors. */
public final class RulesWithout {
    private RulesWithout() {}

    public static FailoverRules failover(SafetyRule removed) {
        Object replacement = inactive(removed);
        return new FailoverRules() {
            @Override
            <T> T rule(T rule) {
                return RulesWithout.replaced(rule, replacement);
            }
        };
    }

    public static WriteRules writes(SafetyRule removed) {
        Object replacement = inactive(removed);
        return new WriteRules() {
            @Override
            <T> T rule(T rule) {
                return RulesWithout.replaced(rule, replacement);
            }
        };
    }

    /**
     * The parts of {@link WriterLoss} that one schedule shows, each of which is removed alone. Its unit tests hold the others: that an
     * unknown answer is no silence, and that another member answers, without which no site could be proved to follow either.
     */
    public enum LossPart {
        WAL_AT_THE_WITNESS,
        WAL_AT_A_COPY
    }

    public static WriteRules writerLossWithout(LossPart part) {
        WriterLoss replacement = new WriterLoss() {
            @Override
            boolean arrivesAt(WitnessStatus witness) {
                return part != LossPart.WAL_AT_THE_WITNESS && super.arrivesAt(witness);
            }

            @Override
            boolean arrivesAt(ReplicaStatus copy) {
                return part != LossPart.WAL_AT_A_COPY && super.arrivesAt(copy);
            }
        };
        return new WriteRules() {
            @Override
            <T> T rule(T rule) {
                return RulesWithout.replaced(rule, replacement);
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static <T> T replaced(T rule, Object replacement) {
        return rule.getClass() == replacement.getClass().getSuperclass() ? (T) replacement : rule;
    }

    /** The rule's object as it would be without the rule. */
    private static Object inactive(SafetyRule rule) {
        return switch (rule) {
            case COUNT_ONCE -> new CheckCounter() {
                @Override
                public boolean isNew(Evidence before, long sequence) {
                    return true;
                }
            };
            case ACCRUAL_CAP -> new CheckCounter() {
                @Override
                public Duration accrued(Optional<Instant> lastAt, Instant now, Duration interval) {
                    return lastAt.map(last -> Duration.between(last, now)).orElse(Duration.ZERO);
                }
            };
            case UNKNOWN_IS_NO_EVIDENCE -> new CheckCounter() {
                @Override
                public Evidence count(Evidence before, Result result, long sequence, Instant now, Duration interval) {
                    return super.count(
                            before, result == Result.UNKNOWN ? Result.FAIL : result, sequence, now, interval);
                }
            };
            case FALL_THRESHOLD -> new HealthThresholds() {
                @Override
                int failures(Policy policy) {
                    return 1;
                }
            };
            case RISE_THRESHOLD -> new HealthThresholds() {
                @Override
                int successes(Policy policy) {
                    return 1;
                }
            };
            case PEER_VETO -> new PeerVeto() {
                @Override
                public boolean vetoes(
                        Policy policy, SiteName host, Evidence evidence, Map<String, FrontDoorReport> frontDoors) {
                    return false;
                }
            };
            case UNREADY_GRACE_PERIOD -> new UnreadyGracePeriod() {
                @Override
                public boolean passed(Policy policy, SiteState host, boolean anotherHostPasses) {
                    return true;
                }
            };
            case BOOT_IDENTITY -> new BootIdentity() {
                @Override
                public Admission admission(SiteState before, SiteCheck check) {
                    return withoutRestart(before, check);
                }
            };
            case STABILIZATION -> new Stabilization() {
                @Override
                public boolean passed(Policy policy, SiteState host) {
                    return true;
                }
            };
            case TOTAL_OUTAGE_BYPASS -> new TotalOutageBypass() {
                @Override
                public boolean applies(boolean anyHostAdmitted, CloudAvailability cloud) {
                    return false;
                }
            };
            case ACTIVE_SITE_ELIGIBILITY -> new ActiveSiteEligibility() {
                @Override
                public boolean passes(SiteState host) {
                    return host.admitted();
                }
            };
            case ROLE_CHANGE_RATE_LIMIT -> new RoleChangeRateLimit() {
                @Override
                public boolean allows(Policy policy, List<Instant> roleChanges, Instant steadyNow) {
                    return true;
                }
            };
            case PAUSE -> new PauseRule() {
                @Override
                public boolean paused(Policy policy, Instant now) {
                    return false;
                }
            };
            case MANUAL_MODE -> new ManualMode() {
                @Override
                public boolean blocksFailover(Policy policy, long epoch) {
                    return false;
                }

                @Override
                public boolean blocksFailback(Policy policy) {
                    return false;
                }
            };
            case TAKEOVER_EVIDENCE -> new TakeoverEvidence(new HealthThresholds()) {
                @Override
                Finding withoutFrontDoor(boolean allSilent, boolean allDead, Observation observation) {
                    return allDead ? Finding.NO_HOST_SERVES : Finding.UNDECIDED;
                }
            };
            case STALE_REPORT_RESET -> new StaleReportReset() {
                @Override
                public Evidence beforeReport(Policy policy, Evidence before) {
                    return before;
                }
            };
            case FAILBACK_ELIGIBILITY -> new FailbackEligibility() {
                @Override
                boolean stable(Policy policy, Observation observation, Evidence frontDoor, Evidence heartbeat) {
                    return true;
                }
            };
            case EPOCH_INCREMENT -> new Epochs() {
                @Override
                public long next(long epoch, boolean roleChanges) {
                    return epoch;
                }
            };
            case DRAIN_ELIGIBILITY -> new DrainEligibility(new ActiveSiteEligibility()) {
                @Override
                public Optional<String> refusal(
                        Policy policy,
                        DrainRequest request,
                        Map<SiteName, SiteState> sites,
                        boolean rateLimited,
                        Instant now) {
                    return nothingToDrain(policy, request, sites);
                }
            };
            case DRAIN_CANCELLATION -> new DrainEligibility(new ActiveSiteEligibility()) {
                @Override
                public boolean needed(Policy policy, SiteName drained, Map<SiteName, SiteState> sites, boolean manual) {
                    return false;
                }
            };
            case WRITE_QUORUM -> new WriteQuorum() {
                @Override
                public boolean present(DatabaseObservation data) {
                    return true;
                }
            };
            case WRITER_LOSS -> new WriterLoss() {
                @Override
                public Optional<String> doubt(SiteName writer, List<SiteName> hosts, DatabaseObservation data) {
                    return Optional.empty();
                }
            };
            case FENCED_MEMBERS -> new FencedMembers() {
                @Override
                boolean fenced(long fencedBelow, long next) {
                    return true;
                }
            };
            case READ_QUORUM -> new ReadQuorum() {
                @Override
                public boolean met(List<SyncSet> activeSyncSets, Set<SiteName> counted) {
                    return true;
                }
            };
            case WITNESS_WAL_CONTIGUOUS -> new WitnessWalContiguous() {
                @Override
                public boolean counts(WitnessStatus witness, long candidatePosition) {
                    return true;
                }
            };
            case CANDIDATE_CAUGHT_UP -> new CandidateCaughtUp() {
                @Override
                public boolean withMembers(DatabaseObservation data, Set<SiteName> counted, long candidatePosition) {
                    return true;
                }

                @Override
                public boolean withWriter(long writerPosition, long candidatePosition) {
                    return true;
                }
            };
            case TIMELINE_MATCHES -> new TimelineMatches() {
                @Override
                public boolean holdsWalOf(ReplicaStatus replica, long epoch) {
                    return replica.answers();
                }
            };
            case DEMOTE_BEFORE_PROMOTE -> new DemoteBeforePromote() {
                @Override
                public boolean demoted(ReplicaStatus writer, long epoch) {
                    return writer.answers();
                }
            };
            case SYNC_SET_ORDER -> new SyncSetOrder() {
                @Override
                public boolean settled(SyncSet newest, SiteName writer, DatabaseObservation data) {
                    return true;
                }
            };
            case SYNC_SET_JOIN -> new SyncSetJoin() {
                @Override
                public boolean mayJoin(SiteName member, long epoch, Set<SiteName> members, DatabaseObservation data) {
                    return follows(member, epoch, data);
                }

                @Override
                public boolean witnessMayStay(Set<SiteName> replicas, DatabaseObservation data) {
                    return true;
                }
            };
            case PLANNED_CHANGE -> new PlannedChange(new TimelineMatches()) {
                @Override
                public Optional<String> refusal(
                        WriterEpoch epoch,
                        Request request,
                        DatabaseObservation data,
                        FailoverOutcome failover,
                        Instant now) {
                    return Optional.empty();
                }
            };
            case CLOUD_EPOCH -> new CloudEpoch() {
                @Override
                public boolean cloudMayHaveTaken(
                        WritePolicy policy, DatabaseObservation data, long epoch, boolean writes) {
                    return false;
                }
            };
            case CLOUD_PROOF -> new CloudProof(new ProofEpoch(), new TwoPersonApproval(new ProofEpoch())) {
                @Override
                public Optional<String> of(Proofs proofs, long epoch) {
                    return Optional.of("nothing");
                }
            };
            case PROOF_EPOCH -> new ProofEpoch() {
                @Override
                public boolean valid(long proofEpoch, long epoch) {
                    return true;
                }
            };
            case TWO_PERSON_APPROVAL -> new TwoPersonApproval(new ProofEpoch()) {
                @Override
                public boolean given(List<Approval> approvals, long epoch) {
                    return approvals.stream()
                                    .filter(approval -> approval.epoch() == epoch)
                                    .count()
                            >= 2;
                }
            };
            case INBOX_DRAINED -> new InboxDrained() {
                @Override
                public boolean drained(DatabaseObservation data) {
                    return true;
                }
            };
        };
    }
}
