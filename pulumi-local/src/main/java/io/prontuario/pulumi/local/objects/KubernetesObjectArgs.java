package io.prontuario.pulumi.local.objects;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The top-level fields of the kinds that the stack creates. Fields that an object does not have stay absent. */
public final class KubernetesObjectArgs extends ResourceArgs {
    @Import(name = "apiVersion", required = true)
    private final Output<Object> apiVersion;

    @Import(name = "kind", required = true)
    private final Output<Object> kind;

    @Import(name = "metadata", required = true)
    private final Output<Object> metadata;

    @Import(name = "spec")
    private final @Nullable Output<Object> spec;

    @Import(name = "rules")
    private final @Nullable Output<Object> rules;

    @Import(name = "roleRef")
    private final @Nullable Output<Object> roleRef;

    @Import(name = "subjects")
    private final @Nullable Output<Object> subjects;

    @Import(name = "type")
    private final @Nullable Output<Object> type;

    @Import(name = "stringData")
    private final @Nullable Output<Object> stringData;

    private KubernetesObjectArgs(Map<String, Output<Object>> fields) {
        apiVersion = required(fields, "apiVersion");
        kind = required(fields, "kind");
        metadata = required(fields, "metadata");
        spec = fields.get("spec");
        rules = fields.get("rules");
        roleRef = fields.get("roleRef");
        subjects = fields.get("subjects");
        type = fields.get("type");
        stringData = fields.get("stringData");
    }

    private static Output<Object> required(Map<String, Output<Object>> fields, String name) {
        Output<Object> value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("a Kubernetes object needs the field " + name);
        }
        return value;
    }

    static KubernetesObjectArgs of(Map<String, Output<Object>> fields) {
        return new KubernetesObjectArgs(fields);
    }
}
