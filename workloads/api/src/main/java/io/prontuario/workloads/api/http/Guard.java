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
 * Stands between whoever asks and what they ask for: who is it, may they, and is it written down. The one place of these rules,
 * whichever way a request comes; both of its questions may wait for a database.
 */
interface Guard {
    /** Whether its questions may wait, and so are not for a thread that must not. */
    boolean waits();

    /**
     * Who asks, if they may use the feature at all.
     *
     * @param authorization the header, as it was sent
     */
    Principal enter(@Nullable String authorization, Feature feature)
            throws RefusedException, SQLException, InterruptedException;

    /**
     * Lets them see or change this patient, or throws: then that is in the audit.
     *
     * @param detail for the audit, for example how many were listed
     * @return done once it is in the audit; nothing may be answered before
     */
    CompletionStage<Void> open(Principal who, Feature feature, Optional<Integer> patientId, String detail)
            throws RefusedException, SQLException, InterruptedException;

    /** Puts an act into the audit that is not held against the patient's reach. */
    CompletionStage<Void> note(Principal who, Feature feature, Optional<Integer> patientId);

    /** Lets everybody do everything and writes nothing down. */
    final class Open implements Guard {
        private static final Principal ANYBODY = new Principal("anonymous", Role.SERVICE, "", Instant.MAX);
        private static final CompletionStage<Void> NOTHING = CompletableFuture.completedStage(null);

        @Override
        public boolean waits() {
            return false;
        }

        @Override
        public Principal enter(@Nullable String authorization, Feature feature) {
            return ANYBODY;
        }

        @Override
        public CompletionStage<Void> open(Principal who, Feature feature, Optional<Integer> patientId, String detail) {
            return NOTHING;
        }

        @Override
        public CompletionStage<Void> note(Principal who, Feature feature, Optional<Integer> patientId) {
            return NOTHING;
        }
    }
}
