package io.prontuario.testbed.load;

import io.prontuario.testbed.load.ApiReply.Answer;
import io.prontuario.testbed.load.ApiReply.NoAnswer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Sends one request over a connection of its own. */
final class ApiCall {
    private final LoadTarget target;
    private final DeadlineCloser deadlines;

    ApiCall(LoadTarget target, DeadlineCloser deadlines) {
        this.target = target;
        this.deadlines = deadlines;
    }

    ApiReply send(ApiRequest request, @Nullable String token, long deadlineNanos) {
        boolean connected = false;
        try (Connection connection = Connection.open(target, deadlineNanos, deadlines)) {
            connected = true;
            connection.send(request.bytes(target.host(), token));
            HttpResponseHead head = HttpResponseHead.read(connection.in());
            byte[] body = head.body(connection.in()).readAllBytes();
            return new Answer(
                    head.status(),
                    String.valueOf(head.header("x-prontuario-site")),
                    String.valueOf(head.header("x-prontuario-profile")),
                    body);
        } catch (IOException | RuntimeException e) {
            ReadResult.Failed failed = Failures.of(e, connected, deadlineNanos);
            return new NoAnswer(failed.kind(), String.valueOf(failed.detail()), connected);
        }
    }
}
