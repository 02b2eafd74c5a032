package io.prontuario.pulumi.testing.provider;

import io.prontuario.pulumi.testing.schema.ResourceSchema;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The model of one cloud: input rules, errors of its APIs, ids and computed values. */
public interface CloudModel {
    /** The inputs that the provider refuses although they fit the schema: values, conflicts, formats, lengths. */
    List<InputFailure> check(String token, Map<String, Object> inputs);

    /** Adds default inputs, such as generated names, as a provider does in its check. */
    default Map<String, Object> defaults(ResourceSchema schema, String logicalName, Map<String, Object> inputs) {
        return inputs;
    }

    /** Properties whose change replaces the resource. */
    Set<String> replacing(String token);

    /** The id of a new resource. */
    String id(String token, String logicalName, Map<String, Object> inputs);

    /** Inputs and every computed output. Inputs can be unknown during a preview. */
    Map<String, Object> state(ResourceSchema schema, String id, Map<String, Object> inputs);

    /** Called before a creation. @throws ApiException if the API refuses it */
    void beforeCreate(ResourceStore store, String token, String id, Map<String, Object> inputs);

    /** Called before an update. @throws ApiException if the API refuses it */
    void beforeUpdate(ResourceStore store, StoredResource old, Map<String, Object> inputs);

    /** Called before a deletion. @throws ApiException if the API refuses it */
    void beforeDelete(ResourceStore store, StoredResource resource);

    /** The result of a function of the provider. */
    Map<String, Object> call(String token, Map<String, Object> arguments);
}
