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

/** llama.cpp inside this process. */
public final class JniEngine implements ChatEngine {
    /** The binding counts a prompt without the token that llama.cpp puts in front. */
    private static final int BEGIN_TOKENS = 1;

    private final LlamaModel model;
    private final JniOptions options;
    private final CacheCells cells;

    private JniEngine(LlamaModel model, JniOptions options) {
        this.model = model;
        this.options = options;
        this.cells = new CacheCells(options.contextTokens() * options.parallel());
    }

    /** Loads a GGUF file. Blocks. */
    public static JniEngine load(Path file, JniOptions options) throws EngineException {
        NativeLibraries.prepareLlama();
        ModelParameters parameters = new ModelParameters()
                .setModel(file.toString())
                .setThreads(options.threads())
                .setThreadsBatch(options.threads())
                .setParallel(options.parallel())
                // llama.cpp divides its context among the slots; ours is what each of them has
                .setCtxSize(options.contextTokens() * options.parallel())
                .setGpuLayers(0)
                .skipWarmup()
                .disableLog();
        try {
            return new JniEngine(new LlamaModel(parameters), options);
        } catch (RuntimeException refused) { // the binding's own exception type is not public
            throw new EngineException(
                    EngineException.Kind.FAILED,
                    "llama.cpp does not load " + file.getFileName()
                            + ": is it a complete GGUF file of a known architecture?",
                    refused);
        }
    }

    @Override
    public void warmUp() throws EngineException {
        ChatRequest hello = new ChatRequest(
                List.of(new ChatMessage(ChatMessage.Role.USER, "Hi")),
                new Generation(1, Generation.Sampling.engineDefaults(), List.of()));
        try {
            chat(hello, new Discard());
        } catch (IOException cannotHappen) {
            throw new EngineException(EngineException.Kind.FAILED, "the warm-up was cut", cannotHappen);
        }
    }

    @Override
    public int parallel() {
        return options.parallel();
    }

    @Override
    public Optional<CacheUse> cacheUse() {
        return Optional.of(cells.use());
    }

    @Override
    public Completion chat(ChatRequest request, TextSink sink) throws EngineException, IOException {
        return generate(prompt(request.messages()), request.generation(), sink);
    }

    @Override
    public Completion complete(TextRequest request, TextSink sink) throws EngineException, IOException {
        return generate(request.prompt(), request.generation(), sink);
    }

    private Completion generate(String prompt, Generation how, TextSink sink) throws EngineException, IOException {
        if (mayBeTooLong(prompt, how)) {
            int promptTokens = count(prompt);
            int limit = Math.min(how.maxTokens(), room(promptTokens));
            return generate(start(how, prompt, limit), promptTokens, limit, sink);
        }
        // it fits whatever it counts: the engine works while it is counted
        LlamaIterator pieces = start(how, prompt, how.maxTokens());
        return generate(pieces, countBeside(prompt, pieces), how.maxTokens(), sink);
    }

    /** Whether it must be counted before it is begun. A token stands for at least one byte. */
    private boolean mayBeTooLong(String prompt, Generation how) {
        long most = prompt.getBytes(StandardCharsets.UTF_8).length + (long) BEGIN_TOKENS;
        return most + how.maxTokens() > options.contextTokens();
    }

    private int count(String prompt) {
        return model.encode(prompt).length + BEGIN_TOKENS;
    }

    private int countBeside(String prompt, LlamaIterator begun) {
        boolean counted = false;
        try {
            int tokens = count(prompt);
            counted = true;
            return tokens;
        } finally {
            if (!counted) {
                begun.cancel();
            }
        }
    }

    private int room(int promptTokens) throws EngineException {
        int room = options.contextTokens() - promptTokens;
        if (room < 1) {
            // llama.cpp would silently drop the beginning, which is where the instructions are
            throw new EngineException(
                    EngineException.Kind.PROMPT_TOO_LONG,
                    "The prompt has " + promptTokens + " tokens; this model's context holds " + options.contextTokens()
                            + " for prompt and answer together. Shorten it.");
        }
        return room;
    }

    private LlamaIterator start(Generation how, String prompt, int limit) {
        return model.generate(parameters(how, prompt, limit)).iterator();
    }

    private Completion generate(LlamaIterator pieces, int promptTokens, int limit, TextSink sink)
            throws EngineException, IOException {
        int generated = 0;
        boolean complete = false;
        try (CacheCells.Held held = cells.hold(promptTokens)) {
            while (pieces.hasNext()) {
                String text = next(pieces);
                if (pieces.hasNext()) {
                    generated++;
                    held.add(1);
                }
                if (!sink.wanted()) {
                    throw new EngineException(EngineException.Kind.CANCELLED, "the client left");
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
        return new Completion(
                promptTokens, generated, generated >= limit ? Completion.Finish.LENGTH : Completion.Finish.STOP);
    }

    private static String next(LlamaIterator pieces) throws EngineException {
        try {
            return pieces.next().text;
        } catch (RuntimeException broken) {
            throw new EngineException(EngineException.Kind.FAILED, "The engine failed while generating.", broken);
        }
    }

    /** The binding ignores its own template flag when streaming, so the template is applied here. */
    private String prompt(List<ChatMessage> messages) {
        List<Pair<String, String>> turns = new ArrayList<>();
        Optional<String> system = Optional.empty();
        for (ChatMessage message : messages) {
            if (message.role() == ChatMessage.Role.SYSTEM) {
                system = Optional.of(
                        system.map(before -> before + "\n" + message.content()).orElse(message.content()));
            } else {
                turns.add(new Pair<>(message.role().word(), message.content()));
            }
        }
        InferenceParameters template = new InferenceParameters("").setMessages(system.orElse(""), turns);
        return model.applyTemplate(template);
    }

    private static InferenceParameters parameters(Generation how, String prompt, int limit) {
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
        public boolean wanted() {
            return true;
        }
    }
}
