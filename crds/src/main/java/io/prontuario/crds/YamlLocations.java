package io.prontuario.crds;

import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Line and column of each field of a YAML text, by path such as {@code spec.hosts[1].role}, for error messages. */
public final class YamlLocations {
    /** Line and column, both counted from 1. */
    public record Location(int line, int column) {}

    private final Map<String, Location> byPath = new HashMap<>();

    private YamlLocations() {}

    /** The locations of a text; none if it is not YAML. */
    public static YamlLocations of(String yaml) {
        YamlLocations locations = new YamlLocations();
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
            if (root != null) {
                locations.index("", root);
            }
        } catch (YAMLException notYaml) {
            locations.byPath.clear();
        }
        return locations;
    }

    /** The location of a field, or of its nearest parent if the field is absent. */
    public Optional<Location> find(String path) {
        String at = path;
        while (!at.isEmpty()) {
            Location location = byPath.get(at);
            if (location != null) {
                return Optional.of(location);
            }
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
        }
        return Optional.empty();
    }

    private void index(String path, Node node) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple field : mapping.getValue()) {
                if (field.getKeyNode() instanceof ScalarNode key) {
                    String child = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
                    put(child, key.getStartMark());
                    index(child, field.getValueNode());
                }
            }
        } else if (node instanceof SequenceNode sequence) {
            List<Node> items = sequence.getValue();
            for (int i = 0; i < items.size(); i++) {
                String child = path + "[" + i + "]";
                put(child, items.get(i).getStartMark());
                index(child, items.get(i));
            }
        }
    }

    private void put(String path, Mark mark) {
        byPath.put(path, new Location(mark.getLine() + 1, mark.getColumn() + 1));
    }
}
