package io.prontuario.pulumi.testing.provider;

import io.prontuario.pulumi.testing.schema.ResourceSchema;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the double does not know by itself: one cloud's rules, refusals, names and computed values. */
public interface Cloud {
    /** What the provider refuses beyond the schema: values, conflicts, formats, lengths. */
    List<Failure> check(String token, Map<String, Object> inputs);

    /** Names the engine does not give are filled in here, as a provider does in its check. */
    default Map<String, Object> defaults(ResourceSchema schema, String logicalName, Map<String, Object> inputs) {
        return inputs;
    }

    /** Properties whose change makes a new resource. */
    Set<String> replacing(String token);

    /** The id of a new resource. */
    String id(String token, String logicalName, Map<String, Object> inputs);

    /** Inputs and every computed output. Unknown inputs may be among them during a preview. */
    Map<String, Object> state(ResourceSchema schema, String id, Map<String, Object> inputs);

    /** Throws what the API answers when it refuses to create. @throws ApiException the refusal */
    void beforeCreate(World world, String token, String id, Map<String, Object> inputs);

    /** Throws what the API answers when it refuses to change. @throws ApiException the refusal */
    void beforeUpdate(World world, Resource old, Map<String, Object> inputs);

    /** Throws what the API answers when it refuses to delete. @throws ApiException the refusal */
    void beforeDelete(World world, Resource resource);

    /** The result of a function call. */
    Map<String, Object> call(String token, Map<String, Object> arguments);
}
