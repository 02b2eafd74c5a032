package io.prontuario.operator.monitoring;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.prontuario.continuity.model.Condition;
import io.prontuario.crds.v1alpha1.MonitoringSpec;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.desired.Labels;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.operator.feature.Feature;
import io.prontuario.operator.feature.FeatureRuntime;
import io.prontuario.operator.feature.PassContext;
import io.prontuario.operator.feature.PeriodicTask;
import io.prontuario.operator.status.OperatorCondition;
import io.prontuario.operator.status.StatusReport;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the Prometheus Operator's objects as {@code spec.monitoring} asks. Without informers: the types belong to another
 * operator and may not exist in this cluster. While nothing was ever asked for, it sends the API server nothing.
 */
public final class MonitoringPublisher implements Feature {
    static final String CONDITION = "MonitoringPublished";

    private static final Logger LOG = LoggerFactory.getLogger(MonitoringPublisher.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final KubernetesClient client;
    private final FeatureRuntime runtime;
    private final PeriodicTask task;
    private volatile @Nullable Wanted wanted;
    private volatile @Nullable OperatorCondition condition;

    private record Wanted(PlatformRef platform, MonitoringSpec spec) {
        boolean anything() {
            return spec.prometheusRules() || spec.serviceMonitors();
        }
    }

    public MonitoringPublisher(KubernetesClient client, FeatureRuntime runtime) {
        this.client = client;
        this.runtime = runtime;
        this.task = runtime.task("monitoring", this::publish);
    }

    /** The status as recorded says whether a leader before this one has published something. */
    @Override
    public synchronized void recorded(PassContext pass) {
        Wanted now = new Wanted(pass.ref(), pass.spec().monitoring());
        PlatformStatus status = pass.status();
        boolean publishedBefore = status != null
                && status.conditions().stream().anyMatch(held -> held.getType().equals(CONDITION));
        if (!now.anything() && !publishedBefore && condition == null) {
            task.pause();
            wanted = null;
            return;
        }
        boolean changed = !now.equals(wanted);
        wanted = now;
        if (!task.every(INTERVAL) && changed) {
            task.runNow();
        }
    }

    /** Nothing while nothing is published. */
    @Override
    public StatusReport contribute(PassContext pass, StatusReport report) {
        return report.with(Optional.ofNullable(condition));
    }

    @Override
    public void close() {
        task.close();
    }

    private void publish() {
        Wanted now = wanted;
        if (now == null || !runtime.leads().getAsBoolean()) {
            return;
        }
        List<String> problems = new ArrayList<>();
        boolean unanswered = false;
        for (MonitoringObjects.Published each : MonitoringObjects.of(now.platform(), now.spec())) {
            try {
                publish(now.platform(), each);
            } catch (KubernetesClientException e) {
                boolean noType = e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
                unanswered |= !each.wanted() && !noType;
                if (each.wanted()) {
                    problems.add(
                            noType
                                    ? each.field() + ": this cluster has no type "
                                            + each.type().getKind()
                                            + "; install the Prometheus Operator, or set the field to false"
                                    : each.field() + ": " + e.getMessage());
                }
            } catch (RuntimeException e) {
                LOG.warn("{} could not be published; the next run tries again", each.field(), e);
                unanswered = true;
            }
        }
        OperatorCondition before = condition;
        OperatorCondition after = now.anything() || unanswered ? condition(problems) : null;
        condition = after;
        if (after == null ? before != null : !after.equals(before)) {
            runtime.requestPass().run();
        }
    }

    private static OperatorCondition condition(List<String> problems) {
        return problems.isEmpty()
                ? OperatorCondition.of(
                        CONDITION, Condition.Status.True, "Published", "published as spec.monitoring asks")
                : OperatorCondition.of(CONDITION, Condition.Status.False, "PublishFailed", String.join("; ", problems));
    }

    private void publish(PlatformRef platform, MonitoringObjects.Published each) {
        var objects = client.genericKubernetesResources(each.type()).inNamespace(platform.namespace());
        if (each.wanted()) {
            objects.resource(each.object())
                    .patch(new PatchContext.Builder()
                            .withPatchType(PatchType.SERVER_SIDE_APPLY)
                            .withFieldManager(Labels.OPERATOR)
                            .withForce(true)
                            .build());
        } else {
            objects.withName(each.object().getMetadata().getName()).delete();
        }
    }
}
