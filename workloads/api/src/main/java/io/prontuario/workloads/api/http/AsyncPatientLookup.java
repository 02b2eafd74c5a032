package io.prontuario.workloads.api.http;

import io.prontuario.workloads.api.Feature;
import io.prontuario.workloads.api.access.Principal;
import io.prontuario.workloads.api.records.ReadContext;
import io.prontuario.workloads.api.records.WalPosition;
import io.prontuario.workloads.common.AsyncRoute;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Looks up one patient without a waiting thread: the thread that reads the row from the database writes the response. Requests
 * that are not a plain lookup (another method, an encoded path, an invalid id) are left to {@link PatientRoutes}; authorizer,
 * view and error responses are the same.
 */
final class AsyncPatientLookup implements AsyncRoute {
    private static final String PREFIX = "/v1/patients/";

    private final Feature feature;
    private final String suffix;
    private final Authorizer authorizer;
    private final PatientResponses responses;
    private final ErrorResponses errors;

    /** @param suffix of the path, after the id */
    AsyncPatientLookup(
            Feature feature, String suffix, Authorizer authorizer, PatientResponses responses, ErrorResponses errors) {
        this.feature = feature;
        this.suffix = suffix;
        this.authorizer = authorizer;
        this.responses = responses;
        this.errors = errors;
    }

    Feature feature() {
        return feature;
    }

    @Override
    public String pattern() {
        return PREFIX + "{id}" + suffix;
    }

    @Override
    public boolean matches(String path) {
        return id(path).isPresent();
    }

    private Optional<Integer> id(String path) {
        return path.startsWith(PREFIX) && path.endsWith(suffix) && path.length() >= PREFIX.length() + suffix.length()
                ? PatientRoutes.number(path.substring(PREFIX.length(), path.length() - suffix.length()))
                : Optional.empty();
    }

    @Override
    public void handle(Exchange exchange) {
        if (authorizer.blocks()) {
            exchange.onThread(() -> lookup(exchange));
        } else {
            lookup(exchange);
        }
    }

    private void lookup(Exchange exchange) {
        try {
            int id = id(exchange.path()).orElseThrow();
            ReadContext reads = RequestReads.of(exchange.header(WalPosition.HEADER));
            Principal principal = authorizer.authorize(exchange.header("Authorization"), feature);
            authorizer
                    .authorizePatient(principal, feature, Optional.of(id), "")
                    .thenCompose(audited -> responses.of(reads, feature, id))
                    .whenComplete((reply, failed) -> exchange.respond(failed == null ? reply : errors.of(failed)));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            exchange.respond(errors.of(stopping));
        } catch (ProblemException | SQLException | RuntimeException failed) {
            exchange.respond(errors.of(failed));
        }
    }
}
