package io.prontuario.workloads.api.http;

import io.javalin.http.Context;
import io.prontuario.workloads.api.Feature;
import io.prontuario.workloads.api.records.Futures;
import io.prontuario.workloads.api.records.PatientRecords;
import io.prontuario.workloads.api.records.ReadContext;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Json;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/patients}. */
final class PatientRoutes {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private final PatientRecords records;
    private final PatientResponses responses;
    private final AccessFilter filter;
    private final Identity identity;

    PatientRoutes(PatientRecords records, PatientResponses responses, AccessFilter filter, Identity identity) {
        this.filter = filter;
        this.records = records;
        this.responses = responses;
        this.identity = identity;
    }

    void lookup(Context ctx) throws SQLException, ProblemException, InterruptedException {
        patient(ctx, Feature.PATIENT_LOOKUP);
    }

    void emergency(Context ctx) throws SQLException, ProblemException, InterruptedException {
        patient(ctx, Feature.PATIENT_EMERGENCY);
    }

    private void patient(Context ctx, Feature feature) throws SQLException, ProblemException, InterruptedException {
        int id = number(ctx.pathParam("id"))
                .orElseThrow(() -> new ProblemException(
                        Problem.Kind.BAD_REQUEST, "id must be a whole number from 1; correct the path."));
        ReadContext reads = RequestReads.of(ctx);
        filter.authorizePatient(ctx, feature, id);
        Futures.await(responses.of(reads, feature, id)).send(ctx);
    }

    void list(Context ctx) throws SQLException, ProblemException, InterruptedException {
        Optional<Integer> after = parameter(ctx.queryParam("after"), 0);
        Optional<Integer> limit = parameter(ctx.queryParam("limit"), DEFAULT_LIMIT);
        if (after.isEmpty() || limit.isEmpty() || limit.get() > MAX_LIMIT) {
            Problem.respond(
                    ctx,
                    identity,
                    Problem.Kind.BAD_REQUEST,
                    "after and limit must be whole numbers, limit from 1 to " + MAX_LIMIT + ".");
            return;
        }
        ReadContext reads = RequestReads.of(ctx);
        List<PatientView> page = records.page(reads, after.get(), limit.get()).stream()
                .map(patient -> PatientView.of(patient, identity))
                .toList();
        filter.authorizePatients(
                ctx, Feature.PATIENT_LIST, page.stream().map(PatientView::id).toList());
        ctx.header("Cache-Control", "no-store");
        RequestReads.mark(ctx, reads);
        Json.respond(ctx, 200, "application/json", Bodies.of(identity, "patients", page));
    }

    private static Optional<Integer> parameter(@Nullable String text, int fallback) {
        return text == null ? Optional.of(fallback) : number(text);
    }

    /** Parses a whole number from 1 with at most nine digits; empty for anything else. */
    static Optional<Integer> number(String text) {
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int value = Integer.parseInt(text);
        return value >= 1 ? Optional.of(value) : Optional.empty();
    }
}
