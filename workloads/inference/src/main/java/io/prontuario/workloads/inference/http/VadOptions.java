package io.prontuario.workloads.inference.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.inference.engine.VadEngine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a transcription skips silence, and what counts as speech. Read from {@code vad_filter}, as in servers based on
 * faster-whisper, or from OpenAI's {@code chunking_strategy}: {@code auto}, a JSON object, or one form field per property, as
 * OpenAI's clients send it.
 *
 * @param mode whether silence is skipped
 * @param parameters what counts as speech
 */
record VadOptions(Mode mode, VadEngine.VadParameters parameters) {
    private static final String STRATEGY = "chunking_strategy";

    enum Mode {
        /** Not specified: silence is skipped if a voice activity model is served. */
        AUTO,
        /** Requested; an error without a voice activity model. */
        ON,
        /** Disabled. */
        OFF
    }

    /** Reads the form; of a repeated field, the first value counts. */
    static VadOptions of(Map<String, List<String>> form) throws RequestException {
        Optional<Boolean> filter = filter(form);
        Optional<JsonNode> strategy = strategy(form);
        if (strategy.isEmpty()) {
            Mode mode = filter.map(enabled -> enabled ? Mode.ON : Mode.OFF).orElse(Mode.AUTO);
            return new VadOptions(mode, VadEngine.VadParameters.defaults());
        }
        if (filter.isPresent() && !filter.get()) {
            throw RequestException.field(STRATEGY, "contradicts vad_filter=false; send one of them.");
        }
        return new VadOptions(Mode.ON, parameters(strategy.get()));
    }

    private static Optional<Boolean> filter(Map<String, List<String>> form) throws RequestException {
        Optional<String> text = first(form, "vad_filter");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return switch (text.get().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> throw RequestException.field("vad_filter", "must be true or false.");
        };
    }

    private static Optional<JsonNode> strategy(Map<String, List<String>> form) throws RequestException {
        Optional<String> text = first(form, STRATEGY);
        if (text.isPresent()) {
            if (text.get().equals("auto")) {
                return Optional.of(Json.mapper().createObjectNode().put("type", "server_vad"));
            }
            return Optional.of(Json.object(text.get().getBytes(StandardCharsets.UTF_8))
                    .orElseThrow(
                            () -> RequestException.field(STRATEGY, "must be auto or an object of type server_vad.")));
        }
        ObjectNode object = Json.mapper().createObjectNode();
        for (String name : List.of("type", "threshold", "prefix_padding_ms", "silence_duration_ms")) {
            first(form, STRATEGY + "[" + name + "]").ifPresent(value -> put(object, name, value));
        }
        return object.isEmpty() ? Optional.empty() : Optional.of(object);
    }

    /** Form fields are strings; one that is not a number stays a string and is rejected by its type. */
    private static void put(ObjectNode object, String name, String value) {
        try {
            object.put(name, Double.parseDouble(value));
        } catch (NumberFormatException text) {
            object.put(name, value);
        }
    }

    private static VadEngine.VadParameters parameters(JsonNode strategy) throws RequestException {
        JsonFields read = new JsonFields(strategy, STRATEGY + ".");
        if (!read.text("type").orElse("").equals("server_vad")) {
            throw RequestException.field(STRATEGY + ".type", "must be server_vad.");
        }
        VadEngine.VadParameters defaults = VadEngine.VadParameters.defaults();
        return new VadEngine.VadParameters(
                read.number("threshold", 0, 1).orElse(defaults.threshold()),
                read.integer("prefix_padding_ms", 0, 10_000).orElse(defaults.paddingMillis()),
                read.integer("silence_duration_ms", 0, 60_000).orElse(defaults.minSilenceMillis()));
    }

    private static Optional<String> first(Map<String, List<String>> form, String name) {
        return form.getOrDefault(name, List.of()).stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
