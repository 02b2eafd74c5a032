package io.prontuario.pulumi.local.objects;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A component of the on-site stack: its objects as children, after what it needs. */
public abstract class Part extends ComponentResource {
    private final List<Resource> after;
    private final List<Resource> made = new ArrayList<>();

    /** @param after what every object of this part waits for */
    protected Part(String part, ComponentResourceOptions options, List<? extends Resource> after) {
        super("prontuario:local:" + part, part, options);
        this.after = List.copyOf(after);
    }

    /** An object that waits for what the part waits for. */
    protected KubernetesObject object(Map<String, Object> object) {
        return object(object, Map.of());
    }

    protected KubernetesObject object(Map<String, Object> object, Map<String, Output<String>> secrets) {
        CustomResourceOptions.Builder options = CustomResourceOptions.builder();
        options.parent(this);
        options.dependsOn(after);
        KubernetesObject created = KubernetesObject.create(object, secrets, options.build());
        made.add(created);
        return created;
    }

    protected void done() {
        registerOutputs(Map.of());
    }

    /** What waits for this part waits for all of these. */
    public List<Resource> made() {
        return List.copyOf(made);
    }
}
