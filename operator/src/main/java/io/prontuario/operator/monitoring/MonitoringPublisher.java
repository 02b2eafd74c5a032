package io.prontuario.operator.monitoring;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.prontuario.continuity.model.Condition;
import io.prontuario.crds.v1alpha1.MonitoringSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.desired.Labels;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.operator.status.OperatorCondition;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the published objects as {@code spec.monitoring} asks, on a thread of its own and without caches: the types belong to
 * another operator and may not be there. Where nothing was ever asked for, nothing is asked of the API server.
 */
public final class MonitoringPublisher implements AutoCloseable {
    static final String CONDITION = "MonitoringPublished";

    private static final Logger LOG = LoggerFactory.getLogger(MonitoringPublisher.class);
    private static final long EVERY_SECONDS = 10;

    private final KubernetesClient client;
    private final BooleanSupplier leads;
    private final Runnable onChange;
    private @Nullable ScheduledExecutorService thread;
    private volatile @Nullable Wanted wanted;
    private volatile @Nullable OperatorCondition condition;

    private record Wanted(PlatformRef platform, MonitoringSpec spec) {
        boolean anything() {
            return spec.prometheusRules() || spec.serviceMonitors();
        }
    }

    /** @param onChange asks for a pass */
    public MonitoringPublisher(KubernetesClient client, BooleanSupplier leads, Runnable onChange) {
        this.client = client;
        this.leads = leads;
        this.onChange = onChange;
    }

    /** @param status as it is now: it says whether a leader before this one has published something */
    public synchronized void follow(PlatformRef platform, PlatformSpec spec, @Nullable PlatformStatus status) {
        Wanted now = new Wanted(platform, spec.monitoring());
        boolean publishedBefore = status != null
                && status.conditions().stream().anyMatch(held -> held.getType().equals(CONDITION));
        if (!now.anything() && !publishedBefore && condition == null) {
            wanted = null;
            return;
        }
        boolean changed = !now.equals(wanted);
        wanted = now;
        if (thread == null) {
            ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(1, work -> {
                Thread made = new Thread(work, "monitoring");
                made.setDaemon(true);
                return made;
            });
            started.scheduleWithFixedDelay(this::look, 0, EVERY_SECONDS, TimeUnit.SECONDS);
            thread = started;
        } else if (changed) {
            thread.execute(this::look);
        }
    }

    /** Empty while nothing is published. */
    public Optional<OperatorCondition> condition() {
        return Optional.ofNullable(condition);
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.shutdownNow();
        }
    }

    private void look() {
        Wanted now = wanted;
        if (now == null || !leads.getAsBoolean()) {
            return;
        }
        List<String> problems = new ArrayList<>();
        boolean silent = false;
        for (MonitoringObjects.Published each : MonitoringObjects.of(now.platform(), now.spec())) {
            try {
                keep(now.platform(), each);
            } catch (KubernetesClientException e) {
                boolean noType = e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
                silent |= !each.wanted() && !noType;
                if (each.wanted()) {
                    problems.add(
                            noType
                                    ? each.field() + ": this cluster has no type "
                                            + each.type().getKind()
                                            + "; install the Prometheus Operator, or set it to false"
                                    : each.field() + ": " + e.getMessage());
                }
            } catch (RuntimeException e) {
                // An exception would end the schedule for good.
                LOG.warn("publishing {} failed", each.field(), e);
                silent = true;
            }
        }
        OperatorCondition before = condition;
        OperatorCondition after = now.anything() || silent
                ? OperatorCondition.of(
                        CONDITION,
                        problems.isEmpty() ? Condition.Status.True : Condition.Status.False,
                        problems.isEmpty() ? "Published" : "NotPublished",
                        problems.isEmpty() ? "published as the spec asks" : String.join("; ", problems))
                : null;
        condition = after;
        if (after == null ? before != null : !after.equals(before)) {
            onChange.run();
        }
    }

    private void keep(PlatformRef platform, MonitoringObjects.Published each) {
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
