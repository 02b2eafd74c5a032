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
 * Applies one platform's objects: server-side apply, only where something differs, and deletion of owned objects that are no
 * longer desired.
 *
 * <p>An applied object is remembered in the form in which the API server returned it. So defaults that the server fills in never
 * look like a change, and an edit by hand always does. After a restart every object is applied once; the server drops an apply
 * that changes nothing.
 *
 * <p>Why not JOSDK's dependent resources: (1) a pass must write nothing when nothing changed, and their matchers compare a desired
 * object with the live one field by field, which server-side defaults defeat for several of these types; (2) a repaired object
 * must be reported in an Event, so the applier has to distinguish an edit by hand from a new desired state, after a restart too;
 * (3) the set of objects depends on the spec, so deletion goes by label and owner, not by a declared dependent for each object;
 * (4) objects are applied after the decision is recorded and routes are sent, in the act phase, while the framework reconciles
 * dependents before or around the reconciler.
 */
public final class ObjectApplier {
    /** Hash of the desired object as last applied; distinguishes an edit by hand from a new desired state, after a restart too. */
    static final String LAST_APPLIED_HASH = "platform.prontuario.io/last-applied-hash";

    private static final Logger LOG = LoggerFactory.getLogger(ObjectApplier.class);

    private final KubernetesClient client;
    private final Map<ObjectKey, Applied> memory = new HashMap<>();
    private final Map<ObjectKey, String> reported = new HashMap<>();

    public ObjectApplier(KubernetesClient client) {
        this.client = client;
    }

    /** @param version the object's resourceVersion after the apply; an older cached object is ignored */
    private record Applied(String hash, String uid, String result, long version) {}

    /**
     * @param repaired objects that another client had changed or deleted
     * @param failures what could not be applied and why, by object
     * @param writes requests that were sent
     */
    public record Outcome(List<String> repaired, Map<String, String> failures, int writes) {
        public Outcome {
            repaired = List.copyOf(repaired);
            failures = Map.copyOf(failures);
        }
    }

    /** @param present the platform's objects as the caches hold them */
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
            String hash = ObjectHash.of(wanted);
            if (isAsDesired(memory.get(key), hash, found)) {
                continue;
            }
            writes++;
            try {
                if (applyOne(key, wanted, hash, found)) {
                    repaired.add(key.toString());
                }
            } catch (KubernetesClientException e) {
                fail(failures, key, e);
            }
        }
        writes += prune(platform, live, failures);
        return new Outcome(repaired, failures, writes);
    }

    private static boolean isAsDesired(@Nullable Applied applied, String hash, @Nullable HasMetadata found) {
        return applied != null
                && found != null
                && applied.hash().equals(hash)
                && applied.uid().equals(found.getMetadata().getUid())
                && (version(found) < applied.version() || applied.result().equals(ObjectHash.of(found)));
    }

    /** Whether this restored an object that another client had changed. */
    private boolean applyOne(ObjectKey key, HasMetadata wanted, String hash, @Nullable HasMetadata found) {
        Applied before = memory.get(key);
        HasMetadata marked = client.getKubernetesSerialization().clone(wanted);
        Map<String, String> annotations = new HashMap<>(
                Optional.ofNullable(marked.getMetadata().getAnnotations()).orElse(Map.of()));
        annotations.put(LAST_APPLIED_HASH, hash);
        marked.getMetadata().setAnnotations(annotations);
        HasMetadata result = write(marked);
        Applied after = new Applied(hash, result.getMetadata().getUid(), ObjectHash.of(result), version(result));
        memory.put(key, after);
        reported.remove(key);
        if (found == null) {
            return before != null && before.hash().equals(hash) && !before.uid().equals(after.uid());
        }
        boolean sameDesired = hash.equals(annotation(found))
                || (before != null && before.hash().equals(hash));
        return sameDesired && !ObjectHash.of(found).equals(after.result());
    }

    private HasMetadata write(HasMetadata marked) {
        try {
            return serverSideApply(marked);
        } catch (KubernetesClientException e) {
            boolean unsupported = String.valueOf(e.getMessage()).contains("trafficDistribution");
            if (unsupported && marked instanceof Service service) {
                LOG.warn(
                        "this Kubernetes does not support trafficDistribution {}; it is left out, and a front door may reach another"
                                + " host's pods",
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
        return annotations == null ? null : annotations.get(LAST_APPLIED_HASH);
    }

    private int prune(PlatformRef platform, Map<ObjectKey, HasMetadata> undesired, Map<String, String> failures) {
        int writes = 0;
        for (Map.Entry<ObjectKey, HasMetadata> entry : undesired.entrySet()) {
            if (!isOurs(platform, entry.getValue())) {
                continue;
            }
            writes++;
            try {
                LOG.info("{} is no longer desired and is deleted", entry.getKey());
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

    // Every pass tries again; a failure is logged once.
    private void fail(Map<String, String> failures, ObjectKey key, KubernetesClientException e) {
        String why = reason(e);
        failures.put(key.toString(), why);
        if (!why.equals(reported.put(key, why))) {
            LOG.warn("{} could not be applied; the next pass tries again: {}", key, why);
        }
    }

    private static String reason(KubernetesClientException e) {
        return e.getStatus() != null && e.getStatus().getMessage() != null
                ? e.getStatus().getMessage()
                : String.valueOf(e.getMessage());
    }
}
