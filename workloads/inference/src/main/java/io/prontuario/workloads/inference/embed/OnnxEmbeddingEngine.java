package io.prontuario.workloads.inference.embed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.prontuario.workloads.inference.engine.EmbeddingEngine;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.NativeLibraries;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A sentence model in ONNX Runtime: the last layer's mean over the tokens of a text (mean pooling), normalized to length 1. The
 * model is a zip archive with a file {@code *.onnx} and a file {@code *tokenizer.json}.
 */
public final class OnnxEmbeddingEngine implements EmbeddingEngine {
    private static final int MAX_TOKENS = 512;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final TextTokenizer tokenizer;
    private int dimensions;

    private OnnxEmbeddingEngine(OrtEnvironment environment, OrtSession session, TextTokenizer tokenizer) {
        this.environment = environment;
        this.session = session;
        this.tokenizer = tokenizer;
    }

    /** Loads the archive. */
    public static OnnxEmbeddingEngine load(Path archive, int threads) throws EngineException {
        NativeLibraries.prepareOnnxRuntime();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            byte[] model = entry(zip, name -> name.endsWith(".onnx"), ".onnx file");
            byte[] tokenizer = entry(zip, name -> name.endsWith("tokenizer.json"), "tokenizer.json");
            OrtEnvironment environment = OrtEnvironment.getEnvironment("prontuario");
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(threads);
                options.setInterOpNumThreads(1);
                return new OnnxEmbeddingEngine(
                        environment, environment.createSession(model, options), TextTokenizer.of(tokenizer));
            }
        } catch (IOException | OrtException | LinkageError unusable) {
            throw new EngineException(
                    EngineException.Kind.FAILED,
                    "the archive is not an embedding model that can be used: " + unusable.getMessage(),
                    unusable);
        }
    }

    private static byte[] entry(ZipFile zip, Predicate<String> wanted, String what) throws IOException {
        ZipEntry entry = zip.stream()
                .filter(candidate -> wanted.test(candidate.getName()))
                .findFirst()
                .orElseThrow(() -> new IOException("it has no " + what));
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    @Override
    public void warmUp() throws EngineException {
        dimensions = embed("warm up").vector().length;
    }

    @Override
    public int parallel() {
        return 1;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public Embeddings embed(List<String> texts, BooleanSupplier connected) throws EngineException {
        List<float[]> vectors = new ArrayList<>(texts.size());
        int tokens = 0;
        for (String text : texts) {
            if (!connected.getAsBoolean()) {
                throw new EngineException(EngineException.Kind.CANCELLED, "The client disconnected.");
            }
            Embedding one = embed(text);
            vectors.add(one.vector());
            tokens += one.tokens();
        }
        return new Embeddings(vectors, tokens);
    }

    private record Embedding(float[] vector, int tokens) {}

    private Embedding embed(String text) throws EngineException {
        TextTokenizer.Tokens tokens = tokenizer.encode(text);
        long[] ids = tokens.ids();
        if (ids.length > MAX_TOKENS) {
            throw new EngineException(
                    EngineException.Kind.PROMPT_TOO_LONG,
                    "This model's maximum input length is " + MAX_TOKENS + " tokens. A text has " + ids.length
                            + " tokens; split it.");
        }
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        long[] shape = {1, ids.length};
        try (OnnxTensor input = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
                OnnxTensor types = OnnxTensor.createTensor(environment, LongBuffer.wrap(tokens.typeIds()), shape);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
            float[][][] layers = (float[][][]) result.get(0).getValue();
            return new Embedding(UnitVector.of(mean(layers[0])), ids.length);
        } catch (OrtException failed) {
            throw new EngineException(EngineException.Kind.FAILED, "The embedding model failed.", failed);
        }
    }

    private static float[] mean(float[][] tokens) {
        float[] mean = new float[tokens[0].length];
        for (float[] token : tokens) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += token[i] / tokens.length;
            }
        }
        return mean;
    }

    @Override
    public void close() {
        tokenizer.close();
        try {
            session.close();
        } catch (OrtException alreadyGone) {
            // nothing to release
        }
    }
}
