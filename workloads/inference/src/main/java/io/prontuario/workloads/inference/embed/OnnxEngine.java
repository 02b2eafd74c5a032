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
 * A sentence model in ONNX Runtime: the mean of its last layer over the text's tokens, brought to length 1. The model is one
 * archive (zip) with an {@code .onnx} file and its {@code tokenizer.json}, whatever their names end in.
 */
public final class OnnxEngine implements EmbeddingEngine {
    private static final int MOST_TOKENS = 512;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final TextTokenizer tokenizer;
    private int dimensions;

    private OnnxEngine(OrtEnvironment environment, OrtSession session, TextTokenizer tokenizer) {
        this.environment = environment;
        this.session = session;
        this.tokenizer = tokenizer;
    }

    /** Loads the archive. */
    public static OnnxEngine load(Path archive, int threads) throws EngineException {
        NativeLibraries.prepareOnnxRuntime();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            byte[] model = entry(zip, name -> name.endsWith(".onnx"), ".onnx file");
            byte[] tokenizer = entry(zip, name -> name.endsWith("tokenizer.json"), "tokenizer.json");
            OrtEnvironment environment = OrtEnvironment.getEnvironment("prontuario");
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(threads);
                options.setInterOpNumThreads(1);
                return new OnnxEngine(
                        environment, environment.createSession(model, options), TextTokenizer.of(tokenizer));
            }
        } catch (IOException | OrtException | LinkageError unusable) {
            throw new EngineException(
                    EngineException.Kind.FAILED,
                    archive.getFileName() + " is not a usable embedding model: " + unusable.getMessage(),
                    unusable);
        }
    }

    private static byte[] entry(ZipFile zip, Predicate<String> wanted, String what) throws IOException {
        ZipEntry entry = zip.stream()
                .filter(candidate -> wanted.test(candidate.getName()))
                .findFirst()
                .orElseThrow(() -> new IOException("the archive has no " + what));
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
    public Embeddings embed(List<String> texts, BooleanSupplier wanted) throws EngineException {
        List<float[]> vectors = new ArrayList<>(texts.size());
        int tokens = 0;
        for (String text : texts) {
            if (!wanted.getAsBoolean()) {
                throw new EngineException(EngineException.Kind.CANCELLED, "the client left");
            }
            Embedded one = embed(text);
            vectors.add(one.vector());
            tokens += one.tokens();
        }
        return new Embeddings(vectors, tokens);
    }

    private record Embedded(float[] vector, int tokens) {}

    private Embedded embed(String text) throws EngineException {
        TextTokenizer.Tokens tokens = tokenizer.encode(text);
        long[] ids = tokens.ids();
        if (ids.length > MOST_TOKENS) {
            throw new EngineException(
                    EngineException.Kind.PROMPT_TOO_LONG,
                    "A text has " + ids.length + " tokens; this model takes " + MOST_TOKENS + ". Split it.");
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
            return new Embedded(UnitVector.of(mean(layers[0])), ids.length);
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
            // nothing is left to free
        }
    }
}
