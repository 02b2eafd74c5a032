package io.prontuario.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.desired.Labels;
import io.prontuario.operator.metrics.OperatorMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The frame's side of a pass: reads the object as the API server holds it now, runs one pass of its loop, and asks to be
 * called again. The pass itself writes status, so the frame is never given anything to write.
 */
@ControllerConfiguration(name = "prontuarioplatform")
public final class PlatformReconciler implements Reconciler<ProntuarioPlatform>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlatformReconciler.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    private final KubernetesClient client;
    private final String namespace;
    private final Leadership leadership;
    private final ManagedPlatforms loops;
    private final OperatorMetrics metrics;

    PlatformReconciler(
            KubernetesClient client,
            String namespace,
            Leadership leadership,
            ManagedPlatforms loops,
            OperatorMetrics metrics) {
        this.client = client;
        this.namespace = namespace;
        this.leadership = leadership;
        this.loops = loops;
        this.metrics = metrics;
    }

    @Override
    public List<EventSource<?, ProntuarioPlatform>> prepareEventSources(
            EventSourceContext<ProntuarioPlatform> context) {
        List<EventSource<?, ProntuarioPlatform>> sources = new ArrayList<>();
        sources.add(loops.wake());
        for (Class<? extends HasMetadata> type : OwnedTypes.ALL) {
            sources.add(owned(type, context));
        }
        return sources;
    }

    @Override
    public UpdateControl<ProntuarioPlatform> reconcile(ProntuarioPlatform cached, Context<ProntuarioPlatform> context) {
        OptionalLong term = leadership.term();
        if (term.isEmpty()) {
            return again(AFTER_TROUBLE);
        }
        long start = System.nanoTime();
        try {
            // Not from the cache: a decision is recorded against the object as it is now.
            ProntuarioPlatform platform = client.resource(cached).get();
            if (platform == null || platform.getMetadata().getDeletionTimestamp() != null) {
                return UpdateControl.noUpdate();
            }
            Duration next =
                    loops.loop(ResourceID.fromResource(platform)).pass(platform, present(context), term.getAsLong());
            return again(next);
        } catch (KubernetesClientException e) {
            metrics.failed();
            LOG.warn("the API server did not serve this pass; what is recorded stays in force", e);
            return again(AFTER_TROUBLE);
        } finally {
            metrics.passed(System.nanoTime() - start);
        }
    }

    @Override
    public void close() {
        loops.close();
    }

    private <T extends HasMetadata> InformerEventSource<T, ProntuarioPlatform> owned(
            Class<T> type, EventSourceContext<ProntuarioPlatform> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, ProntuarioPlatform.class)
                        .withNamespaces(Set.of(namespace))
                        .withLabelSelector(Labels.MANAGED_BY + "=" + Labels.OPERATOR)
                        .build(),
                context);
    }

    private static Collection<HasMetadata> present(Context<ProntuarioPlatform> context) {
        List<HasMetadata> present = new ArrayList<>();
        OwnedTypes.ALL.forEach(type -> present.addAll(context.getSecondaryResources(type)));
        return present;
    }

    private static UpdateControl<ProntuarioPlatform> again(Duration after) {
        return UpdateControl.<ProntuarioPlatform>noUpdate().rescheduleAfter(after);
    }
}
