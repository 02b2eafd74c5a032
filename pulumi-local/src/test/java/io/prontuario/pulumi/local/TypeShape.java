package io.prontuario.pulumi.local;

import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import io.prontuario.pulumi.local.objects.KubernetesObjectArgs;

/**
 * A CustomResourceDefinition as the double's schema knows it. The SDK's own types are those of Kubernetes 1.27 and lack the
 * fieldPath and reason of validation rules; the definition itself is proven on a real API server in the crds module.
 */
@ResourceType(type = "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition")
public final class TypeShape extends CustomResource {
    public TypeShape(String name, KubernetesObjectArgs args) {
        super("kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition", name, args, CustomResourceOptions.Empty);
    }
}
