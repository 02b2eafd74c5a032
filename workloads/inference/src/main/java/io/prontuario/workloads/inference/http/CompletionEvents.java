package io.prontuario.workloads.inference.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.inference.engine.GenerationResult;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The server-sent events of one streamed completion, as bytes. The parts that all events share are serialized once, so that an
 * event costs the escaping of its text and one copy: the cores are needed for generating tokens.
 */
final class CompletionEvents {
    private static final byte[] ROLE =
            ascii("{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n");
    private static final byte[] DONE = ascii("data: [DONE]\n\n");

    private final CompletionFormat format;
    private final byte[] head;
    private final byte[] textPrefix;
    private final byte[] textSuffix;

    CompletionEvents(CompletionEnvelope completion) {
        this.format = completion.format();
        this.textPrefix = ascii("{\"index\":0," + format.textPrefix());
        this.textSuffix = ascii(format.textSuffix() + ",\"finish_reason\":null}]}\n\n");
        byte[] envelope = Json.bytes(completion.json(format.chunkObject()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(envelope.length + 32);
        bytes.writeBytes(ascii("data: "));
        bytes.write(envelope, 0, envelope.length - 1); // without the closing brace
        bytes.writeBytes(ascii(",\"choices\":["));
        this.head = bytes.toByteArray();
    }

    /**
     * The events before the first generated text: the role of a chat, or the echoed prompt of a text completion.
     *
     * @param echo the prompt to repeat, or empty
     */
    byte[] opening(String echo) {
        return switch (format) {
            case CHAT -> joined(head, ROLE);
            case TEXT -> echo.isEmpty() ? new byte[0] : content(echo);
        };
    }

    /** Generated text. */
    byte[] content(String text) {
        // escaped as characters first: half of a surrogate pair, which a proxied server may send, must not break the
        // stream
        byte[] escaped =
                new String(JsonStringEncoder.getInstance().quoteAsString(text)).getBytes(StandardCharsets.UTF_8);
        return joined(head, textPrefix, escaped, textSuffix);
    }

    /** The regular end: the finish reason, the usage if requested, and {@code [DONE]}. */
    byte[] end(GenerationResult result, boolean includeUsage) {
        byte[] finish = ascii("{\"index\":0," + format.emptyDelta() + ",\"finish_reason\":\""
                + result.finish().wireName() + "\"}]}\n\n");
        if (!includeUsage) {
            return joined(head, finish, DONE);
        }
        byte[] usage = Json.bytes(CompletionEnvelope.usage(result));
        return joined(head, finish, head, ascii("],\"usage\":"), usage, ascii("}\n\n"), DONE);
    }

    /** The end of a stream that failed: an error object instead of {@code [DONE]}. */
    static byte[] error(ErrorBody error) {
        return joined(ascii("data: "), Json.bytes(error), ascii("\n\n"));
    }

    private static byte[] joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] whole = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
