package io.prontuario.workloads.api.http;

import io.prontuario.workloads.api.Feature;
import io.prontuario.workloads.api.access.Principal;
import io.prontuario.workloads.api.access.Role;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates and authorizes requests and writes the audit: the only place of these rules, for servlet routes and
 * asynchronous routes alike. Every method may wait for a database.
 */
interface Authorizer {
    /** Whether methods may block, and therefore must not be called on a selector thread. */
    boolean blocks();

    /**
     * Authenticates the caller and checks that its role may use the feature.
     *
     * @param authorization value of the header {@code Authorization}
     */
    Principal authorize(@Nullable String authorization, Feature feature)
            throws ProblemException, SQLException, InterruptedException;

    /**
     * Checks access to a patient. A refusal is in the audit before this throws.
     *
     * @param detail for the audit, for example the ids of a list
     * @return completes once the access is in the audit; no response may be sent before
     */
    CompletionStage<Void> authorizePatient(
            Principal principal, Feature feature, Optional<Integer> patientId, String detail)
            throws ProblemException, SQLException, InterruptedException;

    /** Writes an action to the audit that needs no access to the patient. */
    CompletionStage<Void> audit(Principal principal, Feature feature, Optional<Integer> patientId);

    /** Allows everything and writes no audit; for development. */
    final class AllowAll implements Authorizer {
        private static final Principal ANONYMOUS = new Principal("anonymous", Role.SERVICE, "", Instant.MAX, "");
        private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

        @Override
        public boolean blocks() {
            return false;
        }

        @Override
        public Principal authorize(@Nullable String authorization, Feature feature) {
            return ANONYMOUS;
        }

        @Override
        public CompletionStage<Void> authorizePatient(
                Principal principal, Feature feature, Optional<Integer> patientId, String detail) {
            return DONE;
        }

        @Override
        public CompletionStage<Void> audit(Principal principal, Feature feature, Optional<Integer> patientId) {
            return DONE;
        }
    }
}
