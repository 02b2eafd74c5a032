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
import io.prontuario.workloads.api.records.PatientHistory;
import io.prontuario.workloads.api.records.PatientRecords;
import io.prontuario.workloads.api.records.ReadContext;
import io.prontuario.workloads.api.records.RecordSources;
import io.prontuario.workloads.api.writes.PatientWrites;
import io.prontuario.workloads.common.AsyncRoute;
import io.prontuario.workloads.common.HttpRoutes;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Readiness;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Registers every route of the service; a route outside the profile responds with the available operations. */
public final class ApiRoutes {
    private final Identity identity;
    private final AccessControl access;
    private final AccessFilter filter;
    private final ErrorResponses errors;
    private final PatientResponses responses;
    private final EncounterRoutes encounters;
    private final DocumentRoutes documents;
    private final AuditRoute audit;
    private final PatientRoutes patients;
    private final PatientChangeRoutes patientChanges;
    private final AlertRoute alerts;
    private final ChatRoute chat;
    private final TranscriptionRoute transcription;

    /** @param documents empty without object storage */
    public ApiRoutes(
            Identity identity,
            RecordSources sources,
            AccessControl access,
            Assistant assistant,
            Alerts alerts,
            Optional<Documents> documents) {
        this.identity = identity;
        this.access = access;
        this.filter = new AccessFilter(access.authorizer());
        this.errors = new ErrorResponses(identity);
        PatientRecords records = new PatientRecords(sources.reads());
        EmergencyRecords projection = new EmergencyRecords(sources.local());
        this.responses = new PatientResponses(records, projection, identity);
        this.encounters = new EncounterRoutes(new Encounters(sources), filter, identity);
        this.documents = new DocumentRoutes(documents, filter, identity);
        this.audit = new AuditRoute(new AuditReader(sources.reads()), identity);
        this.patients = new PatientRoutes(records, responses, filter, identity);
        this.patientChanges = new PatientChangeRoutes(
                new PatientWrites(sources.writer()), new PatientHistory(sources.reads()), filter, identity);
        this.alerts = new AlertRoute(alerts, filter, identity);
        this.chat =
                new ChatRoute(assistant, new PatientContext(records, projection, identity.profile()), filter, identity);
        this.transcription = new TranscriptionRoute(assistant, identity);
    }

    /** The routes. */
    public HttpRoutes routes() {
        return new HttpRoutes(this::addTo, async());
    }

    /** What the process does before it is ready. */
    public WarmUp warmUp(Readiness dependencies) {
        return new WarmUp(dependencies, turn -> {
            access.rehearse();
            responses.of(ReadContext.plain(), Feature.PATIENT_LOOKUP, 1 + turn).get(1, TimeUnit.SECONDS);
        });
    }

    private void addTo(RoutesConfig routes) {
        routes.get("/v1/patients/{id}", when(Feature.PATIENT_LOOKUP, patients::lookup));
        routes.get("/v1/patients", when(Feature.PATIENT_LIST, patients::list));
        routes.get("/v1/patients/{id}/emergency", when(Feature.PATIENT_EMERGENCY, patients::emergency));
        access.routes().ifPresent(authenticated -> {
            routes.post("/v1/auth/login", authenticated.login()::login);
            routes.post("/v1/auth/logout", authenticated.login()::logout);
            routes.post("/v1/patients/{id}/break-glass", when(Feature.BREAK_GLASS, authenticated.breakGlass()));
        });
        routes.get("/v1/encounters", when(Feature.ENCOUNTER_LIST, encounters::list));
        routes.post("/v1/encounters", when(Feature.ENCOUNTER_OPEN, encounters::open));
        routes.post("/v1/encounters/{id}/close", when(Feature.ENCOUNTER_CLOSE, encounters::close));
        routes.post("/v1/documents", when(Feature.DOCUMENT_UPLOAD, documents::upload));
        routes.get("/v1/documents/{id}", when(Feature.DOCUMENT_READ, documents::download));
        routes.get("/v1/audit", when(Feature.AUDIT, audit));
        routes.put("/v1/patients/{id}/allergies", when(Feature.PATIENT_ALLERGIES, patientChanges::setAllergies));
        routes.post("/v1/patients", when(Feature.PATIENT_CREATE, patientChanges::create));
        routes.put("/v1/patients/{id}", when(Feature.PATIENT_CHANGE, patientChanges::change));
        routes.post("/v1/patients/{id}/merge", when(Feature.PATIENT_MERGE, patientChanges::merge));
        routes.get("/v1/patients/{id}/history", when(Feature.PATIENT_HISTORY, patientChanges::history));
        routes.post("/v1/alerts", when(Feature.ALERTS, alerts));
        routes.post("/v1/transcriptions", when(Feature.TRANSCRIPTION, transcription));
        routes.post("/v1/chat", when(Feature.CHAT, chat));
        routes.exception(Exception.class, (failed, ctx) -> errors.of(failed).send(ctx));
        // more specific than Javalin's own handler, which responds in another format
        routes.exception(
                HttpResponseException.class, (failed, ctx) -> errors.of(failed).send(ctx));
    }

    private List<AsyncRoute> async() {
        Authorizer authorizer = access.authorizer();
        return Stream.of(
                        new AsyncPatientLookup(Feature.PATIENT_LOOKUP, "", authorizer, responses, errors),
                        new AsyncPatientLookup(Feature.PATIENT_EMERGENCY, "/emergency", authorizer, responses, errors))
                .filter(route -> route.feature().in(identity.profile()))
                .<AsyncRoute>map(route -> route)
                .toList();
    }

    private Handler when(Feature feature, Handler handler) {
        if (feature.in(identity.profile())) {
            return ctx -> {
                filter.authorize(ctx, feature);
                handler.handle(ctx);
            };
        }
        return ctx -> Problem.respond(
                ctx,
                identity,
                Problem.Kind.NOT_IN_PROFILE,
                feature.operation() + " is not part of the "
                        + identity.profile().wireName() + " profile; it is available in the full profile.");
    }
}
