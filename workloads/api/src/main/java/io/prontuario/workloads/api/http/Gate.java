package io.prontuario.workloads.api.http;

import io.javalin.http.Context;
import io.prontuario.workloads.api.Feature;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Stands between a request and what it asks for: who is it, may they, and is it written down. */
interface Gate {
    /** Lets the request use the feature, or throws. Called before the body is read. */
    void enter(Context ctx, Feature feature) throws RefusedException, SQLException, InterruptedException;

    /**
     * Lets the request see or change this patient, or throws; either is in the audit before this returns.
     *
     * @param detail for the audit, for example how many were listed
     */
    void open(Context ctx, Feature feature, Optional<Integer> patientId, String detail)
            throws RefusedException, SQLException, InterruptedException;

    /** Puts an act into the audit that is not held against the patient's reach. */
    void note(Context ctx, Feature feature, Optional<Integer> patientId) throws SQLException, InterruptedException;

    /** Who asks, for what is written with their name. */
    String username(Context ctx);

    /** See {@link #open(Context, Feature, Optional, String)}. */
    default void open(Context ctx, Feature feature, int patientId)
            throws RefusedException, SQLException, InterruptedException {
        open(ctx, feature, Optional.of(patientId), "");
    }

    /** A list of patients. */
    default void open(Context ctx, Feature feature, List<Integer> patientIds)
            throws RefusedException, SQLException, InterruptedException {
        open(ctx, feature, Optional.empty(), "patients " + patientIds);
    }

    /** Lets everybody do everything and writes nothing down. */
    final class Open implements Gate {
        @Override
        public void enter(Context ctx, Feature feature) {}

        @Override
        public void open(Context ctx, Feature feature, Optional<Integer> patientId, String detail) {}

        @Override
        public void note(Context ctx, Feature feature, Optional<Integer> patientId) {}

        @Override
        public String username(Context ctx) {
            return "anonymous";
        }
    }
}
