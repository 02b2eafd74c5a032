package io.prontuario.pulumi.gcp.engine;

import com.pulumi.Pulumi;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceTransformation;
import com.pulumi.resources.StackOptions;
import io.prontuario.pulumi.testing.google.BrokenPrograms;
import java.util.Optional;

/** A program that the provider double accepts and that violates every policy, each with a resource of the policy's name. */
final class BrokenStack {
    private BrokenStack() {}

    public static void main(String[] args) {
        // Protected as in production, so that only the intended violation is reported.
        ResourceTransformation protection = t -> {
            if (t.options() instanceof CustomResourceOptions options) {
                CustomResourceOptions.Builder more = CustomResourceOptions.builder();
                more.protect(true);
                return Optional.of(new ResourceTransformation.Result(
                        t.args(), CustomResourceOptions.merge(options, more.build())));
            }
            return Optional.empty();
        };
        Pulumi.withOptions(StackOptions.builder()
                        .resourceTransformations(protection)
                        .build())
                .run(context -> BrokenPrograms.all().values().forEach(program -> program.accept(context)));
    }
}
