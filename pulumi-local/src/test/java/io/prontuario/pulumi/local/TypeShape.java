package io.prontuario.pulumi.local;

import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import io.prontuario.pulumi.local.objects.KubernetesObjectArgs;

/**
 * CustomResourceDefinition in the double's schema. The SDK's types are those of Kubernetes 1.27 and have no fieldPath and
 * reason of validation rules. The module crds tests the definitions on a real API server.
 */
@ResourceType(type = "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition")
public final class TypeShape extends CustomResource {
    public TypeShape(String name, KubernetesObjectArgs args) {
        super("kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition", name, args, CustomResourceOptions.Empty);
    }
}
