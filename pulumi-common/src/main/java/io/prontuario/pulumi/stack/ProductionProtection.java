package io.prontuario.pulumi.stack;

import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceTransformation;
import com.pulumi.resources.StackOptions;
import java.util.Optional;

/**
 * Sets {@code protect} on every resource, components and the provider included. Every one, because the engine refuses to
 * delete a protected resource but first deletes those of its siblings that are not protected.
 */
public final class ProductionProtection implements ResourceTransformation {
    /** Options of a stack: with the protection if it is a production stack. */
    public static StackOptions stackOptions(boolean production) {
        StackOptions.Builder options = StackOptions.builder();
        return production
                ? options.resourceTransformations(new ProductionProtection()).build()
                : options.build();
    }

    @Override
    public Optional<Result> apply(Args args) {
        if (args.options() instanceof CustomResourceOptions custom) {
            CustomResourceOptions.Builder more = CustomResourceOptions.builder();
            more.protect(true);
            return Optional.of(new Result(args.args(), CustomResourceOptions.merge(custom, more.build())));
        }
        if (args.options() instanceof ComponentResourceOptions component) {
            ComponentResourceOptions.Builder more = ComponentResourceOptions.builder();
            more.protect(true);
            return Optional.of(new Result(args.args(), ComponentResourceOptions.merge(component, more.build())));
        }
        return Optional.empty();
    }
}
