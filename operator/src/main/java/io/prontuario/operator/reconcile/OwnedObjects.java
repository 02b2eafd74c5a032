package io.prontuario.operator.reconcile;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.desired.Labels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The objects that platforms own, as informers hold them. No type holds data: an object that is no longer desired may be deleted. */
final class OwnedObjects {
    static final List<Class<? extends HasMetadata>> TYPES = List.of(
            Deployment.class,
            Service.class,
            EndpointSlice.class,
            ConfigMap.class,
            PodDisruptionBudget.class,
            HorizontalPodAutoscaler.class,
            NetworkPolicy.class,
            Job.class,
            CronJob.class);

    private final String namespace;

    OwnedObjects(String namespace) {
        this.namespace = namespace;
    }

    List<EventSource<?, ProntuarioPlatform>> eventSources(EventSourceContext<ProntuarioPlatform> context) {
        List<EventSource<?, ProntuarioPlatform>> sources = new ArrayList<>();
        TYPES.forEach(type -> sources.add(eventSource(type, context)));
        return sources;
    }

    Collection<HasMetadata> present(Context<ProntuarioPlatform> context) {
        List<HasMetadata> present = new ArrayList<>();
        TYPES.forEach(type -> present.addAll(context.getSecondaryResources(type)));
        return present;
    }

    private <T extends HasMetadata> InformerEventSource<T, ProntuarioPlatform> eventSource(
            Class<T> type, EventSourceContext<ProntuarioPlatform> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, ProntuarioPlatform.class)
                        .withNamespaces(Set.of(namespace))
                        .withLabelSelector(Labels.MANAGED_BY + "=" + Labels.OPERATOR)
                        .build(),
                context);
    }
}
