package io.prontuario.workloads.api.http;

import io.prontuario.workloads.api.Feature;
import io.prontuario.workloads.api.access.Accounts;
import io.prontuario.workloads.api.access.Principal;
import io.prontuario.workloads.api.access.Seats;
import io.prontuario.workloads.api.access.Tokens;
import io.prontuario.workloads.api.limits.Sessions;
import io.prontuario.workloads.api.records.Futures;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Requires a token, and authorizes by role, rate limit, seat and, for a patient, by {@link PatientReach}. */
final class TokenAuthorizer implements Authorizer {
    private static final String BEARER = "Bearer ";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Tokens tokens;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Optional<Seats> seats;
    private final PatientReach reach;
    private final AuditTrail audit;
    private final int requestsPerMinute;

    /**
     * @param seats seats of the emergency service; empty in the full profile
     * @param requestsPerMinute rate limit of one user
     */
    TokenAuthorizer(
            Tokens tokens,
            Accounts accounts,
            Sessions sessions,
            Optional<Seats> seats,
            PatientReach reach,
            AuditTrail audit,
            int requestsPerMinute) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.sessions = sessions;
        this.seats = seats;
        this.reach = reach;
        this.audit = audit;
        this.requestsPerMinute = requestsPerMinute;
    }

    @Override
    public boolean blocks() {
        return true;
    }

    @Override
    public Principal authorize(@Nullable String authorization, Feature feature)
            throws ProblemException, SQLException, InterruptedException {
        Principal principal = authenticate(authorization);
        if (!sessions.withinLimit("user:" + principal.username(), requestsPerMinute, MINUTE)) {
            throw new ProblemException(
                    Problem.Kind.BUSY,
                    "Rate limit of " + requestsPerMinute + " requests per minute exceeded. Retry later.");
        }
        if (!principal.role().may(feature)) {
            Futures.await(audit.append(
                    principal, feature.operation(), Optional.empty(), false, "role may not use this feature"));
            throw new ProblemException(
                    Problem.Kind.FORBIDDEN,
                    "The role " + principal.role().wireName() + " may not use " + feature.operation() + ".");
        }
        takeSeat(principal);
        return principal;
    }

    /** The principal of a valid token, whose account still is what it was when the token was issued. */
    Principal authenticate(@Nullable String authorization) throws ProblemException, SQLException {
        Principal principal = authorization == null || !authorization.startsWith(BEARER)
                ? null
                : tokens.verify(authorization.substring(BEARER.length())).orElse(null);
        if (principal == null || sessions.isRevoked(principal.tokenId()) || !accounts.holds(principal)) {
            throw new ProblemException(
                    Problem.Kind.UNAUTHENTICATED,
                    "The access token is missing, invalid or expired, or its user was changed. Log in with POST /v1/auth/login and send"
                            + " Authorization: Bearer with its token.");
        }
        return principal;
    }

    /** In the emergency profile a request needs a seat. */
    void takeSeat(Principal principal) throws ProblemException, SQLException {
        if (seats.isPresent() && !seats.get().take(principal, Instant.now())) {
            throw new ProblemException(
                    Problem.Kind.NO_SEAT,
                    "All seats of the role " + principal.role().wireName()
                            + " in the emergency service are taken. Retry after another user has logged out, or when the full"
                            + " service is back.");
        }
    }

    /** Releases the user's seat. */
    void releaseSeat(String username) throws SQLException {
        if (seats.isPresent()) {
            seats.get().release(username);
        }
    }

    @Override
    public CompletionStage<Void> authorizePatient(
            Principal principal, Feature feature, Optional<Integer> patientId, String detail)
            throws ProblemException, SQLException, InterruptedException {
        PatientReach.Grant grant =
                patientId.isPresent() ? reach.of(principal, patientId.get()) : PatientReach.Grant.ROLE;
        boolean allowed = grant != PatientReach.Grant.NONE;
        CompletionStage<Void> written = audit.append(
                principal,
                feature.operation(),
                patientId,
                allowed,
                grant == PatientReach.Grant.BREAK_GLASS ? ("break-glass " + detail).strip() : detail);
        if (!allowed) {
            Futures.await(written);
            throw new ProblemException(
                    Problem.Kind.FORBIDDEN,
                    "This patient has no open encounter. If the patient's care needs access now, POST"
                            + " /v1/patients/{id}/break-glass with a reason; it is recorded.");
        }
        return written;
    }

    @Override
    public CompletionStage<Void> audit(Principal principal, Feature feature, Optional<Integer> patientId) {
        return audit.append(principal, feature.operation(), patientId, true, "");
    }
}
