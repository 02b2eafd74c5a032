package io.prontuario.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.prontuario.continuity.decide.FailoverDecider;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.Observation;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.data.WriterRound;
import io.prontuario.operator.feature.PassContext;
import io.prontuario.operator.feature.PlatformLog;
import io.prontuario.operator.metrics.OperatorMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reconcile loop of one platform object: observe, decide, decide the writer, record, act. Status is written by the record phase, with the
 * resourceVersion that was read, so the framework is never given anything to write.
 */
@ControllerConfiguration(name = "prontuarioplatform")
public final class PlatformReconciler implements Reconciler<ProntuarioPlatform>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlatformReconciler.class);
    private static final Duration AT_ONCE = Duration.ofMillis(50);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration RETRY_INVALID_SPEC = Duration.ofSeconds(30);

    private final KubernetesClient client;
    private final Leadership leadership;
    private final ManagedPlatforms platforms;
    private final FailoverDecider decider;
    private final OwnedObjects owned;
    private final OperatorMetrics metrics;

    PlatformReconciler(
            KubernetesClient client,
            Leadership leadership,
            ManagedPlatforms platforms,
            FailoverDecider decider,
            OwnedObjects owned,
            OperatorMetrics metrics) {
        this.client = client;
        this.leadership = leadership;
        this.platforms = platforms;
        this.decider = decider;
        this.owned = owned;
        this.metrics = metrics;
    }

    @Override
    public UpdateControl<ProntuarioPlatform> reconcile(ProntuarioPlatform cached, Context<ProntuarioPlatform> context) {
        OptionalLong term = leadership.term();
        if (term.isEmpty()) {
            return again(RETRY);
        }
        long start = System.nanoTime();
        try (PlatformLog.Scope log = PlatformLog.of(cached).open()) {
            // Not from the cache: a decision is recorded against the object as it is now.
            ProntuarioPlatform platform = client.resource(cached).get();
            if (platform == null || platform.getMetadata().getDeletionTimestamp() != null) {
                return UpdateControl.noUpdate();
            }
            return again(reconcile(
                    platforms.get(ResourceID.fromResource(platform)), platform, term, owned.present(context)));
        } catch (KubernetesClientException e) {
            metrics.failed();
            LOG.warn(
                    "the API server did not serve this pass; what is recorded stays in force, and the next pass follows",
                    e);
            return again(RETRY);
        } finally {
            metrics.passed(System.nanoTime() - start);
        }
    }

    /**
     * One pass.
     *
     * @param platform as the API server holds it now
     * @param present the platform's objects as the caches hold them
     * @return when the next pass follows, at the latest
     */
    Duration reconcile(
            ManagedPlatform managed,
            ProntuarioPlatform platform,
            OptionalLong term,
            Collection<? extends HasMetadata> present) {
        Optional<PassContext> begun = managed.begin(platform, term);
        if (begun.isEmpty()) {
            return RETRY_INVALID_SPEC;
        }
        PassContext pass = begun.get();

        Observation observation = managed.observe(pass);
        Decision decision = decider.decide(pass.policy(), managed.state(pass), observation, pass.now());
        Optional<WriterRound> writer = managed.decideWriter(pass, decision);
        Optional<PassContext> recorded;
        try {
            recorded = managed.record(pass, decision, writer);
        } catch (KubernetesClientException e) {
            LOG.warn("status update failed; skipping actions until it succeeds", e);
            managed.countEvidence(pass, observation);
            return RETRY;
        }
        if (recorded.isEmpty()) {
            return AT_ONCE; // the object was changed since it was read
        }
        metrics.recorded(decision, recorded.get().status());
        managed.actOnWriter(pass, recorded.get(), decision, writer);
        if (writer.filter(WriterRound::ending).isPresent() && managed.repeats(recorded.get(), decision)) {
            return soonest(decision, writer); // writes wait for the next step of the writer's change
        }
        boolean changed = managed.act(recorded.get(), observation, decision, present);
        return changed ? AT_ONCE : soonest(decision, writer);
    }

    @Override
    public List<EventSource<?, ProntuarioPlatform>> prepareEventSources(
            EventSourceContext<ProntuarioPlatform> context) {
        List<EventSource<?, ProntuarioPlatform>> sources = new ArrayList<>(owned.eventSources(context));
        sources.add(0, platforms.probes());
        return sources;
    }

    @Override
    public void close() {
        platforms.close();
    }

    private static Duration soonest(Decision decision, Optional<WriterRound> writer) {
        return writer.map(WriterRound::requeueAfter)
                .filter(sooner -> sooner.compareTo(decision.requeueAfter()) < 0)
                .orElse(decision.requeueAfter());
    }

    private static UpdateControl<ProntuarioPlatform> again(Duration after) {
        return UpdateControl.<ProntuarioPlatform>noUpdate().rescheduleAfter(after);
    }
}
