package io.prontuario.pulumi.local;

import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import io.prontuario.pulumi.local.objects.KubernetesObjectArgs;

/** The type of the platform object in the double's schema. */
@ResourceType(type = "kubernetes:platform.prontuario.io/v1alpha1:ProntuarioPlatform")
public final class PlatformShape extends CustomResource {
    public PlatformShape(String name, KubernetesObjectArgs args) {
        super("kubernetes:platform.prontuario.io/v1alpha1:ProntuarioPlatform", name, args, CustomResourceOptions.Empty);
    }
}
