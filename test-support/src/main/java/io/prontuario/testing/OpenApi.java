package io.prontuario.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Checks a service's responses against its published OpenAPI description. */
public final class OpenApi {
    private final JsonNode document;

    private OpenApi(JsonNode document) {
        this.document = document;
    }

    /** The description on the class path of the service under test. */
    public static OpenApi published() throws IOException {
        try (InputStream in = OpenApi.class.getResourceAsStream("/openapi.yaml")) {
            return new OpenApi(new YAMLMapper().readTree(in));
        }
    }

    /** Every operation, as {@code GET /v1/things}. */
    public Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (!method.equals("parameters")) {
                        operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return operations;
    }

    /** Whether the operation refers to this shared parameter. */
    public boolean hasParameter(String operation, String parameter) {
        String[] words = operation.split(" ");
        JsonNode parameters = document.path("paths")
                .path(words[1])
                .path(words[0].toLowerCase(Locale.ROOT))
                .path("parameters");
        return parameters.findValuesAsText("$ref").contains("#/components/parameters/" + parameter);
    }

    /** Fails if the response does not match the description of this operation and status. */
    public void check(String operation, HttpResponse<String> answer) throws IOException {
        String[] words = operation.split(" ");
        JsonNode responses = document.path("paths")
                .path(words[1])
                .path(words[0].toLowerCase(Locale.ROOT))
                .path("responses");
        JsonNode described = responses.path(Integer.toString(answer.statusCode()));
        if (described.isMissingNode()) {
            assertThat(answer.statusCode())
                    .as(operation + " returned a status that is not described: " + answer.body())
                    .isGreaterThanOrEqualTo(400);
            described = responses.path("default");
        }
        if (described.has("$ref")) {
            described = document.at(described.path("$ref").asText().substring(1));
        }
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        JsonNode schema = described.path("content").path(type).path("schema");
        assertThat(schema.isMissingNode())
                .as(operation + " " + answer.statusCode() + " is not described as " + type)
                .isFalse();
        // includes the components, so that references resolve
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.set("components", document.path("components"));
        root.set("allOf", JsonNodeFactory.instance.arrayNode().add(schema));
        JsonSchema compiled =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root);
        assertThat(compiled.validate(new ObjectMapper().readTree(answer.body())))
                .as(operation + " " + answer.statusCode() + ": " + answer.body())
                .isEmpty();
    }
}
