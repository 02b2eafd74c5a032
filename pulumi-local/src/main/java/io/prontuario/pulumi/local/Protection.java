package io.prontuario.pulumi.local;

import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceTransformation;
import java.util.Optional;

/** Protects every resource of production: the engine deletes the unprotected siblings of a protected one first. */
final class Protection implements ResourceTransformation {
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
