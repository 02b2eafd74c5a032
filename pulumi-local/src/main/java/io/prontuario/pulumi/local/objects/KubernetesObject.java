package io.prontuario.pulumi.local.objects;

import com.pulumi.core.Output;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Any Kubernetes object. This version of the Java SDK has no class for custom resources; the provider accepts every resource
 * whose type token is {@code kubernetes:GROUP/VERSION:Kind}.
 */
public final class KubernetesObject extends CustomResource {
    private KubernetesObject(String token, String name, KubernetesObjectArgs args, CustomResourceOptions options) {
        super(token, name, args, options);
    }

    /**
     * @param object the object as plain maps, lists, strings, numbers and booleans
     * @param secretStringData values of a Secret's {@code stringData}; they stay encrypted in the engine's state
     */
    public static KubernetesObject create(
            Map<String, Object> object, Map<String, Output<String>> secretStringData, CustomResourceOptions options) {
        Map<String, Output<Object>> fields = new LinkedHashMap<>();
        object.forEach((key, value) -> fields.put(key, Output.of(plain(value))));
        if (!secretStringData.isEmpty()) {
            fields.put("stringData", all(secretStringData));
        }
        String apiVersion = String.valueOf(object.get("apiVersion"));
        String kind = String.valueOf(object.get("kind"));
        String token = "kubernetes:" + (apiVersion.contains("/") ? apiVersion : "core/" + apiVersion) + ":" + kind;
        return new KubernetesObject(token, kind + "-" + name(object), KubernetesObjectArgs.of(fields), options);
    }

    private static Output<Object> all(Map<String, Output<String>> values) {
        List<String> names = List.copyOf(values.keySet());
        List<Output<String>> outputs = names.stream().map(values::get).toList();
        return Output.all(outputs).applyValue(list -> {
            Map<String, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                map.put(names.get(i), list.get(i));
            }
            return map;
        });
    }

    private static String name(Map<String, Object> object) {
        return object.get("metadata") instanceof Map<?, ?> metadata ? String.valueOf(metadata.get("name")) : "";
    }

    /** Converts numbers to doubles, because the SDK does not serialize longs. */
    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> result = new LinkedHashMap<>();
            map.forEach((key, v) -> {
                if (v != null) {
                    result.put(String.valueOf(key), plain(v));
                }
            });
            return result;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(KubernetesObject::plain).toList();
        }
        return value instanceof Number number ? (Object) number.doubleValue() : value;
    }
}
