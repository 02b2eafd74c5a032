package io.prontuario.workloads.inference.engine;

import io.github.givimad.whisperjni.WhisperContext;
import io.github.givimad.whisperjni.WhisperFullParams;
import io.github.givimad.whisperjni.WhisperJNI;
import io.github.givimad.whisperjni.WhisperState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Speech to text by whisper.cpp in this process: one copy of the model, one state per running request. */
public final class WhisperEngine implements SpeechEngine {
    private final WhisperJNI whisper;
    private final WhisperContext context;
    private final boolean multilingual;
    private final int threads;
    private final int parallel;
    private final BlockingQueue<WhisperState> states = new LinkedBlockingQueue<>();

    private WhisperEngine(WhisperJNI whisper, WhisperContext context, int threads, int parallel) {
        this.whisper = whisper;
        this.context = context;
        this.multilingual = whisper.isMultilingual(context);
        this.threads = threads;
        this.parallel = parallel;
        for (int i = 0; i < parallel; i++) {
            states.add(whisper.initState(context));
        }
    }

    /** Loads a Whisper model in ggml format. Blocks. */
    public static WhisperEngine load(Path file, int threads, int parallel) throws EngineException {
        try {
            WhisperJNI.loadLibrary();
            WhisperJNI.setLibraryLogger(null); // it would write plain text between the JSON lines of the log
            WhisperJNI whisper = new WhisperJNI();
            WhisperContext context = whisper.initNoState(file);
            if (context == null) {
                throw new EngineException(
                        EngineException.Kind.FAILED,
                        "whisper.cpp cannot load the file; check that it is a complete Whisper model in ggml format");
            }
            return new WhisperEngine(whisper, context, threads, parallel);
        } catch (IOException | UnsatisfiedLinkError failed) {
            throw new EngineException(
                    EngineException.Kind.FAILED,
                    "the native library of whisper.cpp could not be loaded: " + failed.getMessage(),
                    failed);
        }
    }

    @Override
    public void warmUp() throws EngineException {
        transcribe(new float[SAMPLE_RATE], Optional.empty(), 0);
    }

    @Override
    public int parallel() {
        return parallel;
    }

    @Override
    public Transcript transcribe(float[] samples, Optional<String> language, double temperature)
            throws EngineException {
        String spoken = language.orElse("en");
        if (!multilingual && !spoken.equals("en")) {
            throw new EngineException(
                    EngineException.Kind.UNSUPPORTED,
                    "This model supports English only; omit language or set it to en.");
        }
        WhisperState state = take();
        try {
            int failed =
                    whisper.fullWithState(context, state, parameters(spoken, temperature), samples, samples.length);
            if (failed != 0) {
                throw new EngineException(
                        EngineException.Kind.FAILED, "Transcription failed: whisper.cpp returned " + failed + ".");
            }
            return new Transcript(spoken, segments(state));
        } finally {
            states.add(state);
        }
    }

    private WhisperState take() throws EngineException {
        try {
            return states.take();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.Kind.UNAVAILABLE, "the service is stopping", stopping);
        }
    }

    private WhisperFullParams parameters(String language, double temperature) {
        WhisperFullParams parameters = new WhisperFullParams();
        parameters.nThreads = threads;
        parameters.language = language;
        parameters.temperature = (float) temperature;
        parameters.noContext = true; // a patient's words must not leak into the next transcript
        parameters.printProgress = false;
        parameters.printRealtime = false;
        parameters.printTimestamps = false;
        return parameters;
    }

    private List<Segment> segments(WhisperState state) {
        List<Segment> segments = new ArrayList<>();
        int count = whisper.fullNSegmentsFromState(state);
        for (int i = 0; i < count; i++) {
            segments.add(new Segment(
                    whisper.fullGetSegmentTimestamp0FromState(state, i) * 10,
                    whisper.fullGetSegmentTimestamp1FromState(state, i) * 10,
                    whisper.fullGetSegmentTextFromState(state, i)));
        }
        return segments;
    }

    @Override
    public void close() {
        states.forEach(WhisperState::close);
        context.close();
    }
}
