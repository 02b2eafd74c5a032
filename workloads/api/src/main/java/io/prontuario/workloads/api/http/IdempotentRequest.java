package io.prontuario.workloads.api.http;

import io.javalin.http.Context;
import io.prontuario.workloads.api.records.WalPosition;
import io.prontuario.workloads.api.writes.IdempotencyKey;
import io.prontuario.workloads.api.writes.IdempotentWrites;

/** Common to every route that writes: requires an idempotency key and reports whether the write is a replay. */
final class IdempotentRequest {
    private static final String REQUIRED =
            "A write requires the header Idempotency-Key: 8 to 128 letters, digits, dots, colons, dashes or underscores. Repeat"
                    + " a write with the same key.";

    private IdempotentRequest() {}

    /** The key of a request. */
    static IdempotencyKey key(Context ctx, String operation, byte[] request) throws ProblemException {
        return IdempotencyKey.of(ctx.header(IdempotencyKey.HEADER), operation, request)
                .orElseThrow(IdempotentRequest::missing);
    }

    /** Rejects a request without a valid key, before its body is read. */
    static void requireKey(Context ctx) throws ProblemException {
        if (!IdempotencyKey.valid(ctx.header(IdempotencyKey.HEADER))) {
            throw missing();
        }
    }

    /** Responds with the result of a write; status 404 becomes a problem document. */
    static void respond(Context ctx, IdempotentWrites.WriteResult result, String notFound) throws ProblemException {
        if (result.status() == 404) {
            throw new ProblemException(Problem.Kind.NOT_FOUND, notFound);
        }
        replayed(ctx, result.replayed());
        result.position().ifPresent(position -> ctx.header(WalPosition.HEADER, position.toString()));
        ctx.status(result.status()).contentType("application/json").result(result.body());
    }

    /** Reports whether an earlier request applied the write. */
    static void replayed(Context ctx, boolean replayed) {
        ctx.header("Idempotency-Replayed", Boolean.toString(replayed));
    }

    private static ProblemException missing() {
        return new ProblemException(Problem.Kind.BAD_REQUEST, REQUIRED);
    }
}
