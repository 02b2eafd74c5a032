package io.prontuario.workloads.inference.embed;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.prontuario.workloads.inference.engine.NativeLibraries;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;

/** Hugging Face's tokenizers library in this process: splits a text as the model's {@code tokenizer.json} says. */
final class TextTokenizer implements AutoCloseable {
    /** A text that is too long is refused, never cut; one text is one batch, so nothing is padded. */
    private static final Map<String, String> WHOLE_TEXT = Map.of("truncation", "false", "padding", "false");

    private final HuggingFaceTokenizer tokenizer;

    private TextTokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * A tokenized text; both arrays have one element per token.
     *
     * @param ids the tokens' ids in the vocabulary, special tokens such as {@code [CLS]} included
     * @param typeIds the segment that each token belongs to: 0 for a single text
     */
    record Tokens(long[] ids, long[] typeIds) {}

    /**
     * Reads a {@code tokenizer.json}.
     *
     * @throws IOException when the file is not a tokenizer
     */
    static TextTokenizer of(byte[] tokenizerJson) throws IOException {
        NativeLibraries.prepareTokenizers();
        try {
            return new TextTokenizer(
                    HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(tokenizerJson), WHOLE_TEXT));
        } catch (RuntimeException refused) { // the binding throws RuntimeException itself
            throw new IOException("tokenizer.json: " + refused.getMessage(), refused);
        }
    }

    /** Splits the text and adds the special tokens that the model expects. */
    Tokens encode(String text) {
        Encoding encoding = tokenizer.encode(text);
        return new Tokens(encoding.getIds(), encoding.getTypeIds());
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
