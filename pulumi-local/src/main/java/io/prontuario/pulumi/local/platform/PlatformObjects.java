package io.prontuario.pulumi.local.platform;

import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.prontuario.crds.DrillCrd;
import io.prontuario.crds.PlatformCrd;
import io.prontuario.pulumi.local.objects.ObjectsComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The custom resource definitions, and the hospital's ProntuarioPlatform object. */
public final class PlatformObjects {
    private PlatformObjects() {}

    /** The custom resource definitions. Everything that uses the types depends on them. */
    public static ObjectsComponent definitions(ComponentResourceOptions options) {
        return new Definitions(options);
    }

    /** The platform object. @param yaml a valid ProntuarioPlatform */
    public static ObjectsComponent platform(
            String yaml, String namespace, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        return new Platform(yaml, namespace, options, dependencies);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> read(String yaml) {
        return Serialization.unmarshal(yaml, Map.class);
    }

    private static final class Definitions extends ObjectsComponent {
        Definitions(ComponentResourceOptions options) {
            super("platform-type", options, List.of());
            add(read(PlatformCrd.yaml()));
            add(read(DrillCrd.yaml()));
            complete(Map.of());
        }
    }

    private static final class Platform extends ObjectsComponent {
        @SuppressWarnings("unchecked")
        Platform(
                String yaml,
                String namespace,
                ComponentResourceOptions options,
                List<? extends Resource> dependencies) {
            super("platform", options, dependencies);
            Map<String, Object> platform = new LinkedHashMap<>(read(yaml));
            Map<String, Object> metadata = new LinkedHashMap<>((Map<String, Object>) platform.get("metadata"));
            metadata.put("namespace", namespace);
            platform.put("metadata", metadata);
            add(platform);
            complete(Map.of());
        }
    }
}
