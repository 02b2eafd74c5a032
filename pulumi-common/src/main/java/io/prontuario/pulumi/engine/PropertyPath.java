package io.prontuario.pulumi.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads properties of a resource by path. */
public final class PropertyPath {
    private PropertyPath() {}

    /**
     * The values at a path.
     *
     * @param root nested maps and lists
     * @param path names separated by dots, such as {@code settings.tier}; {@code []} means every item of a list, such as
     *     {@code rules[].action}
     */
    public static List<Object> values(Object root, String path) {
        List<Object> found = List.of(root);
        for (String step : path.split("\\.", -1)) {
            boolean items = step.endsWith("[]");
            String key = items ? step.substring(0, step.length() - 2) : step;
            List<Object> next = new ArrayList<>();
            for (Object value : found) {
                Object child = value instanceof Map<?, ?> map ? map.get(key) : null;
                if (items && child instanceof List<?> list) {
                    next.addAll(list);
                } else if (child != null) {
                    next.add(child);
                }
            }
            found = next;
        }
        return found;
    }
}
