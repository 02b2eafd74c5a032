package io.prontuario.workloads.api.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.prontuario.workloads.api.Feature;
import io.prontuario.workloads.api.alerts.Alerts;
import io.prontuario.workloads.api.audit.AuditReader;
import io.prontuario.workloads.api.chat.Assistant;
import io.prontuario.workloads.api.documents.Documents;
import io.prontuario.workloads.api.encounters.Encounters;
import io.prontuario.workloads.api.records.EmergencyRecords;
import io.prontuario.workloads.api.records.PatientRecords;
import io.prontuario.workloads.common.DirectRoute;
import io.prontuario.workloads.common.Identity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Every route of the service; those outside the profile answer with what is available instead. */
public final class ApiRoutes {
    private final Identity identity;
    private final Guard guard;
    private final Gate gate;
    private final Failures failures;
    private final PatientAnswers answers;
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
        this.guard = access.guard();
        this.gate = new Gate(guard);
        this.failures = new Failures(identity);
        PatientRecords records = new PatientRecords(database);
        EmergencyRecords projection = new EmergencyRecords(database);
        this.answers = new PatientAnswers(records, projection, identity);
        this.auth = access.auth();
        this.encounters = new EncounterRoutes(new Encounters(database), gate, identity);
        this.documents = new DocumentRoutes(documents, gate, identity);
        this.audit = new AuditRoute(new AuditReader(database), identity);
        this.patients = new PatientRoutes(records, answers, database, gate, identity);
        this.alerts = new AlertRoute(alerts, gate, identity);
        this.chat =
                new ChatRoute(assistant, new PatientContext(records, projection, identity.profile()), gate, identity);
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
        routes.exception(Exception.class, (failed, ctx) -> failures.of(failed).send(ctx));
        // more specific than the framework's own, which would answer in a shape of its own
        routes.exception(HttpResponseException.class, (refused, ctx) -> failures.of(refused)
                .send(ctx));
    }

    /** What is asked in a hurry, past the servlet chain. */
    public List<DirectRoute> direct() {
        return Stream.of(
                        new PatientLookup(Feature.PATIENT_LOOKUP, "", guard, answers, failures),
                        new PatientLookup(Feature.PATIENT_EMERGENCY, "/emergency", guard, answers, failures))
                .filter(route -> route.feature().in(identity.profile()))
                .<DirectRoute>map(route -> route)
                .toList();
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
}
