package io.prontuario.workloads.inference.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.prontuario.workloads.common.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tokenizer of MiniLM against ids that Hugging Face's Python library gave ({@code tokenizer/make_corpus.py}). */
class TextTokenizerIT {
    private static TextTokenizer tokenizer;

    @BeforeAll
    static void load() throws Exception {
        try (ZipFile archive = new ZipFile(Path.of("target/models/minilm.zip").toFile())) {
            var entry = archive.stream()
                    .filter(file -> file.getName().endsWith("tokenizer.json"))
                    .findFirst()
                    .orElseThrow();
            try (InputStream in = archive.getInputStream(entry)) {
                tokenizer = TextTokenizer.of(in.readAllBytes());
            }
        }
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    @Test
    void everyTextOfTheCorpusGetsTheIdsOfTheReference() throws Exception {
        try (InputStream in = TextTokenizerIT.class.getResourceAsStream("/tokenizer/corpus.jsonl")) {
            String[] lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n");
            assertThat(lines).hasSizeGreaterThan(190);
            for (String line : lines) {
                JsonNode sample = Json.mapper().readTree(line);
                TextTokenizer.Tokens tokens =
                        tokenizer.encode(sample.path("text").asText());
                assertThat(tokens.ids())
                        .as(line)
                        .containsExactly(Json.mapper().convertValue(sample.path("ids"), long[].class));
                assertThat(tokens.typeIds()).hasSameSizeAs(tokens.ids()).containsOnly(0);
            }
        }
    }

    @Test
    void aLongTextIsNotTruncated() {
        assertThat(tokenizer.encode("fever ".repeat(700)).ids()).hasSize(702);
    }

    @Test
    void halfOfASurrogatePairIsSkipped() {
        assertThat(tokenizer.encode("a\ud83d").ids())
                .isEqualTo(tokenizer.encode("a").ids());
    }

    @Test
    void rejectsAFileThatIsNotATokenizer() {
        for (String json : new String[] {"{}", "nonsense"}) {
            assertThatThrownBy(() -> TextTokenizer.of(json.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("tokenizer.json");
        }
    }
}
