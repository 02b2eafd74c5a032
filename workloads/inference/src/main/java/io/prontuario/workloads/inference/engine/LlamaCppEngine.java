package io.prontuario.workloads.inference.engine;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.Pair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chat and text completion by llama.cpp in this process. */
public final class LlamaCppEngine implements ChatEngine {
    /** The beginning-of-sequence token, which llama.cpp adds and the binding's tokenizer does not count. */
    private static final int BOS_TOKENS = 1;

    private final LlamaModel model;
    private final LlamaCppOptions options;
    private final KvCacheCounter cells;

    private LlamaCppEngine(LlamaModel model, LlamaCppOptions options) {
        this.model = model;
        this.options = options;
        this.cells = new KvCacheCounter(options.contextTokens() * options.parallel());
    }

    /** Loads a GGUF file. Blocks. */
    public static LlamaCppEngine load(Path file, LlamaCppOptions options) throws EngineException {
        NativeLibraries.prepareLlama();
        ModelParameters parameters = new ModelParameters()
                .setModel(file.toString())
                .setThreads(options.threads())
                .setThreadsBatch(options.threads())
                .setParallel(options.parallel())
                // llama.cpp divides its context among the slots; contextTokens is the share of each
                .setCtxSize(options.contextTokens() * options.parallel())
                .setGpuLayers(0)
                .skipWarmup()
                .disableLog();
        try {
            return new LlamaCppEngine(new LlamaModel(parameters), options);
        } catch (RuntimeException refused) { // the binding's own exception type is not public
            throw new EngineException(
                    EngineException.Kind.FAILED,
                    "llama.cpp cannot load the file; check that it is a complete GGUF file of an architecture that "
                            + "llama.cpp supports",
                    refused);
        }
    }

    @Override
    public void warmUp() throws EngineException {
        ChatRequest hello = new ChatRequest(
                List.of(new ChatMessage(ChatMessage.Role.USER, "Hi")),
                new GenerationOptions(1, GenerationOptions.Sampling.engineDefaults(), List.of()));
        try {
            chat(hello, new Discard());
        } catch (IOException cannotHappen) {
            throw new EngineException(EngineException.Kind.FAILED, "the warm-up was interrupted", cannotHappen);
        }
    }

    @Override
    public int parallel() {
        return options.parallel();
    }

    @Override
    public Optional<KvCacheUsage> cacheUse() {
        return Optional.of(cells.use());
    }

    @Override
    public GenerationResult chat(ChatRequest request, TextSink sink) throws EngineException, IOException {
        return generate(prompt(request.messages()), request.generation(), sink);
    }

    @Override
    public GenerationResult complete(TextRequest request, TextSink sink) throws EngineException, IOException {
        return generate(request.prompt(), request.generation(), sink);
    }

    private GenerationResult generate(String prompt, GenerationOptions how, TextSink sink)
            throws EngineException, IOException {
        if (mayBeTooLong(prompt, how)) {
            int promptTokens = count(prompt);
            int limit = Math.min(how.maxTokens(), available(promptTokens));
            return generate(start(how, prompt, limit), promptTokens, limit, sink);
        }
        // the prompt fits in any case, so its tokens are counted while the engine works
        LlamaIterator pieces = start(how, prompt, how.maxTokens());
        return generate(pieces, countWhileRunning(prompt, pieces), how.maxTokens(), sink);
    }

    /** Whether the tokens must be counted before generation starts. A token stands for at least one byte. */
    private boolean mayBeTooLong(String prompt, GenerationOptions how) {
        long most = prompt.getBytes(StandardCharsets.UTF_8).length + (long) BOS_TOKENS;
        return most + how.maxTokens() > options.contextTokens();
    }

    private int count(String prompt) {
        return model.encode(prompt).length + BOS_TOKENS;
    }

    private int countWhileRunning(String prompt, LlamaIterator running) {
        boolean counted = false;
        try {
            int tokens = count(prompt);
            counted = true;
            return tokens;
        } finally {
            if (!counted) {
                running.cancel();
            }
        }
    }

    private int available(int promptTokens) throws EngineException {
        int available = options.contextTokens() - promptTokens;
        if (available < 1) {
            // llama.cpp would silently drop the start of the prompt, where the instructions are
            throw new EngineException(
                    EngineException.Kind.PROMPT_TOO_LONG,
                    "This model's maximum context length is " + options.contextTokens()
                            + " tokens, prompt and answer together. The prompt has " + promptTokens
                            + " tokens; shorten it.");
        }
        return available;
    }

    private LlamaIterator start(GenerationOptions how, String prompt, int limit) {
        return model.generate(parameters(how, prompt, limit)).iterator();
    }

    private GenerationResult generate(LlamaIterator pieces, int promptTokens, int limit, TextSink sink)
            throws EngineException, IOException {
        int generated = 0;
        boolean complete = false;
        try (KvCacheCounter.RequestCells held = cells.hold(promptTokens)) {
            while (pieces.hasNext()) {
                String text = next(pieces);
                if (pieces.hasNext()) {
                    generated++;
                    held.add(1);
                }
                if (!sink.isOpen()) {
                    throw new EngineException(EngineException.Kind.CANCELLED, "The client disconnected.");
                }
                if (!text.isEmpty()) {
                    sink.accept(text);
                }
            }
            complete = true;
        } finally {
            if (!complete) {
                pieces.cancel();
            }
        }
        return new GenerationResult(
                promptTokens,
                generated,
                generated >= limit ? GenerationResult.FinishReason.LENGTH : GenerationResult.FinishReason.STOP);
    }

    private static String next(LlamaIterator pieces) throws EngineException {
        try {
            return pieces.next().text;
        } catch (RuntimeException broken) {
            throw new EngineException(EngineException.Kind.FAILED, "Generation failed.", broken);
        }
    }

    /** Applies the chat template here, because the binding ignores its template flag when streaming. */
    private String prompt(List<ChatMessage> messages) {
        List<Pair<String, String>> turns = new ArrayList<>();
        Optional<String> system = Optional.empty();
        for (ChatMessage message : messages) {
            if (message.role() == ChatMessage.Role.SYSTEM) {
                system = Optional.of(
                        system.map(before -> before + "\n" + message.content()).orElse(message.content()));
            } else {
                turns.add(new Pair<>(message.role().wireName(), message.content()));
            }
        }
        InferenceParameters template = new InferenceParameters("").setMessages(system.orElse(""), turns);
        return model.applyTemplate(template);
    }

    private static InferenceParameters parameters(GenerationOptions how, String prompt, int limit) {
        InferenceParameters parameters =
                new InferenceParameters(prompt).setNPredict(limit).setCachePrompt(true);
        how.sampling().temperature().ifPresent(value -> parameters.setTemperature(value.floatValue()));
        how.sampling().topP().ifPresent(value -> parameters.setTopP(value.floatValue()));
        how.sampling().seed().ifPresent(parameters::setSeed);
        if (!how.stop().isEmpty()) {
            parameters.setStopStrings(how.stop().toArray(String[]::new));
        }
        return parameters;
    }

    @Override
    public void close() {
        model.close();
    }

    private static final class Discard implements TextSink {
        @Override
        public void accept(String text) {}

        @Override
        public boolean isOpen() {
            return true;
        }
    }
}
