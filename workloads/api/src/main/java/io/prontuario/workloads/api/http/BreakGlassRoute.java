package io.prontuario.workloads.api.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.prontuario.workloads.api.Feature;
import io.prontuario.workloads.api.access.BreakGlass;
import io.prontuario.workloads.api.access.Principal;
import io.prontuario.workloads.api.records.Futures;
import io.prontuario.workloads.api.writes.IdempotencyKey;
import io.prontuario.workloads.api.writes.KeyReusedException;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Json;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** {@code POST /v1/patients/{id}/break-glass}. */
final class BreakGlassRoute implements Handler {
    private static final int MAX_REASON_LENGTH = 500;
    private static final int MIN_REASON_LENGTH = 10;

    private final BreakGlass breakGlass;
    private final AuditTrail audit;
    private final AccessFilter filter;
    private final Identity identity;

    BreakGlassRoute(BreakGlass breakGlass, AuditTrail audit, AccessFilter filter, Identity identity) {
        this.breakGlass = breakGlass;
        this.audit = audit;
        this.filter = filter;
        this.identity = identity;
    }

    @Override
    public void handle(Context ctx) throws ProblemException, SQLException, KeyReusedException, InterruptedException {
        Principal principal = filter.principal(ctx);
        byte[] body = ctx.bodyAsBytes();
        // the user is part of the request: another user's key must not return this user's grant
        IdempotencyKey key = IdempotentRequest.key(ctx, "POST " + ctx.path() + " by " + principal.username(), body);
        Optional<Integer> id = PatientRoutes.number(ctx.pathParam("id"));
        String reason = Json.object(body)
                .map(node -> node.path("reason").asText().strip())
                .orElse("");
        if (id.isEmpty()
                || reason.length() < MIN_REASON_LENGTH
                || reason.length() > MAX_REASON_LENGTH
                || reason.indexOf('\0') >= 0) {
            throw new ProblemException(
                    Problem.Kind.BAD_REQUEST,
                    "id must be a whole number from 1 and the body must have a reason of " + MIN_REASON_LENGTH + " to "
                            + MAX_REASON_LENGTH + " characters.");
        }
        // the audit first: an entry without a grant is acceptable, a grant without an entry is not
        Futures.await(audit.append(principal, Feature.BREAK_GLASS.operation(), id, true, reason));
        BreakGlass.Grant grant = breakGlass.grant(key, principal.username(), id.get(), reason, Instant.now());
        Map<String, Object> response = Bodies.of(identity);
        response.put("patientId", id.get());
        response.put("expiresAt", grant.until().toString());
        response.put("notice", "Every access is recorded with your user name and reason.");
        IdempotentRequest.replayed(ctx, grant.replayed());
        Json.respond(ctx, 201, "application/json", response);
    }
}
