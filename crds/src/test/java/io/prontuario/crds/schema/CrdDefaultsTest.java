package io.prontuario.crds.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** For every field of the spec, the default in the schema is the default of the Java constructor. */
class CrdDefaultsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Filled from another field of the same record, which a schema cannot say; or a stand-in for "none". */
    private static final Set<String> COMPUTED = Set.of(
            "spec.hosts[].node",
            "spec.edge.nodes[].node",
            "spec.services[].profiles.emergency.takeoverReplicas",
            "spec.models[].sha256");

    @Test
    void theSchemasDefaultsAreTheJavaDefaults() throws Exception {
        JSONSchemaProps root = CrdGenerator.generate()
                .getSpec()
                .getVersions()
                .get(0)
                .getSchema()
                .getOpenAPIV3Schema();
        List<String> differences = new ArrayList<>();
        compare("spec", PlatformSpec.class, CrdCompletion.at(root, "spec"), differences);
        assertThat(differences).isEmpty();
    }

    private static void compare(String path, Class<?> type, JSONSchemaProps schema, List<String> differences)
            throws Exception {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object empty = type.getDeclaredConstructor(types).newInstance(new Object[types.length]);
        for (RecordComponent component : components) {
            String at = path + "." + component.getName();
            JSONSchemaProps field = schema.getProperties().get(component.getName());
            Object value = component.getAccessor().invoke(empty);
            Class<?> nested = component.getType();
            if (nested.isRecord()) {
                // {} in the schema means the defaults of the fields, which are compared separately.
                if ((value != null) != (field.getDefault() != null)) {
                    differences.add(at + ": Java " + value + ", schema " + field.getDefault());
                }
                compare(at, nested, field, differences);
            } else if (List.class.isAssignableFrom(nested)) {
                Class<?> item = itemOf(component.getGenericType());
                if (item.isRecord()) {
                    compare(at + "[]", item, field.getItems().getSchema(), differences);
                }
            } else if (!Map.class.isAssignableFrom(nested)) {
                JsonNode java = value == null || COMPUTED.contains(at) ? null : JSON.valueToTree(value);
                JsonNode declared = field.getDefault();
                if (java == null ? declared != null : !java.equals(declared)) {
                    differences.add(at + ": Java " + java + ", schema " + declared);
                }
            }
            assertThat(value instanceof Collection<?> list && !list.isEmpty())
                    .as("%s: a list's default is empty, in Java and in the schema", at)
                    .isFalse();
        }
    }

    private static Class<?> itemOf(Type list) {
        return (Class<?>) ((ParameterizedType) list).getActualTypeArguments()[0];
    }
}
