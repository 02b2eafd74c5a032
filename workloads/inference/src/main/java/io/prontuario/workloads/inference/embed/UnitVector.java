package io.prontuario.workloads.inference.embed;

/** Vectors of length 1: the product of two of them is the cosine of their angle, which is how callers compare them. */
public final class UnitVector {
    private UnitVector() {}

    /** Brings it to length 1 in place, where it has a direction at all. */
    public static float[] of(float[] vector) {
        double square = 0;
        for (float value : vector) {
            square += (double) value * value;
        }
        float length = (float) Math.sqrt(square);
        for (int i = 0; i < vector.length && length > 0; i++) {
            vector[i] /= length;
        }
        return vector;
    }
}
