package io.prontuario.pulumi.testing.provider;

import io.prontuario.pulumi.testing.schema.SdkSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The checks and computed values of the provider double, without an engine. */
public final class InputChecker {
    private final SdkSchema schemas;
    private final CloudModel cloud;

    public InputChecker(SdkSchema schemas, CloudModel cloud) {
        this.schemas = schemas;
        this.cloud = cloud;
    }

    /** Whether the SDK has the type. It does not have components and the stack. */
    public boolean knows(String token) {
        return schemas.resource(token).isPresent();
    }

    /** The inputs that the double refuses. */
    public List<InputFailure> check(String token, Map<String, Object> inputs) {
        List<InputFailure> failures = new ArrayList<>();
        schemas.resource(token).ifPresent(schema -> failures.addAll(SchemaCheck.of(schema, inputs)));
        failures.addAll(cloud.check(token, inputs));
        return failures;
    }

    public String id(String token, String logicalName, Map<String, Object> inputs) {
        return cloud.id(token, logicalName, inputs);
    }

    /** Inputs and computed outputs after creation. */
    public Map<String, Object> state(String token, String id, Map<String, Object> inputs) {
        return schemas.resource(token)
                .map(schema -> cloud.state(schema, id, inputs))
                .orElse(inputs);
    }

    public Map<String, Object> call(String token, Map<String, Object> arguments) {
        return cloud.call(token, arguments);
    }
}
