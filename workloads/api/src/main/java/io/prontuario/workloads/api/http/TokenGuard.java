package io.prontuario.workloads.api.http;

import io.prontuario.workloads.api.Feature;
import io.prontuario.workloads.api.access.BreakGlass;
import io.prontuario.workloads.api.access.Principal;
import io.prontuario.workloads.api.access.Role;
import io.prontuario.workloads.api.access.Seats;
import io.prontuario.workloads.api.access.Tokens;
import io.prontuario.workloads.api.audit.AuditEntry;
import io.prontuario.workloads.api.audit.AuditLog;
import io.prontuario.workloads.api.encounters.Encounters;
import io.prontuario.workloads.api.limits.Sessions;
import io.prontuario.workloads.api.records.Answers;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Profile;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Asks for a token, and judges by role, rate, seat and, for a patient, by reach or broken glass. */
final class TokenGuard implements Guard {
    private static final String BEARER = "Bearer ";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Identity identity;
    private final Tokens tokens;
    private final Sessions sessions;
    private final Seats seats;
    private final BreakGlass glass;
    private final Encounters encounters;
    private final AuditLog audit;
    private final int requestsPerMinute;

    TokenGuard(
            Identity identity,
            Tokens tokens,
            Sessions sessions,
            Seats seats,
            BreakGlass glass,
            Encounters encounters,
            AuditLog audit,
            int requestsPerMinute) {
        this.identity = identity;
        this.tokens = tokens;
        this.sessions = sessions;
        this.seats = seats;
        this.glass = glass;
        this.encounters = encounters;
        this.audit = audit;
        this.requestsPerMinute = requestsPerMinute;
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public Principal enter(@Nullable String authorization, Feature feature)
            throws RefusedException, SQLException, InterruptedException {
        Principal who = authenticate(authorization);
        if (!sessions.within("user:" + who.username(), requestsPerMinute, MINUTE)) {
            throw new RefusedException(
                    Problem.Kind.BUSY,
                    "More than " + requestsPerMinute + " requests in a minute. Slow down and retry.");
        }
        if (!who.role().may(feature)) {
            Answers.await(write(who, feature.operation(), Optional.empty(), false, "not for this role"));
            throw new RefusedException(
                    Problem.Kind.FORBIDDEN,
                    feature.operation() + " is not for the role " + who.role().word() + ".");
        }
        seat(who);
        return who;
    }

    /** Who the token says they are. */
    Principal authenticate(@Nullable String authorization) throws RefusedException {
        Principal who = authorization == null || !authorization.startsWith(BEARER)
                ? null
                : tokens.verify(authorization.substring(BEARER.length())).orElse(null);
        if (who == null || sessions.ended(who.tokenId())) {
            throw new RefusedException(
                    Problem.Kind.UNAUTHENTICATED,
                    "Send Authorization: Bearer with a token of POST /v1/auth/login; this one is missing, wrong or over.");
        }
        return who;
    }

    /** In the emergency service nobody is served without a seat. */
    void seat(Principal who) throws RefusedException, SQLException {
        if (identity.profile() == Profile.EMERGENCY && !seats.take(who, Instant.now())) {
            throw new RefusedException(
                    Problem.Kind.NO_SEAT,
                    "Every seat of the role " + who.role().word()
                            + " in the emergency service is taken; it returns with the full service, or when somebody logs out.");
        }
    }

    @Override
    public CompletionStage<Void> open(Principal who, Feature feature, Optional<Integer> patientId, String detail)
            throws RefusedException, SQLException, InterruptedException {
        boolean broken = false;
        boolean allowed = true;
        if (patientId.isPresent() && who.role().reach() == Role.Reach.PRESENT_PATIENTS) {
            int id = patientId.get();
            boolean present = identity.profile() == Profile.FULL && encounters.present(id);
            broken = !present && glass.holds(who.username(), id);
            allowed = present || broken;
        }
        CompletionStage<Void> written = write(
                who, feature.operation(), patientId, allowed, broken ? ("glass broken " + detail).strip() : detail);
        if (!allowed) {
            Answers.await(written);
            throw new RefusedException(
                    Problem.Kind.FORBIDDEN,
                    "This patient has no open encounter here. If the care of the patient needs it now: POST"
                            + " /v1/patients/{id}/break-glass with a reason; it is recorded.");
        }
        return written;
    }

    @Override
    public CompletionStage<Void> note(Principal who, Feature feature, Optional<Integer> patientId) {
        return write(who, feature.operation(), patientId, true, "");
    }

    /** Writes down what somebody did; done once it is committed. */
    CompletionStage<Void> write(
            Principal who, String action, Optional<Integer> patientId, boolean allowed, String detail) {
        return audit.append(new AuditEntry(
                Instant.now(), who.username(), who.role().word(), action, patientId, allowed, detail, identity.site()));
    }
}
