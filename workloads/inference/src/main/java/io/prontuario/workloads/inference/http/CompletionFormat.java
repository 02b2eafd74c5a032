package io.prontuario.workloads.inference.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The names that differ between OpenAI's chat completions and text completions. */
enum CompletionFormat {
    /** {@code POST /v1/chat/completions}. */
    CHAT("chatcmpl-", "chat.completion", "chat.completion.chunk", "messages", "\"delta\":{\"content\":\"", "\"}") {
        @Override
        void put(ObjectNode choice, String text) {
            choice.putObject("message").put("role", "assistant").put("content", text);
        }

        @Override
        String emptyDelta() {
            return "\"delta\":{}";
        }
    },
    /** {@code POST /v1/completions}. */
    TEXT("cmpl-", "text_completion", "text_completion", "prompt", "\"text\":\"", "\",\"logprobs\":null") {
        @Override
        void put(ObjectNode choice, String text) {
            choice.put("text", text).putNull("logprobs");
        }

        @Override
        String emptyDelta() {
            return textPrefix() + textSuffix();
        }
    };

    private final String idPrefix;
    private final String object;
    private final String chunkObject;
    private final String promptField;
    private final String textPrefix;
    private final String textSuffix;

    CompletionFormat(
            String idPrefix,
            String object,
            String chunkObject,
            String promptField,
            String textPrefix,
            String textSuffix) {
        this.idPrefix = idPrefix;
        this.object = object;
        this.chunkObject = chunkObject;
        this.promptField = promptField;
        this.textPrefix = textPrefix;
        this.textSuffix = textSuffix;
    }

    /** Adds the whole text to the choice of an unstreamed completion. */
    abstract void put(ObjectNode choice, String text);

    /** The text field of the last chunk's choice, empty. */
    abstract String emptyDelta();

    String idPrefix() {
        return idPrefix;
    }

    /** The {@code object} of an unstreamed completion. */
    String object() {
        return object;
    }

    /** The {@code object} of a chunk. */
    String chunkObject() {
        return chunkObject;
    }

    /** The request field named in an error when the prompt is too long. */
    String promptField() {
        return promptField;
    }

    /** The JSON before the text of a chunk's choice. */
    String textPrefix() {
        return textPrefix;
    }

    /** The JSON after the text. */
    String textSuffix() {
        return textSuffix;
    }
}
