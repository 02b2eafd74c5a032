package io.prontuario.workloads.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.prontuario.workloads.api.Feature;
import io.prontuario.workloads.api.access.BreakGlass;
import io.prontuario.workloads.api.access.Passwords;
import io.prontuario.workloads.api.access.Principal;
import io.prontuario.workloads.api.access.Role;
import io.prontuario.workloads.api.access.Seats;
import io.prontuario.workloads.api.access.Tokens;
import io.prontuario.workloads.api.access.Users;
import io.prontuario.workloads.api.limits.Sessions;
import io.prontuario.workloads.api.records.Answers;
import io.prontuario.workloads.api.writes.IdempotencyKey;
import io.prontuario.workloads.api.writes.KeyReusedException;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.common.Profile;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /v1/auth} and breaking the glass. A password is what counts; a face, once there is one, may only come on top of it.
 */
final class AuthRoutes {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int LONGEST_REASON = 500;
    private static final int SHORTEST_REASON = 10;
    private static final String LOGIN = "POST /v1/auth/login";

    private final Identity identity;
    private final Users users;
    private final Passwords passwords = new Passwords();
    private final Tokens tokens;
    private final Sessions sessions;
    private final Seats seats;
    private final BreakGlass glass;
    private final TokenGuard guard;
    private final Gate gate;
    private final int loginsPerMinute;

    AuthRoutes(
            Identity identity,
            Users users,
            Tokens tokens,
            Sessions sessions,
            Seats seats,
            BreakGlass glass,
            TokenGuard guard,
            Gate gate,
            int loginsPerMinute) {
        this.identity = identity;
        this.users = users;
        this.tokens = tokens;
        this.sessions = sessions;
        this.seats = seats;
        this.glass = glass;
        this.guard = guard;
        this.gate = gate;
        this.loginsPerMinute = loginsPerMinute;
    }

    void login(Context ctx) throws RefusedException, SQLException, InterruptedException {
        Optional<JsonNode> body = Json.object(ctx.bodyAsBytes());
        String username = body.map(b -> b.path("username").asText()).orElse("");
        String password = body.map(b -> b.path("password").asText()).orElse("");
        if (!Users.named(username) || password.isEmpty() || password.length() > Passwords.LONGEST) {
            throw new RefusedException(
                    Problem.Kind.BAD_REQUEST,
                    "The body must have username (2 to 64 lowercase letters, digits, dots, dashes) and password.");
        }
        if (!sessions.within("login:" + username, loginsPerMinute, MINUTE)
                || !sessions.within("from:" + ctx.ip(), 10L * loginsPerMinute, MINUTE)) {
            throw new RefusedException(Problem.Kind.BUSY, "Too many attempts to log in. Wait a minute.");
        }
        Optional<Instant> locked = users.lockedUntil(username);
        if (locked.isPresent()) {
            throw new RefusedException(
                    Problem.Kind.LOCKED,
                    "Too many wrong passwords for this name; it is locked until " + locked.get() + ".");
        }
        Optional<Users.User> user = users.find(username);
        boolean right = passwords
                .matches(password, user.map(Users.User::passwordHash))
                .orElseThrow(() -> new RefusedException(Problem.Kind.BUSY, "Too many are logging in. Retry."));
        Instant now = Instant.now();
        if (!right || user.isEmpty()) {
            users.failed(username);
            Principal tried = new Principal(username, user.map(Users.User::role).orElse(Role.SERVICE), "", now);
            Answers.await(guard.write(tried, LOGIN, Optional.empty(), false, "wrong name or password"));
            throw new RefusedException(Problem.Kind.UNAUTHENTICATED, "The name or the password is wrong.");
        }
        users.succeeded(username);
        Principal who = tokens.principal(username, user.get().role(), now);
        guard.seat(who);
        Answers.await(guard.write(who, LOGIN, Optional.empty(), true, ""));
        Map<String, Object> answer = answer();
        answer.put("token", tokens.sign(who, now));
        answer.put("role", who.role().word());
        answer.put("expiresAt", who.until().toString());
        answer.put("expiresInSeconds", Duration.between(now, who.until()).toSeconds());
        ctx.header("Cache-Control", "no-store");
        Json.respond(ctx, 200, "application/json", answer);
    }

    void logout(Context ctx) throws RefusedException, SQLException, InterruptedException {
        Principal who = guard.authenticate(ctx.header("Authorization"));
        boolean everywhere = sessions.end(who.tokenId(), Duration.between(Instant.now(), who.until()));
        if (identity.profile() == Profile.EMERGENCY) {
            seats.leave(who.username());
        }
        Answers.await(guard.write(who, "POST /v1/auth/logout", Optional.empty(), true, ""));
        Map<String, Object> answer = answer();
        answer.put("ended", true);
        answer.put("everywhere", everywhere);
        if (!everywhere) {
            answer.put("notice", "Other processes may believe the token until " + who.until() + ".");
        }
        Json.respond(ctx, 200, "application/json", answer);
    }

    void breakGlass(Context ctx) throws RefusedException, SQLException, KeyReusedException, InterruptedException {
        Principal who = gate.principal(ctx);
        byte[] body = ctx.bodyAsBytes();
        // whose glass it is belongs to the request: nobody is told that they hold what another asked for
        IdempotencyKey key = Keyed.key(ctx, "POST " + ctx.path() + " by " + who.username(), body);
        Optional<Integer> id = PatientRoutes.number(ctx.pathParam("id"));
        String reason = Json.object(body)
                .map(node -> node.path("reason").asText().strip())
                .orElse("");
        if (id.isEmpty()
                || reason.length() < SHORTEST_REASON
                || reason.length() > LONGEST_REASON
                || reason.indexOf('\0') >= 0) {
            throw new RefusedException(
                    Problem.Kind.BAD_REQUEST,
                    "id must be a whole number from 1 and the body must have a reason of " + SHORTEST_REASON + " to "
                            + LONGEST_REASON + " characters.");
        }
        // first the audit: a glass that is broken without a trace must not exist, a trace without a broken glass may
        Answers.await(guard.write(who, Feature.BREAK_GLASS.operation(), id, true, reason));
        BreakGlass.Granted granted = glass.grant(key, who.username(), id.get(), reason, Instant.now());
        Map<String, Object> answer = answer();
        answer.put("patientId", id.get());
        answer.put("expiresAt", granted.until().toString());
        answer.put("notice", "Every access is recorded with your name and reason.");
        Keyed.replayed(ctx, granted.before());
        Json.respond(ctx, 201, "application/json", answer);
    }

    private Map<String, Object> answer() {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("site", identity.site());
        answer.put("profile", identity.profile().word());
        return answer;
    }
}
