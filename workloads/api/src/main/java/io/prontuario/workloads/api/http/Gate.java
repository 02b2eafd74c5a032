package io.prontuario.workloads.api.http;

import io.javalin.http.Context;
import io.prontuario.workloads.api.Feature;
import io.prontuario.workloads.api.access.Principal;
import io.prontuario.workloads.api.records.Answers;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The guard as the routes of the servlet chain meet it: it remembers who came in, and waits for the audit. */
final class Gate {
    private static final String PRINCIPAL = "prontuario.principal";

    private final Guard guard;

    Gate(Guard guard) {
        this.guard = guard;
    }

    /** Lets the request use the feature, or throws. Called before the body is read. */
    void enter(Context ctx, Feature feature) throws RefusedException, SQLException, InterruptedException {
        ctx.attribute(PRINCIPAL, guard.enter(ctx.header("Authorization"), feature));
    }

    /** Lets the request see or change this patient, or throws; either is in the audit before this returns. */
    void open(Context ctx, Feature feature, int patientId) throws RefusedException, SQLException, InterruptedException {
        Answers.await(guard.open(principal(ctx), feature, Optional.of(patientId), ""));
    }

    /** See {@link #open(Context, Feature, int)}; a list of patients. */
    void open(Context ctx, Feature feature, List<Integer> patientIds)
            throws RefusedException, SQLException, InterruptedException {
        Answers.await(guard.open(principal(ctx), feature, Optional.empty(), "patients " + patientIds));
    }

    /** Puts an act into the audit that is not held against the patient's reach. */
    void note(Context ctx, Feature feature, Optional<Integer> patientId) throws SQLException, InterruptedException {
        Answers.await(guard.note(principal(ctx), feature, patientId));
    }

    /** Who asks. */
    Principal principal(Context ctx) {
        Principal who = ctx.attribute(PRINCIPAL);
        if (who == null) {
            throw new IllegalStateException("a handler asked who it is before the gate did");
        }
        return who;
    }
}
