package io.prontuario.workloads.api.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.prontuario.workloads.api.Feature;
import io.prontuario.workloads.api.alerts.Alerts;
import io.prontuario.workloads.api.chat.Assistant;
import io.prontuario.workloads.api.writes.KeyReusedException;
import io.prontuario.workloads.common.Identity;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every route of the service; those outside the profile answer with what is available instead. */
public final class ApiRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ApiRoutes.class);

    private final Identity identity;
    private final PatientRoutes patients;
    private final AlertRoute alerts;
    private final ChatRoute chat;
    private final TranscriptionRoute transcription;

    /** @param database the database of this site */
    public ApiRoutes(Identity identity, DataSource database, Assistant assistant, Alerts alerts) {
        this.identity = identity;
        this.patients = new PatientRoutes(database, identity);
        this.alerts = new AlertRoute(alerts, identity);
        this.chat = new ChatRoute(assistant, identity);
        this.transcription = new TranscriptionRoute(assistant, identity);
    }

    /** Adds the routes. */
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/patients/{id}", when(Feature.PATIENT_LOOKUP, patients::one));
        routes.get("/v1/patients", when(Feature.PATIENT_LIST, patients::list));
        routes.put("/v1/patients/{id}/allergies", when(Feature.PATIENT_ALLERGIES, patients::setAllergies));
        routes.post("/v1/alerts", when(Feature.ALERTS, alerts));
        routes.post("/v1/transcriptions", when(Feature.TRANSCRIPTION, transcription));
        routes.post("/v1/chat", when(Feature.CHAT, chat));
        routes.exception(
                KeyReusedException.class,
                (reused, ctx) ->
                        Problem.respond(ctx, identity, Problem.Kind.KEY_REUSED, String.valueOf(reused.getMessage())));
        routes.exception(SQLException.class, this::recordsAway);
        routes.exception(
                HttpResponseException.class,
                (refused, ctx) ->
                        Problem.respond(ctx, identity, refused.getStatus(), String.valueOf(refused.getMessage())));
        routes.exception(Exception.class, this::bug);
    }

    private Handler when(Feature feature, Handler handler) {
        if (feature.in(identity.profile())) {
            return handler;
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
