package io.prontuario.workloads.inference.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.inference.engine.Completion;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The server-sent events of one answer, as bytes. What all of them repeat is written once: a piece of the answer then costs the
 * escaping of its text and one copy. On a machine whose cores generate, everything else would be taken from the next token.
 */
final class AnswerEvents {
    private static final byte[] ROLE =
            ascii("{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n");
    private static final byte[] DONE = ascii("data: [DONE]\n\n");

    private final AnswerShape shape;
    private final byte[] head;
    private final byte[] beforeText;
    private final byte[] afterText;

    AnswerEvents(AnswerId id) {
        this.shape = id.shape();
        this.beforeText = ascii("{\"index\":0," + shape.beforeText());
        this.afterText = ascii(shape.afterText() + ",\"finish_reason\":null}]}\n\n");
        byte[] envelope = Json.bytes(id.envelope(shape.chunk()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(envelope.length + 32);
        bytes.writeBytes(ascii("data: "));
        bytes.write(envelope, 0, envelope.length - 1); // all but its closing brace
        bytes.writeBytes(ascii(",\"choices\":["));
        this.head = bytes.toByteArray();
    }

    /**
     * What comes before the first piece: in a conversation who speaks, otherwise what the client wants repeated.
     *
     * @param echo empty where nothing is to be repeated
     */
    byte[] opening(String echo) {
        return switch (shape) {
            case CHAT -> joined(head, ROLE);
            case TEXT -> echo.isEmpty() ? new byte[0] : content(echo);
        };
    }

    /** A piece of the answer. */
    byte[] content(String text) {
        // by way of characters: half of a surrogate pair, which a proxied server may send, must not break the stream
        byte[] escaped =
                new String(JsonStringEncoder.getInstance().quoteAsString(text)).getBytes(StandardCharsets.UTF_8);
        return joined(head, beforeText, escaped, afterText);
    }

    /** The regular end: why it ended, how much it was if that is wanted, and the mark that nothing follows. */
    byte[] end(Completion completion, boolean includeUsage) {
        byte[] finish = ascii("{\"index\":0," + shape.atEnd() + ",\"finish_reason\":\""
                + completion.finish().word() + "\"}]}\n\n");
        if (!includeUsage) {
            return joined(head, finish, DONE);
        }
        byte[] usage = Json.bytes(AnswerId.usage(completion));
        return joined(head, finish, head, ascii("],\"usage\":"), usage, ascii("}\n\n"), DONE);
    }

    /** An end that a client can tell from a regular one. */
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
