package io.prontuario.workloads.inference.vad;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.NativeLibraries;
import io.prontuario.workloads.inference.engine.SpeechEngine;
import io.prontuario.workloads.inference.engine.VadEngine;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Silero VAD, version 5, in ONNX Runtime: a recurrent model that gives a probability of speech for every 32 ms. */
public final class SileroVadEngine implements VadEngine {
    private static final int FRAME = 512;
    /** Samples of the previous frame that the model takes again. */
    private static final int CONTEXT = 64;

    private static final long[] STATE_SHAPE = {2, 1, 128};
    private static final int STATE = 2 * 128;
    /** Concurrent recordings; the engine keeps no state between two of them. */
    private static final int PARALLEL = 2;

    private final OrtEnvironment environment;
    private final OrtSession session;

    private SileroVadEngine(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    /** Loads the {@code .onnx} file. */
    public static SileroVadEngine load(Path file) throws EngineException {
        NativeLibraries.prepareOnnxRuntime();
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment("prontuario");
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                // the model is so small that a second thread costs more than it gains
                options.setIntraOpNumThreads(1);
                options.setInterOpNumThreads(1);
                OrtSession session = environment.createSession(Files.readAllBytes(file), options);
                if (!session.getInputNames().containsAll(List.of("input", "state", "sr"))) {
                    session.close();
                    throw new EngineException(
                            EngineException.Kind.FAILED,
                            "the file is an ONNX model without the inputs of Silero VAD (input, state, sr), the only bare ONNX "
                                    + "model that is supported; pack an embedding model into a zip together with its "
                                    + "tokenizer.json");
                }
                return new SileroVadEngine(environment, session);
            }
        } catch (IOException | OrtException | LinkageError unusable) {
            throw new EngineException(
                    EngineException.Kind.FAILED,
                    "ONNX Runtime cannot load the file: " + unusable.getMessage(),
                    unusable);
        }
    }

    @Override
    public void warmUp() throws EngineException {
        speech(new float[FRAME], VadParameters.defaults());
    }

    @Override
    public int parallel() {
        return PARALLEL;
    }

    @Override
    public List<SpeechSpan> speech(float[] samples, VadParameters parameters) throws EngineException {
        float[] probabilities = new float[(samples.length + FRAME - 1) / FRAME];
        float[] input = new float[CONTEXT + FRAME];
        float[] state = new float[STATE];
        try (OnnxTensor rate = OnnxTensor.createTensor(
                environment, LongBuffer.wrap(new long[] {SpeechEngine.SAMPLE_RATE}), new long[] {1})) {
            for (int i = 0; i < probabilities.length; i++) {
                // the end of the previous frame, then this frame, padded with silence after the end of the recording
                System.arraycopy(input, FRAME, input, 0, CONTEXT);
                int present = Math.min(FRAME, samples.length - i * FRAME);
                System.arraycopy(samples, i * FRAME, input, CONTEXT, present);
                Arrays.fill(input, CONTEXT + present, input.length, 0);
                probabilities[i] = step(input, state, rate);
            }
        } catch (OrtException failed) {
            throw new EngineException(EngineException.Kind.FAILED, "Voice activity detection failed.", failed);
        }
        return EndpointDetector.of(probabilities, parameters, FRAME, samples.length);
    }

    /** Runs one frame and replaces the state by the model's next state. */
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
            // nothing to release
        }
    }
}
