package io.prontuario.workloads.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prontuario.workloads.inference.TinyGguf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** llama.cpp with a tiny random model. */
class LlamaCppEngineIT {
    private static final int CONTEXT = 256;

    @TempDir
    static Path folder;

    private static LlamaCppEngine engine;

    @BeforeAll
    static void load() throws Exception {
        engine = LlamaCppEngine.load(TinyGguf.write(folder.resolve("tiny.gguf")), new LlamaCppOptions(1, 2, CONTEXT));
        engine.warmUp();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void generatesUpToTheTokenLimit() throws Exception {
        Collected sink = new Collected(Integer.MAX_VALUE);
        GenerationResult completion = engine.chat(request("w1 w2 w3", 12), sink);
        assertThat(completion.completionTokens()).isEqualTo(12);
        assertThat(completion.finish()).isEqualTo(GenerationResult.FinishReason.LENGTH);
        assertThat(completion.promptTokens()).isGreaterThan(3);
        assertThat(sink.pieces).hasSizeBetween(1, 12);
    }

    @Test
    void theSameSeedGivesTheSameAnswer() throws Exception {
        Collected first = new Collected(Integer.MAX_VALUE);
        Collected second = new Collected(Integer.MAX_VALUE);
        engine.chat(request("w1 w2 w3", 8), first);
        engine.chat(request("w1 w2 w3", 8), second);
        assertThat(String.join("", first.pieces)).isNotBlank().isEqualTo(String.join("", second.pieces));
    }

    @Test
    void rejectsAPromptThatDoesNotFitAndLimitsACompletionToTheContext() throws Exception {
        assertThatThrownBy(() -> engine.chat(request("w1 ".repeat(CONTEXT), 4), new Collected(9)))
                .isInstanceOfSatisfying(EngineException.class, refused -> {
                    assertThat(refused.kind()).isEqualTo(EngineException.Kind.PROMPT_TOO_LONG);
                    assertThat(refused).hasMessageContaining("maximum context length is " + CONTEXT);
                });
        GenerationResult completion = engine.chat(request("w1", 10_000), new Collected(Integer.MAX_VALUE));
        assertThat(completion.promptTokens() + completion.completionTokens()).isLessThanOrEqualTo(CONTEXT);
    }

    @Test
    void completesATextAndRejectsOneThatDoesNotFit() throws Exception {
        Collected sink = new Collected(Integer.MAX_VALUE);
        GenerationResult completion = engine.complete(new TextRequest("w1 w2 w3", generation(12)), sink);
        assertThat(completion.completionTokens()).isEqualTo(12);
        assertThat(String.join("", sink.pieces)).isNotBlank();
        assertThat(completion.promptTokens())
                .as("no template around it")
                .isLessThan(
                        engine.chat(request("w1 w2 w3", 1), new Collected(9)).promptTokens());
        TextRequest tooLong = new TextRequest("w1 ".repeat(CONTEXT), generation(4));
        assertThatThrownBy(() -> engine.complete(tooLong, new Collected(9)))
                .isInstanceOfSatisfying(EngineException.class, refused -> assertThat(refused.kind())
                        .isEqualTo(EngineException.Kind.PROMPT_TOO_LONG));
    }

    @Test
    void reportsTheKeyValueCacheOfRunningRequests() throws Exception {
        List<Integer> held = new ArrayList<>();
        TextSink looking = new TextSink() {
            @Override
            public void accept(String text) {
                held.add(engine.cacheUse().orElseThrow().tokens());
            }

            @Override
            public boolean isOpen() {
                return held.size() < 20;
            }
        };
        GenerationResult completion = engine.chat(request("w1 w2 w3", 6), looking);
        assertThat(held.get(0)).isGreaterThanOrEqualTo(completion.promptTokens());
        assertThat(held).isSorted();
        assertThat(held.get(held.size() - 1)).isBetween(completion.promptTokens() + 4, completion.promptTokens() + 6);
        KvCacheUsage after = engine.cacheUse().orElseThrow();
        assertThat(after.tokens()).isZero();
        assertThat(after.capacity()).isEqualTo(2 * CONTEXT);
        assertThat(new KvCacheUsage(CONTEXT, 2 * CONTEXT).share()).isEqualTo(0.5);
        held.clear();
        assertThatThrownBy(() -> engine.chat(request("w5", 200), looking)).isInstanceOf(EngineException.class);
        assertThat(engine.cacheUse().orElseThrow().tokens()).as("cancelled").isZero();
    }

    @Test
    void stopsWhenTheClientDisconnectsAndServesTheNextRequest() throws Exception {
        Collected leaves = new Collected(3);
        assertThatThrownBy(() -> engine.chat(request("w5", 200), leaves))
                .isInstanceOfSatisfying(EngineException.class, cancelled -> assertThat(cancelled.kind())
                        .isEqualTo(EngineException.Kind.CANCELLED));
        assertThat(leaves.pieces).hasSize(3);
        assertThat(engine.chat(request("w5", 4), new Collected(99)).completionTokens())
                .isEqualTo(4);
    }

    @Test
    void aSinkThatFailsCancelsTheWork() throws Exception {
        TextSink broken = new TextSink() {
            @Override
            public void accept(String text) throws IOException {
                throw new IOException("gone");
            }

            @Override
            public boolean isOpen() {
                return true;
            }
        };
        assertThatThrownBy(() -> engine.chat(request("w5", 200), broken)).isInstanceOf(IOException.class);
        assertThat(engine.chat(request("w5", 4), new Collected(99)).completionTokens())
                .isEqualTo(4);
    }

    @Test
    void runsRequestsConcurrently() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Callable<GenerationResult>> both = List.of(
                    () -> engine.chat(request("w7", 40), new Collected(99)),
                    () -> engine.chat(request("w8", 40), new Collected(99)));
            for (Future<GenerationResult> done : pool.invokeAll(both)) {
                assertThat(done.get().completionTokens()).isEqualTo(40);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void rejectsATruncatedModel() throws Exception {
        Path broken = folder.resolve("broken.gguf");
        byte[] whole = Files.readAllBytes(folder.resolve("tiny.gguf"));
        Files.write(broken, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> LlamaCppEngine.load(broken, new LlamaCppOptions(1, 1, 128)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("complete GGUF file");
    }

    private static ChatRequest request(String prompt, int tokens) {
        return new ChatRequest(List.of(new ChatMessage(ChatMessage.Role.USER, prompt)), generation(tokens));
    }

    private static GenerationOptions generation(int tokens) {
        return new GenerationOptions(
                tokens, new GenerationOptions.Sampling(Optional.of(0.0), Optional.empty(), Optional.of(7)), List.of());
    }

    private static final class Collected implements TextSink {
        private final List<String> pieces = new ArrayList<>();
        private final int leavesAfter;

        Collected(int leavesAfter) {
            this.leavesAfter = leavesAfter;
        }

        @Override
        public void accept(String text) {
            pieces.add(text);
        }

        @Override
        public boolean isOpen() {
            return pieces.size() < leavesAfter;
        }
    }
}
