package io.prontuario.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Reads and writes a ProntuarioPlatform as YAML, as strictly as the API server: an unknown field, a duplicate field, or a
 * number instead of a string is an error that names field and line.
 */
public final class PlatformYaml {
    private static final ObjectMapper MAPPER = configure(JsonMapper.builder(YAMLFactory.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                    .build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .addModule(new JavaTimeModule())
            .build());

    private PlatformYaml() {}

    /** @throws PlatformYamlException if {@code yaml} is not a ProntuarioPlatform */
    public static ProntuarioPlatform read(String yaml) {
        try {
            JsonNode tree = MAPPER.readTree(yaml);
            requireText(tree, "apiVersion", HasMetadata.getApiVersion(ProntuarioPlatform.class), yaml);
            requireText(tree, "kind", HasMetadata.getKind(ProntuarioPlatform.class), yaml);
            ProntuarioPlatform platform = MAPPER.readValue(yaml, ProntuarioPlatform.class);
            if (platform.getSpec() == null) {
                throw new PlatformYamlException("spec", 1, 1, "is missing; add spec", null);
            }
            return platform;
        } catch (JsonProcessingException e) {
            throw explain(e, yaml);
        }
    }

    /**
     * @throws PlatformYamlException if the file is not a ProntuarioPlatform
     * @throws UncheckedIOException if the file cannot be read
     */
    public static ProntuarioPlatform read(Path file) {
        try {
            return read(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Omits absent fields; writes the defaults of the type. */
    public static String write(ProntuarioPlatform platform) {
        try {
            return MAPPER.writeValueAsString(platform);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a ProntuarioPlatform is always writable", e);
        }
    }

    /** The tree of any YAML text; a missing node for an empty text. */
    public static JsonNode readTree(String yaml) {
        try {
            return MAPPER.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw explain(e, yaml);
        }
    }

    static String write(JsonNode tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always writable", e);
        }
    }

    private static ObjectMapper configure(ObjectMapper mapper) {
        mapper.setDefaultPropertyInclusion(
                JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS));
        // The API server refuses a number or a boolean instead of a string.
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        return mapper;
    }

    // CustomResource ignores both fields of the text, so a Deployment would be accepted.
    private static void requireText(JsonNode tree, String field, String expected, String yaml) {
        if (!expected.equals(tree.path(field).asText())) {
            YamlLocations.Location at = YamlLocations.of(yaml).find(field).orElse(new YamlLocations.Location(1, 1));
            throw new PlatformYamlException(
                    field,
                    at.line(),
                    at.column(),
                    "must be " + expected + "; write \"" + field + ": " + expected + "\"",
                    null);
        }
    }

    private static PlatformYamlException explain(JsonProcessingException e, String yaml) {
        String path = e instanceof JsonMappingException mapping ? pathOf(mapping) : "";
        // For unknown fields of a record Jackson reports the end of the record.
        YamlLocations.Location at = YamlLocations.of(yaml).find(path).orElseGet(() -> locationOf(e));
        return new PlatformYamlException(path, at.line(), at.column(), problem(e), e);
    }

    private static YamlLocations.Location locationOf(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null
                ? new YamlLocations.Location(0, 0)
                : new YamlLocations.Location(Math.max(0, at.getLineNr()), Math.max(0, at.getColumnNr()));
    }

    private static String problem(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            Collection<Object> known = unknown.getKnownPropertyIds();
            return "unknown field \"" + unknown.getPropertyName() + "\"; "
                    + (known == null
                            ? "remove it"
                            : "known here: "
                                    + known.stream()
                                            .map(Objects::toString)
                                            .sorted()
                                            .collect(Collectors.joining(", ")));
        }
        if (e instanceof InvalidFormatException format
                && format.getTargetType() != null
                && format.getTargetType().isEnum()) {
            return "\"" + format.getValue() + "\" is not allowed; write one of "
                    + Arrays.stream(format.getTargetType().getEnumConstants())
                            .map(Objects::toString)
                            .collect(Collectors.joining(", "));
        }
        if (e instanceof InvalidFormatException format && format.getTargetType() == String.class) {
            return format.getValue() + " is not a string; put it in quotes: \"" + format.getValue() + "\"";
        }
        if (e instanceof ValueInstantiationException && e.getCause() instanceof NullPointerException) {
            return "a list item or a map value is empty; remove it or give it a value";
        }
        return e.getOriginalMessage();
    }

    private static String pathOf(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }
}
