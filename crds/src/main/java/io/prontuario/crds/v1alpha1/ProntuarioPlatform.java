package io.prontuario.crds.v1alpha1;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** A hospital's platform. The same object is applied on site and in the cloud; each side reports its own status. */
@Group("platform.prontuario.io")
@Version("v1alpha1")
public class ProntuarioPlatform extends CustomResource<PlatformSpec, PlatformStatus> implements Namespaced {}
