package io.prontuario.workloads.api.http;

import io.javalin.http.Context;
import io.prontuario.workloads.api.Feature;
import io.prontuario.workloads.api.access.Principal;
import io.prontuario.workloads.api.records.Futures;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Applies the {@link Authorizer} to servlet routes: stores the principal in the request and waits for the audit. */
final class AccessFilter {
    private static final String PRINCIPAL = "prontuario.principal";

    private final Authorizer authorizer;

    AccessFilter(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    /** Checks that the caller may use the feature. Called before the body is read. */
    void authorize(Context ctx, Feature feature) throws ProblemException, SQLException, InterruptedException {
        ctx.attribute(PRINCIPAL, authorizer.authorize(ctx.header("Authorization"), feature));
    }

    /** Checks access to a patient; the audit entry is committed when this returns or throws. */
    void authorizePatient(Context ctx, Feature feature, int patientId)
            throws ProblemException, SQLException, InterruptedException {
        Futures.await(authorizer.authorizePatient(principal(ctx), feature, Optional.of(patientId), ""));
    }

    /** Checks access to a list of patients; see {@link #authorizePatient}. */
    void authorizePatients(Context ctx, Feature feature, List<Integer> patientIds)
            throws ProblemException, SQLException, InterruptedException {
        Futures.await(authorizer.authorizePatient(principal(ctx), feature, Optional.empty(), "patients " + patientIds));
    }

    /** Writes an action to the audit that needs no access to the patient. */
    void audit(Context ctx, Feature feature, Optional<Integer> patientId) throws SQLException, InterruptedException {
        Futures.await(authorizer.audit(principal(ctx), feature, patientId));
    }

    /** The caller. */
    Principal principal(Context ctx) {
        Principal principal = ctx.attribute(PRINCIPAL);
        if (principal == null) {
            throw new IllegalStateException("the route was not authorized before its handler ran");
        }
        return principal;
    }
}
