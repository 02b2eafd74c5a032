package io.prontuario.workloads.api.http;

import io.javalin.http.Context;
import io.prontuario.workloads.api.records.Patient;
import io.prontuario.workloads.api.records.PatientRecords;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Json;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/patients}. */
final class PatientRoutes {
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 200;

    private final PatientRecords records;
    private final Identity identity;

    PatientRoutes(PatientRecords records, Identity identity) {
        this.records = records;
        this.identity = identity;
    }

    void one(Context ctx) throws SQLException {
        Optional<Integer> id = number(ctx.pathParam("id"));
        if (id.isEmpty()) {
            Problem.respond(
                    ctx, identity, Problem.Kind.BAD_REQUEST, "id must be a whole number from 1; correct the path.");
            return;
        }
        Optional<Patient> patient = records.find(id.get());
        if (patient.isEmpty()) {
            Problem.respond(ctx, identity, Problem.Kind.NOT_FOUND, "No patient has this id.");
            return;
        }
        ctx.header("Cache-Control", "no-store");
        Json.respond(ctx, 200, "application/json", PatientView.of(patient.get(), identity));
    }

    void list(Context ctx) throws SQLException {
        Optional<Integer> after = parameter(ctx.queryParam("after"), 0);
        Optional<Integer> limit = parameter(ctx.queryParam("limit"), PAGE);
        if (after.isEmpty() || limit.isEmpty() || limit.get() > LARGEST_PAGE) {
            Problem.respond(
                    ctx,
                    identity,
                    Problem.Kind.BAD_REQUEST,
                    "after and limit must be whole numbers, limit from 1 to " + LARGEST_PAGE + ".");
            return;
        }
        List<PatientView> page = records.page(after.get(), limit.get()).stream()
                .map(patient -> PatientView.of(patient, identity))
                .toList();
        ctx.header("Cache-Control", "no-store");
        Json.respond(
                ctx,
                200,
                "application/json",
                Map.of(
                        "patients",
                        page,
                        "site",
                        identity.site(),
                        "profile",
                        identity.profile().word()));
    }

    private static Optional<Integer> parameter(@Nullable String text, int fallback) {
        return text == null ? Optional.of(fallback) : number(text);
    }

    /** A whole number from 1 of at most nine digits; anything else is a client's mistake, never an exception. */
    private static Optional<Integer> number(String text) {
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int value = Integer.parseInt(text);
        return value >= 1 ? Optional.of(value) : Optional.empty();
    }
}
