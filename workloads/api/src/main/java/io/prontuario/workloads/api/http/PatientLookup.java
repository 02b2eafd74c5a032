package io.prontuario.workloads.api.http;

import io.prontuario.workloads.api.Feature;
import io.prontuario.workloads.api.access.Principal;
import io.prontuario.workloads.common.DirectRoute;
import java.sql.SQLException;
import java.util.Optional;

/**
 * One patient, without a thread that waits: the question goes to the shared reads, and whoever brings the answer writes it.
 * What is not a plain lookup (another method, a path that needs decoding, an id that is none) goes the servlet chain's way, to
 * {@link PatientRoutes}; guard, view and failures are the same.
 */
final class PatientLookup implements DirectRoute {
    private static final String PREFIX = "/v1/patients/";

    private final Feature feature;
    private final String suffix;
    private final Guard guard;
    private final PatientAnswers answers;
    private final Failures failures;

    /** @param suffix of the path, after the id */
    PatientLookup(Feature feature, String suffix, Guard guard, PatientAnswers answers, Failures failures) {
        this.feature = feature;
        this.suffix = suffix;
        this.guard = guard;
        this.answers = answers;
        this.failures = failures;
    }

    Feature feature() {
        return feature;
    }

    @Override
    public String pattern() {
        return PREFIX + "{id}" + suffix;
    }

    @Override
    public boolean takes(String path) {
        return id(path).isPresent();
    }

    private Optional<Integer> id(String path) {
        return path.startsWith(PREFIX) && path.endsWith(suffix) && path.length() >= PREFIX.length() + suffix.length()
                ? PatientRoutes.number(path.substring(PREFIX.length(), path.length() - suffix.length()))
                : Optional.empty();
    }

    @Override
    public void begin(Exchange exchange) {
        if (guard.waits()) {
            exchange.executor().execute(() -> pass(exchange));
        } else {
            pass(exchange);
        }
    }

    private void pass(Exchange exchange) {
        try {
            int id = id(exchange.path()).orElseThrow();
            Principal who = guard.enter(exchange.header("Authorization"), feature);
            guard.open(who, feature, Optional.of(id), "")
                    .thenCompose(written -> answers.of(feature, id))
                    .whenComplete((reply, failed) -> exchange.answer(failed == null ? reply : failures.of(failed)));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            exchange.answer(failures.of(stopping));
        } catch (RefusedException | SQLException | RuntimeException failed) {
            exchange.answer(failures.of(failed));
        }
    }
}
