package io.prontuario.operator.desired;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.prontuario.continuity.model.SiteName;
import java.util.Map;
import java.util.TreeMap;

/** The labels every object of a platform carries, and the metadata built from them. */
public final class Labels {
    public static final String NAME = "app.kubernetes.io/name";
    public static final String PART_OF = "app.kubernetes.io/part-of";
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String SITE = "platform.prontuario.io/site";
    /** The value of {@link #MANAGED_BY}, and the field manager of every server-side apply. */
    public static final String OPERATOR = "prontuario-operator";

    private Labels() {}

    /** Selects the pods of one service on one site. */
    static Map<String, String> selector(PlatformRef platform, String service, SiteName site) {
        Map<String, String> labels = selector(platform, service);
        labels.put(SITE, site.value());
        return labels;
    }

    /** Selects the pods of one service on every site. */
    static Map<String, String> selector(PlatformRef platform, String service) {
        Map<String, String> labels = selector(platform);
        labels.put(NAME, service);
        return labels;
    }

    /** Selects every pod of the platform. */
    static Map<String, String> selector(PlatformRef platform) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(PART_OF, platform.name());
        return labels;
    }

    /** Metadata of an owned object: name, namespace, owner, and the given labels beside the managed-by label. */
    static ObjectMeta metadata(PlatformRef platform, String name, Map<String, String> labels) {
        Map<String, String> all = new TreeMap<>(labels);
        all.put(MANAGED_BY, OPERATOR);
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(platform.namespace())
                .withLabels(all)
                .withOwnerReferences(platform.owner())
                .build();
    }

    /** Metadata of an object of the platform itself rather than of one of its services. */
    public static ObjectMeta ownedMetadata(PlatformRef platform, String name) {
        return metadata(platform, name, selector(platform));
    }

    static Map<String, String> with(Map<String, String> labels, String key, String value) {
        Map<String, String> all = new TreeMap<>(labels);
        all.put(key, value);
        return all;
    }
}
