package io.prontuario.operator.observe;

import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.v1alpha1.CloudSpec;
import io.prontuario.operator.feature.Feature;
import io.prontuario.operator.feature.FeatureRuntime;
import io.prontuario.operator.feature.PassContext;
import io.prontuario.operator.feature.PeriodicTask;
import io.prontuario.operator.status.OperatorCondition;
import io.prontuario.operator.status.StatusReport;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the other cluster's object every half minute, where {@code spec.cloud.kubeconfigSecretRef} asks for it. The result is
 * the condition SpecInSync and nothing else. On site only: the cloud has no way into the hospital's API server.
 */
public final class PeerClusterPoller implements Feature {
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final String FIELD = "spec.cloud.kubeconfigSecretRef";

    private final PeerClusterReader reader;
    private final Runnable requestPass;
    private final PeriodicTask task;
    private volatile @Nullable Request request;
    private volatile PeerClusterView view = new PeerClusterView.NotPolled();

    public PeerClusterPoller(PeerClusterReader reader, FeatureRuntime runtime) {
        this.reader = reader;
        this.requestPass = runtime.requestPass();
        this.task = runtime.task("peer-cluster", this::poll);
    }

    private record Request(String namespace, String name, String secret, String ownHash) {}

    @Override
    public synchronized void follow(PassContext pass) {
        if (pass.role() != OperatorRole.ONSITE || !pass.leads()) {
            return;
        }
        CloudSpec cloud = pass.spec().cloud();
        String secret = cloud == null ? null : cloud.kubeconfigSecretRef();
        if (secret == null) {
            task.pause();
            request = null;
            view = new PeerClusterView.NotPolled();
            return;
        }
        Request before = request;
        if (before != null && !before.secret().equals(secret)) {
            view = new PeerClusterView.NotPolled();
        }
        request = new Request(
                pass.ref().namespace(),
                pass.ref().name(),
                secret,
                pass.accepted().hash());
        task.every(INTERVAL);
    }

    /** SpecInSync as read from the other cluster; nothing when the spec names no kubeconfig. */
    @Override
    public StatusReport contribute(PassContext pass, StatusReport report) {
        Request polled = request;
        return polled == null ? report : report.with(List.of(condition(polled, view)));
    }

    @Override
    public void close() {
        task.close();
    }

    private void poll() {
        Request polled = request;
        if (polled == null) {
            return;
        }
        PeerClusterView found = reader.read(polled.namespace(), polled.name(), polled.secret());
        boolean changed = !found.equals(view);
        view = found;
        if (changed) {
            requestPass.run();
        }
    }

    private static OperatorCondition condition(Request polled, PeerClusterView view) {
        if (view instanceof PeerClusterView.Found found) {
            return found.specHash().equals(polled.ownHash())
                    ? condition(Condition.Status.True, "SameSpec", "both clusters run the same spec")
                    : condition(
                            Condition.Status.False,
                            "SpecsDiffer",
                            "the other cluster runs another spec; apply the same object to both clusters");
        }
        if (view instanceof PeerClusterView.Missing missing) {
            return condition(Condition.Status.False, "NotFound", missing.message());
        }
        if (view instanceof PeerClusterView.Unusable unusable) {
            return condition(Condition.Status.Unknown, "KubeconfigUnusable", FIELD + ": " + unusable.message());
        }
        if (view instanceof PeerClusterView.Unreachable unreachable) {
            return condition(
                    Condition.Status.Unknown,
                    "CloudUnreachable",
                    FIELD + ": " + unreachable.message()
                            + "; check the server address in the kubeconfig and the network path. Nothing else depends"
                            + " on it");
        }
        return condition(Condition.Status.Unknown, "Pending", "the other cluster has not been read yet");
    }

    private static OperatorCondition condition(Condition.Status status, String reason, String message) {
        return OperatorCondition.of(Condition.Type.SpecInSync, status, reason, message);
    }
}
