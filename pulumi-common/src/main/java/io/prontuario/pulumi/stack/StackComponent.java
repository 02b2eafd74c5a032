package io.prontuario.pulumi.stack;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A component of a stack. Its resources are its children and depend on the resources that the component needs. */
public abstract class StackComponent extends ComponentResource {
    private final List<Resource> dependencies;

    /**
     * @param stack {@code gcp} or {@code local}
     * @param name the component's logical name; its type token is {@code prontuario:STACK:NAME}. Both are part of the URN of
     *     every child: changing either replaces the children in existing stacks
     * @param options the parent, whose provider the children inherit
     * @param dependencies the resources that every child depends on, for example the enabled APIs
     */
    protected StackComponent(
            String stack, String name, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        super("prontuario:" + stack + ":" + name, name, options);
        this.dependencies = List.copyOf(dependencies);
    }

    /** Options of a child. */
    protected CustomResourceOptions child() {
        return childAfter().build();
    }

    /** Options of a child that also depends on the given resources. */
    protected CustomResourceOptions.Builder childAfter(Resource... more) {
        return childAfter(List.of(more));
    }

    /** Options of a child that also depends on the given resources. */
    protected CustomResourceOptions.Builder childAfter(List<? extends Resource> more) {
        List<Resource> all = new ArrayList<>(dependencies);
        all.addAll(more);
        CustomResourceOptions.Builder builder = CustomResourceOptions.builder();
        builder.parent(this);
        builder.dependsOn(all);
        return builder;
    }

    /** Tells the engine that every child is registered. Every constructor ends with it. */
    protected void complete(Map<String, Output<?>> outputs) {
        registerOutputs(outputs);
    }

    /** Options of a component that is a child of the given resource. */
    public static ComponentResourceOptions childOf(Resource parent) {
        ComponentResourceOptions.Builder builder = ComponentResourceOptions.builder();
        builder.parent(parent);
        return builder.build();
    }
}
