package io.prontuario.operator.act;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.operator.desired.Labels;
import io.prontuario.operator.desired.PlatformRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one platform's objects be as they should: by server-side apply, only where something differs, and by deleting owned
 * objects that nobody wants any more.
 *
 * <p>What was applied is remembered by what the API server made of it. So defaults that the server fills in never look like a
 * change, and an edit by hand always does. After a restart every object is applied once; the server drops an apply that
 * changes nothing.
 */
public final class ObjectApplier {
    /** What the object was asked to be; tells an edit by hand from a new wish, after a restart too. */
    static final String WISH = "platform.prontuario.io/wish";

    private static final Logger LOG = LoggerFactory.getLogger(ObjectApplier.class);

    private final KubernetesClient client;
    private final Map<ObjectKey, Applied> memory = new HashMap<>();
    private final Map<ObjectKey, String> complaints = new HashMap<>();

    public ObjectApplier(KubernetesClient client) {
        this.client = client;
    }

    /** @param version the object's resourceVersion after the apply; caches that are older say nothing */
    private record Applied(String wish, String uid, String result, long version) {}

    /**
     * @param repaired objects that had been changed or deleted by somebody else
     * @param failures what could not be applied and why, by object
     * @param writes requests that were sent
     */
    public record Outcome(List<String> repaired, Map<String, String> failures, int writes) {
        public Outcome {
            repaired = List.copyOf(repaired);
            failures = Map.copyOf(failures);
        }
    }

    /** @param present the platform's objects as the caches know them */
    public synchronized Outcome apply(
            PlatformRef platform, List<HasMetadata> desired, Collection<? extends HasMetadata> present) {
        Map<ObjectKey, HasMetadata> live = new HashMap<>();
        present.forEach(object -> live.put(ObjectKey.of(object), object));
        List<String> repaired = new ArrayList<>();
        Map<String, String> failures = new HashMap<>();
        int writes = 0;
        for (HasMetadata wanted : desired) {
            ObjectKey key = ObjectKey.of(wanted);
            HasMetadata found = live.remove(key);
            String wish = ObjectHash.of(wanted);
            if (isAsWished(memory.get(key), wish, found)) {
                continue;
            }
            writes++;
            try {
                if (applyOne(key, wanted, wish, found)) {
                    repaired.add(key.toString());
                }
            } catch (KubernetesClientException e) {
                fail(failures, key, e);
            }
        }
        writes += prune(platform, live, failures);
        return new Outcome(repaired, failures, writes);
    }

    private static boolean isAsWished(@Nullable Applied applied, String wish, @Nullable HasMetadata found) {
        return applied != null
                && found != null
                && applied.wish().equals(wish)
                && applied.uid().equals(found.getMetadata().getUid())
                && (version(found) < applied.version() || applied.result().equals(ObjectHash.of(found)));
    }

    /** Whether this put something right that had been changed behind the operator's back. */
    private boolean applyOne(ObjectKey key, HasMetadata wanted, String wish, @Nullable HasMetadata found) {
        Applied before = memory.get(key);
        HasMetadata marked = client.getKubernetesSerialization().clone(wanted);
        Map<String, String> annotations = new HashMap<>(
                Optional.ofNullable(marked.getMetadata().getAnnotations()).orElse(Map.of()));
        annotations.put(WISH, wish);
        marked.getMetadata().setAnnotations(annotations);
        HasMetadata result = write(marked);
        Applied after = new Applied(wish, result.getMetadata().getUid(), ObjectHash.of(result), version(result));
        memory.put(key, after);
        complaints.remove(key);
        if (found == null) {
            return before != null && before.wish().equals(wish) && !before.uid().equals(after.uid());
        }
        boolean sameWish = wish.equals(annotation(found))
                || (before != null && before.wish().equals(wish));
        return sameWish && !ObjectHash.of(found).equals(after.result());
    }

    private HasMetadata write(HasMetadata marked) {
        try {
            return serverSideApply(marked);
        } catch (KubernetesClientException e) {
            boolean unknown = String.valueOf(e.getMessage()).contains("trafficDistribution");
            if (unknown && marked instanceof Service service) {
                LOG.warn(
                        "this Kubernetes does not know trafficDistribution {}: a front door on a host may ask another host's pods",
                        service.getSpec().getTrafficDistribution());
                service.getSpec().setTrafficDistribution(null);
                return serverSideApply(service);
            }
            throw e;
        }
    }

    private HasMetadata serverSideApply(HasMetadata marked) {
        return client.resource(marked)
                .fieldManager(Labels.OPERATOR)
                .forceConflicts()
                .serverSideApply();
    }

    // Compared as a number, as the API server's own caches do.
    private static long version(HasMetadata object) {
        try {
            return Long.parseLong(object.getMetadata().getResourceVersion());
        } catch (NumberFormatException opaque) {
            return Long.MAX_VALUE;
        }
    }

    private static @Nullable String annotation(HasMetadata object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(WISH);
    }

    private int prune(PlatformRef platform, Map<ObjectKey, HasMetadata> unwanted, Map<String, String> failures) {
        int writes = 0;
        for (Map.Entry<ObjectKey, HasMetadata> entry : unwanted.entrySet()) {
            if (!isOurs(platform, entry.getValue())) {
                continue;
            }
            writes++;
            try {
                LOG.info("{} is no longer wanted and is deleted", entry.getKey());
                client.resource(entry.getValue()).delete();
                memory.remove(entry.getKey());
            } catch (KubernetesClientException e) {
                fail(failures, entry.getKey(), e);
            }
        }
        return writes;
    }

    private static boolean isOurs(PlatformRef platform, HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels != null
                && Labels.OPERATOR.equals(labels.get(Labels.MANAGED_BY))
                && object.getMetadata().getOwnerReferences().stream()
                        .map(OwnerReference::getUid)
                        .anyMatch(platform.uid()::equals);
    }

    // Every round tries again; only news is worth a line in the log.
    private void fail(Map<String, String> failures, ObjectKey key, KubernetesClientException e) {
        String why = reason(e);
        failures.put(key.toString(), why);
        if (!why.equals(complaints.put(key, why))) {
            LOG.warn("{} could not be applied: {}", key, why);
        }
    }

    private static String reason(KubernetesClientException e) {
        return e.getStatus() != null && e.getStatus().getMessage() != null
                ? e.getStatus().getMessage()
                : String.valueOf(e.getMessage());
    }
}
