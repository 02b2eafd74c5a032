package io.prontuario.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A result as one line of JSON. Maps keep their order; nulls are written. */
public final class JsonLine {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonLine() {}

    /** One line, ended. */
    public static String of(Object result) {
        try {
            return JSON.writeValueAsString(result) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not writable as JSON: " + result.getClass(), e);
        }
    }
}
