package io.prontuario.pulumi.local.objects;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.stack.StackComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A component whose children are Kubernetes objects. */
public abstract class ObjectsComponent extends StackComponent {
    private final List<Resource> objects = new ArrayList<>();

    /** @param dependencies the resources that every object depends on */
    protected ObjectsComponent(String name, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        super("local", name, options, dependencies);
    }

    /** Adds an object. */
    protected void add(Map<String, Object> object) {
        add(object, Map.of());
    }

    /** Adds an object with values that stay secret in the engine's state; see {@link KubernetesObject#create}. */
    protected void add(Map<String, Object> object, Map<String, Output<String>> secretStringData) {
        objects.add(KubernetesObject.create(object, secretStringData, child()));
    }

    /** The objects added so far; a resource that needs the component depends on all of them. */
    public List<Resource> objects() {
        return List.copyOf(objects);
    }
}
