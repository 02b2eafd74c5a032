package io.prontuario.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.HandledRequest;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.PersistedState;
import io.prontuario.continuity.model.State;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.act.ActionContext;
import io.prontuario.operator.data.RecordWriter;
import io.prontuario.operator.data.WriterRound;
import io.prontuario.operator.feature.Feature;
import io.prontuario.operator.feature.PassContext;
import io.prontuario.operator.spec.AcceptedSpec;
import io.prontuario.operator.spec.SpecAdmission;
import io.prontuario.operator.status.StatusMapping;
import io.prontuario.operator.status.StatusReport;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What this process keeps for one platform object between passes, and the steps of a pass. The framework runs one pass of an
 * object at a time; {@link #follow} and {@link #countEvidence()} may run beside it.
 */
final class ManagedPlatform implements AutoCloseable {
    private final OperatorRole role;
    private final Clock clock;
    private final SpecAdmission admission;
    private final Phases phases;
    private final List<Feature> features;
    private Optional<CarriedOut> last = Optional.empty();

    /**
     * The phases of a pass, with what each keeps between passes. The decision itself is a pure function; its phase keeps the
     * state that it starts from. The writer's decision starts from status alone.
     */
    record Phases(
            ProbeObserver observe, DecisionMemory decide, RecordWriter writer, StatusRecorder record, ActPhase act) {}

    ManagedPlatform(OperatorRole role, Clock clock, SpecAdmission admission, Phases phases, List<Feature> features) {
        this.role = role;
        this.clock = clock;
        this.admission = admission;
        this.phases = phases;
        this.features = List.copyOf(features);
    }

    /** The object was created or changed; called on leaders and followers, so that a new leader has evidence at once. */
    void follow(ProntuarioPlatform platform) {
        SpecAdmission.Verdict verdict = admission.judge(platform);
        verdict.running().ifPresent(accepted -> {
            phases.observe().follow(accepted);
            PassContext context = context(platform, verdict, accepted, OptionalLong.empty());
            phases.writer().follow(context);
            features.forEach(feature -> feature.follow(context));
        });
    }

    /** A round of probes is complete and this replica does not lead: keeps its evidence current. */
    void countEvidence() {
        admission.running().ifPresent(accepted -> phases.decide()
                .observe(Policies.of(accepted.spec(), role), phases.observe().observe(accepted), now()));
    }

    /**
     * Begins a pass: admits the spec and tells the features.
     *
     * @return empty when no spec was ever valid; status says so
     */
    Optional<PassContext> begin(ProntuarioPlatform platform, OptionalLong term) {
        SpecAdmission.Verdict verdict = admission.judge(platform);
        admission.report(platform, verdict);
        if (verdict.running().isEmpty()) {
            phases.record().recordInvalid(platform, verdict, now());
            return Optional.empty();
        }
        PassContext pass = context(platform, verdict, verdict.running().get(), term);
        phases.act().begin(pass);
        phases.writer().follow(pass);
        features.forEach(feature -> feature.follow(pass));
        return Optional.of(pass);
    }

    /** Takes the newest probe results; waits for nothing. */
    Observation observe(PassContext pass) {
        return phases.observe().observe(pass.accepted());
    }

    /** The state to decide from. */
    State state(PassContext pass) {
        return phases.decide().state(pass.policy(), pass.status(), pass.now());
    }

    /** Decides which database may write; empty where no host keeps the record. */
    Optional<WriterRound> decideWriter(PassContext pass, Decision decision) {
        return phases.writer().decide(pass, Policies.write(pass.spec()), decision.outcome());
    }

    /**
     * Writes the decisions into status before anything acts on it.
     *
     * @return the pass with the status as the API server holds it now; empty when the object was changed since it was read
     * @throws io.fabric8.kubernetes.client.KubernetesClientException when it could not be written; then nothing may act
     */
    Optional<PassContext> record(PassContext pass, Decision decision, Optional<WriterRound> writer) {
        StatusReport report = StatusReport.of(
                pass.accepted().generation(),
                pass.accepted().hash(),
                Policies.paused(pass.policy(), pass.now()),
                decision);
        for (Feature feature : features) {
            report = feature.contribute(pass, report);
        }
        if (writer.isPresent()) {
            report = phases.writer().contribute(pass, report, writer.get());
        }
        report = report.with(phases.act().conditions(pass))
                .with(SpecConditions.of(
                        pass.admission(), pass.platform().getMetadata().getGeneration()));
        Optional<PassContext> recorded = phases.record()
                .record(pass, report, writer.filter(WriterRound::ending).isPresent());
        recorded.ifPresent(after -> {
            phases.decide().recorded(decision, after.status());
            features.forEach(feature -> feature.recorded(after));
        });
        return recorded;
    }

    /** Counts what was seen, for a decision that could not be recorded. */
    void countEvidence(PassContext pass, Observation observation) {
        phases.decide().observe(pass.policy(), observation, pass.now());
    }

    /**
     * Gives the orders of the writer's decision, which is recorded, and tells what became of requests. Waits for no box.
     *
     * @param before the pass with the status that the decisions were made from
     */
    void actOnWriter(PassContext before, PassContext recorded, Decision decision, Optional<WriterRound> writer) {
        writer.ifPresent(round -> phases.writer().act(recorded, round));
        HandledRequest drain = StatusMapping.remembered(before.status())
                .map(PersistedState::drain)
                .orElseGet(HandledRequest::none);
        phases.writer().told(recorded, drain, decision.next().drain());
    }

    /** Whether to carry this out would only repeat what was done within the last second. */
    boolean repeats(PassContext pass, Decision decision) {
        return last.filter(before -> before.isRepeatedBy(carriedOut(pass, decision)))
                .isPresent();
    }

    /** Carries out what is recorded. @return whether the result differs from the last one's, so that status has to follow */
    boolean act(
            PassContext pass, Observation observation, Decision decision, Collection<? extends HasMetadata> present) {
        boolean changed = phases.act().carryOut(decision, ActionContext.of(pass, decision, observation), present);
        last = Optional.of(carriedOut(pass, decision));
        return changed;
    }

    @Override
    public void close() {
        phases.observe().close();
        phases.writer().close();
        features.forEach(Feature::close);
    }

    private static CarriedOut carriedOut(PassContext pass, Decision decision) {
        return new CarriedOut(pass.accepted().generation(), decision.actions(), pass.now());
    }

    private PassContext context(
            ProntuarioPlatform platform, SpecAdmission.Verdict verdict, AcceptedSpec accepted, OptionalLong term) {
        return new PassContext(platform, verdict, Policies.of(accepted.spec(), role), role, term, now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
