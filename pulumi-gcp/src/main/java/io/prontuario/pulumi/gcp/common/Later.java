package io.prontuario.pulumi.gcp.common;

import com.pulumi.core.Output;
import java.util.List;

/**
 * Values that may be absent in a whole run: with {@code pulumi up --target} a resource outside the target has no outputs, and
 * the SDK hands null on to whatever is made from them.
 */
public final class Later {
    private Later() {}

    /** A list of the one value, or an empty one. */
    public static <T> Output<List<T>> listOf(Output<T> value) {
        return value.applyValue(v -> v == null ? List.of() : List.of(v));
    }
}
