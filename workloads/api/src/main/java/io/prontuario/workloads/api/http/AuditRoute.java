package io.prontuario.workloads.api.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.prontuario.workloads.api.audit.AuditReader;
import io.prontuario.workloads.api.records.ReadContext;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Json;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code GET /v1/audit}: the audit, page by page. */
final class AuditRoute implements Handler {
    private static final int PAGE = 200;

    private final AuditReader audit;
    private final Identity identity;

    AuditRoute(AuditReader audit, Identity identity) {
        this.audit = audit;
        this.identity = identity;
    }

    @Override
    public void handle(Context ctx) throws SQLException, ProblemException {
        String after = Optional.ofNullable(ctx.queryParam("after")).orElse("0");
        String patient = ctx.queryParam("patientId");
        Optional<Integer> patientId = patient == null ? Optional.empty() : PatientRoutes.number(patient);
        if (!after.matches("[0-9]{1,18}") || (patient != null && patientId.isEmpty())) {
            throw new ProblemException(
                    Problem.Kind.BAD_REQUEST, "after must be a whole number and patientId a whole number from 1.");
        }
        ReadContext reads = RequestReads.of(ctx);
        List<Map<String, Object>> entries = audit.page(reads, Long.parseLong(after), patientId, PAGE).stream()
                .map(AuditRoute::view)
                .toList();
        ctx.header("Cache-Control", "no-store");
        RequestReads.mark(ctx, reads);
        Json.respond(ctx, 200, "application/json", Bodies.of(identity, "entries", entries));
    }

    private static Map<String, Object> view(AuditReader.Row row) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("seq", row.seq());
        view.put("at", row.entry().at().toString());
        view.put("username", row.entry().username());
        view.put("role", row.entry().role());
        view.put("action", row.entry().action());
        row.entry().patientId().ifPresent(id -> view.put("patientId", id));
        view.put("allowed", row.entry().allowed());
        view.put("detail", row.entry().detail());
        view.put("site", row.entry().site());
        return view;
    }
}
