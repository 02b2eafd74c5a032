package io.prontuario.pulumi.local.installation;

import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.operator.install.Installation;
import io.prontuario.pulumi.local.config.LocalConfig;
import io.prontuario.pulumi.local.objects.Part;
import java.util.List;
import java.util.Map;

/**
 * The operator: exactly the objects that {@code operator.jar manifests} prints, so that Pulumi, the CLI and the testbed
 * install the same thing. The namespace comes first and everything else waits for it.
 */
public final class Operator {
    private final Part namespace;
    private final Part workload;

    public Operator(LocalConfig config, ComponentResourceOptions options) {
        List<HasMetadata> objects = new Installation(
                        OperatorRole.ONSITE,
                        config.namespace(),
                        config.operatorImage(),
                        config.replicas(),
                        config.edgeNode(),
                        "prontuario-agent")
                .objects();
        namespace = new Objects("namespace", objects.subList(0, 1), options, List.of());
        workload = new Objects("operator", objects.subList(1, objects.size()), options, namespace.made());
    }

    private static final class Objects extends Part {
        Objects(
                String name,
                List<HasMetadata> objects,
                ComponentResourceOptions options,
                List<? extends Resource> after) {
            super(name, options, after);
            objects.forEach(o -> object(plain(o)));
            done();
        }

        @SuppressWarnings("unchecked")
        private static Map<String, Object> plain(HasMetadata object) {
            return Serialization.unmarshal(Serialization.asJson(object), Map.class);
        }
    }

    public List<Resource> namespace() {
        return namespace.made();
    }

    public List<Resource> workload() {
        return workload.made();
    }
}
