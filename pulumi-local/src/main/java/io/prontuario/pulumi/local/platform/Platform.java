package io.prontuario.pulumi.local.platform;

import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.prontuario.crds.DrillCrd;
import io.prontuario.crds.PlatformCrd;
import io.prontuario.pulumi.local.objects.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The platform's types, and the hospital's one object. */
public final class Platform {
    private Platform() {}

    /** The types; everything that handles their objects waits for them. */
    public static Part type(ComponentResourceOptions options) {
        return new Type(options);
    }

    /** @param yaml a valid ProntuarioPlatform */
    public static Part object(
            String yaml, String namespace, ComponentResourceOptions options, List<? extends Resource> after) {
        return new Hospital(yaml, namespace, options, after);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> read(String yaml) {
        return Serialization.unmarshal(yaml, Map.class);
    }

    private static final class Type extends Part {
        Type(ComponentResourceOptions options) {
            super("platform-type", options, List.of());
            object(read(PlatformCrd.yaml()));
            object(read(DrillCrd.yaml()));
            done();
        }
    }

    private static final class Hospital extends Part {
        @SuppressWarnings("unchecked")
        Hospital(String yaml, String namespace, ComponentResourceOptions options, List<? extends Resource> after) {
            super("platform", options, after);
            Map<String, Object> platform = new LinkedHashMap<>(read(yaml));
            Map<String, Object> metadata = new LinkedHashMap<>((Map<String, Object>) platform.get("metadata"));
            metadata.put("namespace", namespace);
            platform.put("metadata", metadata);
            object(platform);
            done();
        }
    }
}
