package io.prontuario.workloads.inference.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What OpenAI calls the parts of an answer: a conversation's and a continued text's differ in nothing else. */
enum AnswerShape {
    /** {@code POST /v1/chat/completions}. */
    CHAT("chatcmpl-", "chat.completion", "chat.completion.chunk", "messages", "\"delta\":{\"content\":\"", "\"}") {
        @Override
        void put(ObjectNode choice, String text) {
            choice.putObject("message").put("role", "assistant").put("content", text);
        }

        @Override
        String atEnd() {
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
        String atEnd() {
            return beforeText() + afterText();
        }
    };

    private final String idPrefix;
    private final String whole;
    private final String chunk;
    private final String promptField;
    private final String beforeText;
    private final String afterText;

    AnswerShape(String idPrefix, String whole, String chunk, String promptField, String beforeText, String afterText) {
        this.idPrefix = idPrefix;
        this.whole = whole;
        this.chunk = chunk;
        this.promptField = promptField;
        this.beforeText = beforeText;
        this.afterText = afterText;
    }

    /** Puts the whole text where clients look for it in the choice. */
    abstract void put(ObjectNode choice, String text);

    /** The field of a chunk's choice that would carry a piece, where nothing follows any more. */
    abstract String atEnd();

    String idPrefix() {
        return idPrefix;
    }

    /** The name of an answer in one piece. */
    String whole() {
        return whole;
    }

    /** The name of a part of a stream. */
    String chunk() {
        return chunk;
    }

    /** The field of the request that is to be shortened when it does not fit. */
    String promptField() {
        return promptField;
    }

    /** What stands before a piece's text in a chunk's choice. */
    String beforeText() {
        return beforeText;
    }

    /** What stands after it. */
    String afterText() {
        return afterText;
    }
}
