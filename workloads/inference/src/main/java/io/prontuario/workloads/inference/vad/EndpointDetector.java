package io.prontuario.workloads.inference.vad;

import io.prontuario.workloads.inference.engine.SpeechEngine;
import io.prontuario.workloads.inference.engine.VadEngine;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the probabilities of frames into spans of speech. As in Silero's reference implementation, the threshold to start speech
 * is higher than the one to continue it, short silence is part of speech, and very short speech is ignored.
 */
final class EndpointDetector {
    /** How far below the threshold speech continues. */
    static final double HYSTERESIS = 0.15;
    /** Shorter speech is ignored. */
    static final int MIN_SPEECH_MILLIS = 100;

    private final VadEngine.VadParameters parameters;
    private final int frame;
    private final int samples;
    private final List<VadEngine.SpeechSpan> spans = new ArrayList<>();

    private EndpointDetector(VadEngine.VadParameters parameters, int frame, int samples) {
        this.parameters = parameters;
        this.frame = frame;
        this.samples = samples;
    }

    /**
     * @param probabilities probability of speech of each frame
     * @param frame samples per frame
     * @param samples samples of the whole recording; no span ends after it
     */
    static List<VadEngine.SpeechSpan> of(
            float[] probabilities, VadEngine.VadParameters parameters, int frame, int samples) {
        EndpointDetector endpoints = new EndpointDetector(parameters, frame, samples);
        endpoints.find(probabilities);
        return endpoints.spans;
    }

    private void find(float[] probabilities) {
        int start = -1;
        int last = -1;
        for (int i = 0; i < probabilities.length; i++) {
            if (start < 0 && probabilities[i] >= parameters.threshold()) {
                start = i;
            }
            if (start >= 0 && probabilities[i] >= parameters.threshold() - HYSTERESIS) {
                last = i;
            }
            if (start >= 0 && (long) (i - last) * frame >= samples(parameters.minSilenceMillis())) {
                add(start, last);
                start = -1;
            }
        }
        if (start >= 0) {
            add(start, last);
        }
    }

    private static long samples(int millis) {
        return millis * (long) SpeechEngine.SAMPLE_RATE / 1000;
    }

    private void add(int first, int last) {
        if ((long) (last - first + 1) * frame < samples(MIN_SPEECH_MILLIS)) {
            return;
        }
        long padding = samples(parameters.paddingMillis());
        int from = (int) Math.max(0, first * (long) frame - padding);
        int to = (int) Math.min(samples, (last + 1) * (long) frame + padding);
        int before = spans.size() - 1;
        if (before >= 0 && spans.get(before).to() >= from) {
            spans.set(before, new VadEngine.SpeechSpan(spans.get(before).from(), to));
        } else {
            spans.add(new VadEngine.SpeechSpan(from, to));
        }
    }
}
