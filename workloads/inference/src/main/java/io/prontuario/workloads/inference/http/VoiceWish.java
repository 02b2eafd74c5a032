package io.prontuario.workloads.inference.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.inference.engine.VoiceEngine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a transcription leaves silence out, and what counts as silence. Two ways to say it are understood: {@code vad_filter}, as
 * servers of faster-whisper call it, and OpenAI's {@code chunking_strategy}, as text, as JSON, or field by field in brackets, as
 * OpenAI's clients send it.
 *
 * @param use whether it is wanted
 * @param sensitivity what counts as speech
 */
record VoiceWish(Use use, VoiceEngine.Sensitivity sensitivity) {
    private static final String STRATEGY = "chunking_strategy";

    enum Use {
        /** Nothing was said: where a model for it is served. */
        WHERE_SERVED,
        /** Asked for; without a model the request is refused. */
        REQUIRED,
        /** Asked not to. */
        NONE
    }

    /** Reads the form; of a field that was sent several times, the first. */
    static VoiceWish of(Map<String, List<String>> form) throws RequestException {
        Optional<Boolean> filter = filter(form);
        Optional<JsonNode> strategy = strategy(form);
        if (strategy.isEmpty()) {
            Use use = filter.map(wanted -> wanted ? Use.REQUIRED : Use.NONE).orElse(Use.WHERE_SERVED);
            return new VoiceWish(use, VoiceEngine.Sensitivity.usual());
        }
        if (filter.isPresent() && !filter.get()) {
            throw RequestException.field(STRATEGY, "contradicts vad_filter, which is false; send one of them.");
        }
        return new VoiceWish(Use.REQUIRED, sensitivity(strategy.get()));
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

    /** A form knows texts only; what is no number stays one and is refused as such. */
    private static void put(ObjectNode object, String name, String value) {
        try {
            object.put(name, Double.parseDouble(value));
        } catch (NumberFormatException text) {
            object.put(name, value);
        }
    }

    private static VoiceEngine.Sensitivity sensitivity(JsonNode strategy) throws RequestException {
        BodyReader read = new BodyReader(strategy, STRATEGY + ".");
        if (!read.text("type").orElse("").equals("server_vad")) {
            throw RequestException.field(STRATEGY + ".type", "must be server_vad.");
        }
        VoiceEngine.Sensitivity usual = VoiceEngine.Sensitivity.usual();
        return new VoiceEngine.Sensitivity(
                read.number("threshold", 0, 1).orElse(usual.threshold()),
                read.integer("prefix_padding_ms", 0, 10_000).orElse(usual.marginMillis()),
                read.integer("silence_duration_ms", 0, 60_000).orElse(usual.pauseMillis()));
    }

    private static Optional<String> first(Map<String, List<String>> form, String name) {
        return form.getOrDefault(name, List.of()).stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
