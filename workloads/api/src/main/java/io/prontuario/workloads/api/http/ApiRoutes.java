package io.prontuario.workloads.api.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.prontuario.workloads.api.Feature;
import io.prontuario.workloads.api.alerts.Alerts;
import io.prontuario.workloads.api.audit.AuditReader;
import io.prontuario.workloads.api.chat.Assistant;
import io.prontuario.workloads.api.documents.Documents;
import io.prontuario.workloads.api.encounters.Encounters;
import io.prontuario.workloads.api.writes.KeyReusedException;
import io.prontuario.workloads.common.Identity;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every route of the service; those outside the profile answer with what is available instead. */
public final class ApiRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ApiRoutes.class);

    private final Identity identity;
    private final Gate gate;
    private final Optional<AuthRoutes> auth;
    private final EncounterRoutes encounters;
    private final DocumentRoutes documents;
    private final AuditRoute audit;
    private final PatientRoutes patients;
    private final AlertRoute alerts;
    private final ChatRoute chat;
    private final TranscriptionRoute transcription;

    /** @param access who is let in, and where that is written down */
    public ApiRoutes(
            Identity identity,
            DataSource database,
            Access access,
            Assistant assistant,
            Alerts alerts,
            Optional<Documents> documents) {
        this.identity = identity;
        this.gate = access.gate();
        this.auth = access.auth();
        this.encounters = new EncounterRoutes(new Encounters(database), gate, identity);
        this.documents = new DocumentRoutes(documents, gate, identity);
        this.audit = new AuditRoute(new AuditReader(database), identity);
        this.patients = new PatientRoutes(database, gate, identity);
        this.alerts = new AlertRoute(alerts, gate, identity);
        this.chat = new ChatRoute(assistant, new PatientContext(database, identity.profile()), gate, identity);
        this.transcription = new TranscriptionRoute(assistant, identity);
    }

    /** Adds the routes. */
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/patients/{id}", when(Feature.PATIENT_LOOKUP, patients::one));
        routes.get("/v1/patients", when(Feature.PATIENT_LIST, patients::list));
        routes.get("/v1/patients/{id}/emergency", when(Feature.PATIENT_EMERGENCY, patients::emergency));
        auth.ifPresent(login -> {
            routes.post("/v1/auth/login", login::login);
            routes.post("/v1/auth/logout", login::logout);
            routes.post("/v1/patients/{id}/break-glass", when(Feature.BREAK_GLASS, login::breakGlass));
        });
        routes.get("/v1/encounters", when(Feature.ENCOUNTER_LIST, encounters::list));
        routes.post("/v1/encounters", when(Feature.ENCOUNTER_OPEN, encounters::open));
        routes.post("/v1/encounters/{id}/close", when(Feature.ENCOUNTER_CLOSE, encounters::close));
        routes.post("/v1/documents", when(Feature.DOCUMENT_UPLOAD, documents::upload));
        routes.get("/v1/documents/{id}", when(Feature.DOCUMENT_READ, documents::download));
        routes.get("/v1/audit", when(Feature.AUDIT, audit));
        routes.put("/v1/patients/{id}/allergies", when(Feature.PATIENT_ALLERGIES, patients::setAllergies));
        routes.post("/v1/alerts", when(Feature.ALERTS, alerts));
        routes.post("/v1/transcriptions", when(Feature.TRANSCRIPTION, transcription));
        routes.post("/v1/chat", when(Feature.CHAT, chat));
        routes.exception(
                KeyReusedException.class,
                (reused, ctx) ->
                        Problem.respond(ctx, identity, Problem.Kind.KEY_REUSED, String.valueOf(reused.getMessage())));
        routes.exception(
                RefusedException.class,
                (refused, ctx) -> Problem.respond(ctx, identity, refused.kind(), String.valueOf(refused.getMessage())));
        routes.exception(SQLException.class, this::recordsAway);
        routes.exception(
                HttpResponseException.class,
                (refused, ctx) ->
                        Problem.respond(ctx, identity, refused.getStatus(), String.valueOf(refused.getMessage())));
        routes.exception(Exception.class, this::bug);
    }

    private Handler when(Feature feature, Handler handler) {
        if (feature.in(identity.profile())) {
            return ctx -> {
                gate.enter(ctx, feature);
                handler.handle(ctx);
            };
        }
        return ctx -> Problem.respond(
                ctx,
                identity,
                Problem.Kind.NOT_IN_PROFILE,
                feature.operation() + " is not part of the "
                        + identity.profile().word() + " service; it returns with the full service.");
    }

    private void recordsAway(SQLException away, Context ctx) {
        LOG.warn("the record database failed: SQL state {}", away.getSQLState());
        Problem.respond(
                ctx,
                identity,
                Problem.Kind.RECORDS_UNAVAILABLE,
                "The record database of this site does not answer. Retry.");
    }

    private void bug(Exception failed, Context ctx) {
        LOG.error("a request failed", failed);
        Problem.respond(ctx, identity, Problem.Kind.INTERNAL, "The service failed on this request; it is logged.");
    }
}
