package io.prontuario.pulumi.gcp.policypack;

import com.google.gson.Gson;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import io.prontuario.pulumi.engine.PropertyPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A resource as a policy sees it. During a preview an unknown value is present as a marker text of the engine.
 *
 * @param type the type token
 * @param protect whether the engine would refuse to delete it
 * @param production whether the stack is production
 */
public record PolicyResource(
        String urn, String type, String name, Map<String, Object> properties, boolean protect, boolean production) {
    private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";

    /** Converts the protocol's values to maps, lists, strings, doubles and booleans. Secrets become their values. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> plain(Struct struct) {
        try {
            Object read = new Gson().fromJson(JsonFormat.printer().print(struct), Map.class);
            return unwrapped(read) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static @Nullable Object unwrapped(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            if (map.containsKey(SIGNATURE) && map.containsKey("value")) {
                return unwrapped(map.get("value"));
            }
            Map<String, Object> result = new LinkedHashMap<>();
            map.forEach((key, v) -> {
                Object plain = unwrapped(v);
                if (plain != null) {
                    result.put(String.valueOf(key), plain);
                }
            });
            return result;
        }
        return value instanceof List<?> list
                ? list.stream()
                        .map(PolicyResource::unwrapped)
                        .filter(v -> v != null)
                        .toList()
                : value;
    }

    /** Whether the type token ends with one of these names. */
    public boolean is(String... types) {
        for (String t : types) {
            if (type.endsWith(":" + t)) {
                return true;
            }
        }
        return false;
    }

    /** Every value at a path such as {@code settings.tier} or {@code rules[].action}. */
    public List<Object> all(String path) {
        return PropertyPath.values(properties, path);
    }

    /** The first value at a path. */
    public Optional<Object> at(String path) {
        return all(path).stream().findFirst();
    }

    /** The first value at a path as text; empty if there is none. */
    public String text(String path) {
        return at(path).map(String::valueOf).orElse("");
    }

    /** Whether the first value at a path is {@code true}. */
    public boolean on(String path) {
        return at(path).filter(Boolean.TRUE::equals).isPresent();
    }
}
