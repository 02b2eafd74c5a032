package io.prontuario.pulumi.local.operator;

import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.operator.install.Installation;
import io.prontuario.pulumi.local.config.LocalConfig;
import io.prontuario.pulumi.local.objects.ObjectsComponent;
import io.prontuario.pulumi.local.secrets.PlatformSecrets;
import java.util.List;
import java.util.Map;

/**
 * The operator: the objects that {@code operator.jar manifests} prints, so that Pulumi, the CLI and the test bed install the
 * same objects. The namespace is first; everything else depends on it.
 */
public final class OperatorInstallation {
    private final ManifestsComponent namespace;
    private final ManifestsComponent workload;

    public OperatorInstallation(LocalConfig config, ComponentResourceOptions options) {
        List<HasMetadata> objects = new Installation(
                        OperatorRole.ONSITE,
                        config.namespace(),
                        config.operator().image(),
                        config.operator().replicas(),
                        config.operator().edgeNode(),
                        PlatformSecrets.AGENT)
                .objects();
        namespace = new ManifestsComponent("namespace", objects.subList(0, 1), options, List.of());
        workload = new ManifestsComponent("operator", objects.subList(1, objects.size()), options, namespace.objects());
    }

    private static final class ManifestsComponent extends ObjectsComponent {
        ManifestsComponent(
                String name,
                List<HasMetadata> manifests,
                ComponentResourceOptions options,
                List<? extends Resource> dependencies) {
            super(name, options, dependencies);
            manifests.forEach(manifest -> add(plain(manifest)));
            complete(Map.of());
        }

        @SuppressWarnings("unchecked")
        private static Map<String, Object> plain(HasMetadata manifest) {
            return Serialization.unmarshal(Serialization.asJson(manifest), Map.class);
        }
    }

    /** The namespace. */
    public List<Resource> namespace() {
        return namespace.objects();
    }

    /** Every object of the operator except the namespace. */
    public List<Resource> workload() {
        return workload.objects();
    }
}
