package io.prontuario.pulumi.gcp.common;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A component: one concern, its resources as children, waiting for what it needs. */
public abstract class Concern extends ComponentResource {
    private final List<Resource> after;

    /**
     * @param concern the concern, in the component's type {@code prontuario:gcp:CONCERN} and as its name
     * @param options the parent, which also brings the provider
     * @param after what every child waits for, such as the APIs being on
     */
    protected Concern(String concern, ComponentResourceOptions options, List<? extends Resource> after) {
        super("prontuario:gcp:" + concern, concern, options);
        this.after = List.copyOf(after);
    }

    /** Options of a child that also waits for the given resources. */
    protected CustomResourceOptions.Builder childAfter(List<? extends Resource> more) {
        List<Resource> all = new ArrayList<>(after);
        all.addAll(more);
        CustomResourceOptions.Builder builder = CustomResourceOptions.builder();
        builder.parent(this);
        builder.dependsOn(all);
        return builder;
    }

    protected CustomResourceOptions.Builder childAfter(Resource... more) {
        return childAfter(List.of(more));
    }

    protected CustomResourceOptions child() {
        return childAfter().build();
    }

    /** Tells the engine that the component is complete. */
    protected void done(Map<String, Output<?>> outputs) {
        registerOutputs(outputs);
    }
}
