package io.prontuario.workloads.inference.speech;

/** Changes the sample rate by windowed-sinc interpolation with a Hann window. */
final class Resampler {
    /** Zero crossings of the kernel on each side. */
    private static final int ZERO_CROSSINGS = 8;

    private Resampler() {}

    static float[] resample(float[] in, int from, int to) {
        if (from == to) {
            return in;
        }
        float[] out = new float[(int) Math.max(1, (long) in.length * to / from)];
        // low-pass below half of the lower rate, to prevent aliasing
        double cutoff = Math.min(1.0, (double) to / from);
        double reach = ZERO_CROSSINGS / cutoff;
        for (int i = 0; i < out.length; i++) {
            double center = (double) i * from / to;
            int first = (int) Math.max(0, Math.ceil(center - reach));
            int last = (int) Math.min(in.length - 1, Math.floor(center + reach));
            double sum = 0;
            double weights = 0;
            for (int j = first; j <= last; j++) {
                double x = j - center;
                double weight = sinc(x * cutoff) * (0.5 + 0.5 * Math.cos(Math.PI * x / reach));
                sum += in[j] * weight;
                weights += weight;
            }
            out[i] = (float) (weights == 0 ? 0 : sum / weights);
        }
        return out;
    }

    private static double sinc(double x) {
        return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }
}
