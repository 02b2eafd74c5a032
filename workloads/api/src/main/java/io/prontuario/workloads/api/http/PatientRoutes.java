package io.prontuario.workloads.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.prontuario.workloads.api.Feature;
import io.prontuario.workloads.api.records.Answers;
import io.prontuario.workloads.api.records.PatientRecords;
import io.prontuario.workloads.api.writes.IdempotencyKey;
import io.prontuario.workloads.api.writes.KeyReusedException;
import io.prontuario.workloads.api.writes.PatientWrites;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Json;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** {@code /v1/patients}. */
final class PatientRoutes {
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 200;
    private static final int MOST_ALLERGIES = 50;

    private final PatientRecords records;
    private final PatientAnswers answers;
    private final PatientWrites writes;
    private final Gate gate;
    private final Identity identity;

    PatientRoutes(PatientRecords records, PatientAnswers answers, DataSource database, Gate gate, Identity identity) {
        this.gate = gate;
        this.records = records;
        this.answers = answers;
        this.writes = new PatientWrites(database);
        this.identity = identity;
    }

    void one(Context ctx) throws SQLException, RefusedException, InterruptedException {
        patient(ctx, Feature.PATIENT_LOOKUP);
    }

    void emergency(Context ctx) throws SQLException, RefusedException, InterruptedException {
        patient(ctx, Feature.PATIENT_EMERGENCY);
    }

    private void patient(Context ctx, Feature feature) throws SQLException, RefusedException, InterruptedException {
        int id = number(ctx.pathParam("id"))
                .orElseThrow(() -> new RefusedException(
                        Problem.Kind.BAD_REQUEST, "id must be a whole number from 1; correct the path."));
        gate.open(ctx, feature, id);
        Answers.await(answers.of(feature, id)).send(ctx);
    }

    void list(Context ctx) throws SQLException, RefusedException, InterruptedException {
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
        gate.open(ctx, Feature.PATIENT_LIST, page.stream().map(PatientView::id).toList());
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

    void setAllergies(Context ctx) throws SQLException, KeyReusedException, RefusedException, InterruptedException {
        byte[] body = ctx.bodyAsBytes();
        Optional<Integer> id = number(ctx.pathParam("id"));
        Optional<List<String>> allergies = Json.object(body).flatMap(PatientRoutes::allergies);
        IdempotencyKey key = Keyed.key(ctx, "PUT " + ctx.path(), body);
        if (id.isEmpty() || allergies.isEmpty()) {
            throw new RefusedException(
                    Problem.Kind.BAD_REQUEST,
                    "id must be a whole number from 1 and the body an object with 'allergies', a list of at most "
                            + MOST_ALLERGIES + " texts of 1 to 200 characters.");
        }
        gate.open(ctx, Feature.PATIENT_ALLERGIES, id.get());
        Keyed.answer(ctx, writes.setAllergies(key, id.get(), allergies.get()), "No patient has this id.");
    }

    private static Optional<List<String>> allergies(JsonNode body) {
        JsonNode list = body.path("allergies");
        if (!list.isArray() || list.size() > MOST_ALLERGIES) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list) {
            String text = item.isTextual() ? item.textValue() : "";
            if (text.isBlank() || text.length() > 200 || text.indexOf('\0') >= 0) {
                return Optional.empty();
            }
            texts.add(text);
        }
        return Optional.of(texts);
    }

    private static Optional<Integer> parameter(@Nullable String text, int fallback) {
        return text == null ? Optional.of(fallback) : number(text);
    }

    /** A whole number from 1 of at most nine digits; anything else is a client's mistake, never an exception. */
    static Optional<Integer> number(String text) {
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int value = Integer.parseInt(text);
        return value >= 1 ? Optional.of(value) : Optional.empty();
    }
}
