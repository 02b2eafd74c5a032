package io.prontuario.workloads.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.prontuario.workloads.api.access.Passwords;
import io.prontuario.workloads.api.access.Principal;
import io.prontuario.workloads.api.access.Role;
import io.prontuario.workloads.api.access.Tokens;
import io.prontuario.workloads.api.access.Users;
import io.prontuario.workloads.api.limits.Sessions;
import io.prontuario.workloads.api.records.Futures;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Json;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/auth}: login by user name and password, and logout. */
final class LoginRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(LoginRoutes.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String LOGIN = "POST /v1/auth/login";
    /** An address may try ten times as often as a single name. */
    private static final long LOGINS_PER_ADDRESS = 10;

    /** What login and logout need. */
    record Services(Users users, Tokens tokens, Sessions sessions, TokenAuthorizer authorizer, AuditTrail audit) {}

    private final Identity identity;
    private final Services services;
    private final Passwords passwords = new Passwords();
    private final int loginsPerMinute;

    LoginRoutes(Identity identity, Services services, int loginsPerMinute) {
        this.identity = identity;
        this.services = services;
        this.loginsPerMinute = loginsPerMinute;
    }

    void login(Context ctx) throws ProblemException, SQLException, InterruptedException {
        Optional<JsonNode> body = Json.object(ctx.bodyAsBytes());
        String username = body.map(b -> b.path("username").asText()).orElse("");
        String password = body.map(b -> b.path("password").asText()).orElse("");
        if (!Users.validName(username) || password.isEmpty() || password.length() > Passwords.MAX_LENGTH) {
            throw new ProblemException(
                    Problem.Kind.BAD_REQUEST,
                    "The body must have username (2 to 64 lowercase letters, digits, dots, dashes) and password.");
        }
        requireAttempt(ctx.ip(), username);
        Optional<Users.User> user = services.users().find(username);
        boolean correct = passwords
                .matches(password, user.map(Users.User::passwordHash))
                .orElseThrow(() -> new ProblemException(Problem.Kind.BUSY, "Too many logins at the same time. Retry."));
        Instant now = Instant.now();
        if (!correct || user.isEmpty()) {
            countFailure(username);
            Principal claimed =
                    new Principal(username, user.map(Users.User::role).orElse(Role.SERVICE), "", now, "");
            Futures.await(services.audit().append(claimed, LOGIN, Optional.empty(), false, "wrong name or password"));
            throw new ProblemException(Problem.Kind.UNAUTHENTICATED, "The user name or the password is wrong.");
        }
        try {
            services.users().loginSucceeded(username);
        } catch (SQLException writerMoves) {
            LOG.warn("a login did not reset its failures: SQL state {}", writerMoves.getSQLState());
        }
        Principal principal = services.tokens().principal(user.get(), now);
        services.authorizer().takeSeat(principal);
        Futures.await(services.audit().append(principal, LOGIN, Optional.empty(), true, ""));
        Map<String, Object> response = Bodies.of(identity);
        response.put("token", services.tokens().sign(principal, now));
        response.put("role", principal.role().wireName());
        response.put("expiresAt", principal.until().toString());
        response.put(
                "expiresInSeconds", Duration.between(now, principal.until()).toSeconds());
        ctx.header("Cache-Control", "no-store");
        Json.respond(ctx, 200, "application/json", response);
    }

    /** Where the record cannot count, the sessions' store does: a writer that moves must not allow more attempts. */
    private void countFailure(String username) {
        try {
            services.users().loginFailed(username);
        } catch (SQLException writerMoves) {
            LOG.warn("a failed login is counted outside the record: SQL state {}", writerMoves.getSQLState());
            services.sessions().countFailure(username, Users.MAX_FAILURES, Users.LOCK_DURATION);
        }
    }

    private void requireAttempt(String address, String username) throws ProblemException, SQLException {
        Sessions sessions = services.sessions();
        // The source first: attempts of a limited source must not count against other people's names.
        if (!sessions.withinLimit("from:" + address, LOGINS_PER_ADDRESS * loginsPerMinute, MINUTE)
                || !sessions.withinLimit("login:" + username, loginsPerMinute, MINUTE)) {
            throw new ProblemException(Problem.Kind.BUSY, "Too many login attempts. Retry in a minute.");
        }
        if (sessions.isLocked(username)) {
            throw new ProblemException(
                    Problem.Kind.LOCKED, "Too many wrong passwords for this user name. Retry in 15 minutes.");
        }
        Optional<Instant> locked = services.users().lockedUntil(username);
        if (locked.isPresent()) {
            throw new ProblemException(
                    Problem.Kind.LOCKED,
                    "Too many wrong passwords for this user name; it is locked until " + locked.get() + ".");
        }
    }

    void logout(Context ctx) throws ProblemException, SQLException, InterruptedException {
        Principal principal = services.authorizer().authenticate(ctx.header("Authorization"));
        boolean everywhere =
                services.sessions().revoke(principal.tokenId(), Duration.between(Instant.now(), principal.until()));
        services.authorizer().releaseSeat(principal.username());
        Futures.await(services.audit().append(principal, "POST /v1/auth/logout", Optional.empty(), true, ""));
        Map<String, Object> response = Bodies.of(identity);
        response.put("ended", true);
        response.put("everywhere", everywhere);
        if (!everywhere) {
            response.put("notice", "Other replicas may accept the token until " + principal.until() + ".");
        }
        Json.respond(ctx, 200, "application/json", response);
    }
}
