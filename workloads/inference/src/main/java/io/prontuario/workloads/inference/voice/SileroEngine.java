package io.prontuario.workloads.inference.voice;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.NativeLibraries;
import io.prontuario.workloads.inference.engine.SpeechEngine;
import io.prontuario.workloads.inference.engine.VoiceEngine;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Silero's voice activity model (its fifth version) in ONNX Runtime: a probability for every 32 ms, from those before. */
public final class SileroEngine implements VoiceEngine {
    private static final int FRAME = 512;
    /** Samples of the frame before that the model wants to see again. */
    private static final int CONTEXT = 64;

    private static final long[] STATE_SHAPE = {2, 1, 128};
    private static final int STATE = 2 * 128;
    /** Transcriptions that it may be asked for side by side; it holds nothing between two questions. */
    private static final int PARALLEL = 2;

    private final OrtEnvironment environment;
    private final OrtSession session;

    private SileroEngine(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    /** Loads the {@code .onnx} file. */
    public static SileroEngine load(Path file) throws EngineException {
        NativeLibraries.prepareOnnxRuntime();
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment("prontuario");
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                // so small that a second thread costs more than it brings
                options.setIntraOpNumThreads(1);
                options.setInterOpNumThreads(1);
                OrtSession session = environment.createSession(Files.readAllBytes(file), options);
                if (!session.getInputNames().containsAll(List.of("input", "state", "sr"))) {
                    session.close();
                    throw new EngineException(
                            EngineException.Kind.FAILED,
                            file.getFileName()
                                    + " is an ONNX model, but not Silero's for voice activity (input, state, sr)");
                }
                return new SileroEngine(environment, session);
            }
        } catch (IOException | OrtException | LinkageError unusable) {
            throw new EngineException(
                    EngineException.Kind.FAILED,
                    file.getFileName() + " is not a usable voice activity model: " + unusable.getMessage(),
                    unusable);
        }
    }

    @Override
    public void warmUp() throws EngineException {
        speech(new float[FRAME], Sensitivity.usual());
    }

    @Override
    public int parallel() {
        return PARALLEL;
    }

    @Override
    public List<Span> speech(float[] samples, Sensitivity sensitivity) throws EngineException {
        float[] probabilities = new float[(samples.length + FRAME - 1) / FRAME];
        float[] input = new float[CONTEXT + FRAME];
        float[] state = new float[STATE];
        try (OnnxTensor rate = OnnxTensor.createTensor(
                environment, LongBuffer.wrap(new long[] {SpeechEngine.SAMPLE_RATE}), new long[] {1})) {
            for (int i = 0; i < probabilities.length; i++) {
                // what the last frame ended with, then this one, silence where the recording ends within it
                System.arraycopy(input, FRAME, input, 0, CONTEXT);
                int present = Math.min(FRAME, samples.length - i * FRAME);
                System.arraycopy(samples, i * FRAME, input, CONTEXT, present);
                Arrays.fill(input, CONTEXT + present, input.length, 0);
                probabilities[i] = step(input, state, rate);
            }
        } catch (OrtException failed) {
            throw new EngineException(EngineException.Kind.FAILED, "The voice activity model failed.", failed);
        }
        return Endpoints.of(probabilities, sensitivity, FRAME, samples.length);
    }

    /** One frame; the state is replaced by the one after it. */
    private float step(float[] input, float[] state, OnnxTensor rate) throws OrtException {
        try (OnnxTensor heard =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), new long[] {1, input.length});
                OnnxTensor before = OnnxTensor.createTensor(environment, FloatBuffer.wrap(state), STATE_SHAPE);
                OrtSession.Result result = session.run(Map.of("input", heard, "state", before, "sr", rate))) {
            ((OnnxTensor) result.get(1)).getFloatBuffer().get(state);
            return ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException alreadyGone) {
            // nothing is left to free
        }
    }
}
