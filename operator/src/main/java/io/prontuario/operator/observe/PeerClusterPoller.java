package io.prontuario.operator.observe;

import io.prontuario.continuity.model.Condition;
import io.prontuario.crds.v1alpha1.CloudSpec;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.spec.AcceptedSpec;
import io.prontuario.operator.status.OperatorCondition;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A direct look at the other cluster's object every half minute, where {@code spec.cloud.kubeconfigSecretRef} asks for one.
 * Off the reconcile threads, without informers: whatever it meets is a condition and nothing else.
 */
public final class PeerClusterPoller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeerClusterPoller.class);
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final String FIELD = "spec.cloud.kubeconfigSecretRef";

    private final PeerClusterReader remote;
    private final Runnable onChange;
    private @Nullable ScheduledExecutorService clock;
    private volatile @Nullable Question question;
    private volatile PeerClusterView view = new PeerClusterView.NotLooked();

    /** @param onChange told on a thread of this object when the view changed */
    public PeerClusterPoller(PeerClusterReader remote, Runnable onChange) {
        this.remote = remote;
        this.onChange = onChange;
    }

    private record Question(String namespace, String name, String secret, String ownHash) {}

    /** Looks for this object from now on; stops looking when the spec no longer asks for it. */
    public synchronized void follow(ProntuarioPlatform platform, AcceptedSpec accepted) {
        CloudSpec cloud = accepted.spec().cloud();
        String secret = cloud == null ? null : cloud.kubeconfigSecretRef();
        if (secret == null) {
            question = null;
            view = new PeerClusterView.NotLooked();
            return;
        }
        Question before = question;
        Question now = new Question(
                platform.getMetadata().getNamespace(), platform.getMetadata().getName(), secret, accepted.hash());
        if (before != null && !before.secret().equals(secret)) {
            view = new PeerClusterView.NotLooked();
        }
        question = now;
        if (clock == null) {
            ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(1, task -> {
                Thread thread = new Thread(task, "remote-look");
                thread.setDaemon(true);
                return thread;
            });
            started.scheduleWithFixedDelay(this::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
            clock = started;
        }
    }

    /** SpecInSync as seen directly; empty when the spec asks for no direct look. */
    public Optional<OperatorCondition> condition() {
        Question asked = question;
        return asked == null ? Optional.empty() : Optional.of(condition(asked, view));
    }

    @Override
    public synchronized void close() {
        if (clock != null) {
            clock.shutdownNow();
        }
    }

    private void look() {
        Question asked = question;
        if (asked == null) {
            return;
        }
        try {
            PeerClusterView seen = remote.look(asked.namespace(), asked.name(), asked.secret());
            boolean news = !seen.equals(view);
            view = seen;
            if (news) {
                onChange.run();
            }
        } catch (RuntimeException e) {
            // An exception would end the schedule for good.
            LOG.warn("the look at the other cluster failed", e);
        }
    }

    private static OperatorCondition condition(Question asked, PeerClusterView view) {
        if (view instanceof PeerClusterView.Found found) {
            return found.specHash().equals(asked.ownHash())
                    ? is(Condition.Status.True, "SameSpec", "both sides run the same spec")
                    : is(
                            Condition.Status.False,
                            "SpecsDiffer",
                            "the other cluster runs another spec; apply the same object to both clusters");
        }
        if (view instanceof PeerClusterView.Missing missing) {
            return is(Condition.Status.False, "NotThere", missing.message());
        }
        if (view instanceof PeerClusterView.Unusable unusable) {
            return is(Condition.Status.Unknown, "KubeconfigUnusable", FIELD + ": " + unusable.message());
        }
        if (view instanceof PeerClusterView.Unreachable unreachable) {
            return is(
                    Condition.Status.Unknown,
                    "CloudUnreachable",
                    FIELD + ": " + unreachable.message()
                            + "; check the server address in the kubeconfig and the path to it. Nothing else depends"
                            + " on it");
        }
        return is(Condition.Status.Unknown, "NotLooked", "the other cluster has not been asked yet");
    }

    private static OperatorCondition is(Condition.Status status, String reason, String message) {
        return OperatorCondition.of(Condition.Type.SpecInSync, status, reason, message);
    }
}
