package io.prontuario.workloads.inference.voice;

import io.prontuario.workloads.inference.engine.SpeechEngine;
import io.prontuario.workloads.inference.engine.VoiceEngine;
import java.util.ArrayList;
import java.util.List;

/**
 * From how likely each frame is speech to where speech begins and ends. It takes more to begin than to go on, a short pause is
 * part of it, and what is shorter than a syllable is none.
 */
final class Endpoints {
    /** How much less than its threshold is enough to go on. */
    static final double SLACK = 0.15;
    /** Shortest speech. */
    static final int SYLLABLE_MILLIS = 100;

    private final VoiceEngine.Sensitivity sensitivity;
    private final int frame;
    private final int samples;
    private final List<VoiceEngine.Span> spans = new ArrayList<>();

    private Endpoints(VoiceEngine.Sensitivity sensitivity, int frame, int samples) {
        this.sensitivity = sensitivity;
        this.frame = frame;
        this.samples = samples;
    }

    /**
     * @param probabilities of speech, frame by frame
     * @param frame samples of a frame
     * @param samples of the whole recording; no span reaches beyond
     */
    static List<VoiceEngine.Span> of(
            float[] probabilities, VoiceEngine.Sensitivity sensitivity, int frame, int samples) {
        Endpoints endpoints = new Endpoints(sensitivity, frame, samples);
        endpoints.find(probabilities);
        return endpoints.spans;
    }

    private void find(float[] probabilities) {
        int begun = -1;
        int last = -1;
        for (int i = 0; i < probabilities.length; i++) {
            if (begun < 0 && probabilities[i] >= sensitivity.threshold()) {
                begun = i;
            }
            if (begun >= 0 && probabilities[i] >= sensitivity.threshold() - SLACK) {
                last = i;
            }
            if (begun >= 0 && (long) (i - last) * frame >= samples(sensitivity.pauseMillis())) {
                add(begun, last);
                begun = -1;
            }
        }
        if (begun >= 0) {
            add(begun, last);
        }
    }

    private static long samples(int millis) {
        return millis * (long) SpeechEngine.SAMPLE_RATE / 1000;
    }

    private void add(int first, int last) {
        if ((long) (last - first + 1) * frame < samples(SYLLABLE_MILLIS)) {
            return;
        }
        long margin = samples(sensitivity.marginMillis());
        int from = (int) Math.max(0, first * (long) frame - margin);
        int to = (int) Math.min(samples, (last + 1) * (long) frame + margin);
        int before = spans.size() - 1;
        if (before >= 0 && spans.get(before).to() >= from) {
            spans.set(before, new VoiceEngine.Span(spans.get(before).from(), to));
        } else {
            spans.add(new VoiceEngine.Span(from, to));
        }
    }
}
