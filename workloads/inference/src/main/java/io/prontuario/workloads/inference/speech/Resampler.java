package io.prontuario.workloads.inference.speech;

/**
 * Changes the sample rate by windowed-sinc interpolation with a Hann window. Reads the samples once, in order, and keeps only those that
 * the kernel covers: a recording at 192 kHz takes no more memory than one at 16 kHz.
 */
final class Resampler {
    /** Zero crossings of the kernel on each side. */
    private static final int ZERO_CROSSINGS = 8;

    private final int from;
    private final int to;
    private final double cutoff;
    private final double reach;
    /** The kernel's weights by the part of a sample at which it is centered, made when first needed. */
    private final double[][] kernels;

    private Resampler(int from, int to) {
        this.from = from;
        this.to = to;
        // low-pass below half of the lower rate, to prevent aliasing
        this.cutoff = Math.min(1.0, (double) to / from);
        this.reach = ZERO_CROSSINGS / cutoff;
        this.kernels = new double[to][];
    }

    /** Samples in their order. */
    interface Source {
        float next();
    }

    /** @param length number of samples of the source */
    static float[] resample(Source in, int length, int from, int to) {
        if (from == to) {
            float[] all = new float[length];
            for (int i = 0; i < length; i++) {
                all[i] = in.next();
            }
            return all;
        }
        return new Resampler(from, to).run(in, length);
    }

    private float[] run(Source in, int length) {
        float[] out = new float[(int) Math.max(1, (long) length * to / from)];
        float[] window = new float[Integer.highestOneBit(2 * (int) Math.ceil(reach) + 2) << 1];
        int mask = window.length - 1;
        int read = 0;
        for (int i = 0; i < out.length; i++) {
            long center = (long) i * from; // in parts of a sample, of which there are "to"
            int whole = (int) (center / to);
            double[] kernel = kernel((int) (center % to));
            int first = whole - kernel.length / 2 + 1;
            double sum = 0;
            double weights = 0;
            for (int k = 0; k < kernel.length; k++) {
                int j = first + k;
                if (j >= 0 && j < length) {
                    while (read <= j) {
                        window[read++ & mask] = in.next();
                    }
                    sum += window[j & mask] * kernel[k];
                    weights += kernel[k];
                }
            }
            out[i] = (float) (weights == 0 ? 0 : sum / weights);
        }
        return out;
    }

    /** Weights of the samples around one that the center is this part behind; zero outside the reach. */
    private double[] kernel(int part) {
        double[] known = kernels[part];
        if (known != null) {
            return known;
        }
        double[] kernel = new double[2 * (int) Math.ceil(reach) + 2];
        for (int k = 0; k < kernel.length; k++) {
            double x = k - kernel.length / 2 + 1 - (double) part / to;
            kernel[k] = Math.abs(x) > reach ? 0 : sinc(x * cutoff) * (0.5 + 0.5 * Math.cos(Math.PI * x / reach));
        }
        kernels[part] = kernel;
        return kernel;
    }

    private static double sinc(double x) {
        return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }
}
