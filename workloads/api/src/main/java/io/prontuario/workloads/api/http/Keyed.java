package io.prontuario.workloads.api.http;

import io.javalin.http.Context;
import io.prontuario.workloads.api.writes.IdempotencyKey;
import io.prontuario.workloads.api.writes.IdempotentWrites;

/** What every route that writes has in common: it asks for a key, and says whether the write had happened before. */
final class Keyed {
    private static final String NEEDED =
            "A write needs the header Idempotency-Key, 8 to 128 letters, digits, dots, colons, dashes or underscores; repeat a"
                    + " write with the key that it had.";

    private Keyed() {}

    /** The key of a request, or a refusal that says what is missing. */
    static IdempotencyKey key(Context ctx, String operation, byte[] request) throws RefusedException {
        return IdempotencyKey.of(ctx.header(IdempotencyKey.HEADER), operation, request)
                .orElseThrow(Keyed::refused);
    }

    /** Refuses before a long body is read. */
    static void need(Context ctx) throws RefusedException {
        if (!IdempotencyKey.usable(ctx.header(IdempotencyKey.HEADER))) {
            throw refused();
        }
    }

    /** Answers with what the write answered, now or the first time; a 404 is told as a problem. */
    static void answer(Context ctx, IdempotentWrites.Reply reply, String missing) throws RefusedException {
        if (reply.status() == 404) {
            throw new RefusedException(Problem.Kind.NOT_FOUND, missing);
        }
        replayed(ctx, reply.replayed());
        ctx.status(reply.status()).contentType("application/json").result(reply.body());
    }

    /** Says whether the write had happened before. */
    static void replayed(Context ctx, boolean before) {
        ctx.header("Idempotency-Replayed", Boolean.toString(before));
    }

    private static RefusedException refused() {
        return new RefusedException(Problem.Kind.BAD_REQUEST, NEEDED);
    }
}
