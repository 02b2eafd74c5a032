package io.prontuario.pulumi.gcp.common;

import com.pulumi.core.Output;
import java.util.List;

/**
 * Lists of outputs that may have no value. With {@code pulumi up --target}, resources outside the target have no outputs and
 * the SDK passes null to functions of those outputs.
 */
public final class OutputLists {
    private OutputLists() {}

    /** A list with the value, or an empty list if there is none. */
    public static <T> Output<List<T>> ofPresent(Output<T> value) {
        return value.applyValue(v -> v == null ? List.of() : List.of(v));
    }
}
