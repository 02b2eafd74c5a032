package io.prontuario.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;

/** The platform object that owns the built objects: enough for labels, names and the owner reference. */
public record PlatformRef(String namespace, String name, String uid) {
    public static PlatformRef of(ProntuarioPlatform platform) {
        return new PlatformRef(
                platform.getMetadata().getNamespace(),
                platform.getMetadata().getName(),
                platform.getMetadata().getUid());
    }

    OwnerReference owner() {
        return new OwnerReferenceBuilder()
                .withApiVersion(HasMetadata.getApiVersion(ProntuarioPlatform.class))
                .withKind(HasMetadata.getKind(ProntuarioPlatform.class))
                .withName(name)
                .withUid(uid)
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build();
    }
}
