package io.prontuario.crds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import java.util.Map;
import java.util.Optional;

/**
 * Applies YAML overlays to a platform by strategic merge: maps are merged, null removes a field, lists are merged by the name
 * (routes: the path) of their items, and other lists are replaced. An item {@code {name: x, $patch: delete}} removes x.
 */
public final class PlatformOverlay {
    private static final String PATCH = "$patch";

    private PlatformOverlay() {}

    /**
     * @param base a complete ProntuarioPlatform as YAML
     * @param overlays applied in order; empty texts change nothing
     * @throws PlatformYamlException if a text is not YAML or the result is not a ProntuarioPlatform
     */
    public static ProntuarioPlatform apply(String base, String... overlays) {
        return PlatformYaml.read(merge(base, overlays));
    }

    /**
     * The same as text, without checking that the result is a ProntuarioPlatform.
     *
     * @throws PlatformYamlException if a text is not YAML
     */
    public static String merge(String base, String... overlays) {
        JsonNode merged = PlatformYaml.readTree(base);
        for (String overlay : overlays) {
            merged = merge(merged, PlatformYaml.readTree(overlay));
        }
        return PlatformYaml.write(merged);
    }

    /** @see #apply(String, String...) */
    public static ProntuarioPlatform apply(ProntuarioPlatform base, String... overlays) {
        return apply(PlatformYaml.write(base), overlays);
    }

    private static JsonNode merge(JsonNode base, JsonNode overlay) {
        if (overlay.isMissingNode()) {
            return base;
        }
        if (base instanceof ObjectNode under && overlay instanceof ObjectNode over) {
            return mergeObjects(under.deepCopy(), over);
        }
        if (base instanceof ArrayNode under && overlay instanceof ArrayNode over) {
            Optional<String> key = keyOf(over);
            if (key.isPresent()) {
                return mergeLists(under.deepCopy(), over, key.get());
            }
        }
        return overlay;
    }

    private static ObjectNode mergeObjects(ObjectNode result, ObjectNode overlay) {
        for (Map.Entry<String, JsonNode> field : overlay.properties()) {
            if (field.getValue().isNull()) {
                result.remove(field.getKey());
            } else {
                result.set(field.getKey(), merge(result.path(field.getKey()), field.getValue()));
            }
        }
        return result;
    }

    private static ArrayNode mergeLists(ArrayNode result, ArrayNode overlay, String key) {
        for (JsonNode item : overlay) {
            int at = indexOf(result, key, item.get(key));
            boolean delete = "delete".equals(item.path(PATCH).asText());
            if (delete && at >= 0) {
                result.remove(at);
            } else if (!delete && at >= 0) {
                result.set(at, merge(result.get(at), item));
            } else if (!delete) {
                result.add(item);
            }
        }
        return result;
    }

    /** The field by which items are merged, if every item has it. */
    private static Optional<String> keyOf(ArrayNode list) {
        for (String key : new String[] {"name", "path"}) {
            boolean everyItem = !list.isEmpty();
            for (JsonNode item : list) {
                everyItem = everyItem && item.path(key).isTextual();
            }
            if (everyItem) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    private static int indexOf(ArrayNode list, String key, JsonNode value) {
        for (int i = 0; i < list.size(); i++) {
            if (value.equals(list.get(i).path(key))) {
                return i;
            }
        }
        return -1;
    }
}
