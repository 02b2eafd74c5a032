package io.prontuario.workloads.api.http;

import io.javalin.http.Context;
import io.prontuario.workloads.api.records.ReadContext;
import io.prontuario.workloads.api.records.WalPosition;
import io.prontuario.workloads.common.HttpReply;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The headers of a request's reads: what they must see, and the age of what they saw. */
final class RequestReads {
    private RequestReads() {}

    /** The reads of a request. */
    static ReadContext of(Context ctx) throws ProblemException {
        return of(ctx.header(WalPosition.HEADER));
    }

    /** @param position value of {@link WalPosition#HEADER} */
    static ReadContext of(@Nullable String position) throws ProblemException {
        Optional<WalPosition> parsed = WalPosition.of(position);
        if (position != null && parsed.isEmpty()) {
            throw new ProblemException(
                    Problem.Kind.BAD_REQUEST,
                    WalPosition.HEADER + " must be the value that the response of a write had, or be left out.");
        }
        return ReadContext.after(parsed);
    }

    /** Marks a response that was read from a copy that may be old. */
    static void mark(Context ctx, ReadContext reads) {
        reads.age().ifPresent(age -> ctx.header(ReadContext.AGE_HEADER, age));
    }

    /** Like {@link #mark(Context, ReadContext)}. */
    static HttpReply mark(HttpReply reply, ReadContext reads) {
        return reads.age()
                .map(age -> reply.withHeader(ReadContext.AGE_HEADER, age))
                .orElse(reply);
    }
}
