package io.prontuario.workloads.inference.embed;

/** Vectors of length 1, whose dot product is the cosine of their angle. */
public final class UnitVector {
    private UnitVector() {}

    /** Normalizes a vector in place; a zero vector stays as it is. */
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
