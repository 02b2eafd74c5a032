package io.prontuario.names.clouddns;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpResponseException;
import com.google.auth.Retryable;
import io.prontuario.names.NamesException;
import io.prontuario.names.NamesException.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The API's errors in words. By status and by the reason codes of its error format, never by message text. */
final class CloudDnsErrors {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION = 412;
    private static final int TOO_MANY = 429;
    private static final Set<String> QUOTA =
            Set.of("quotaExceeded", "rateLimitExceeded", "userRateLimitExceeded", "dailyLimitExceeded");

    private final CloudDnsSettings settings;

    CloudDnsErrors(CloudDnsSettings settings) {
        this.settings = settings;
    }

    /**
     * Whether a change met other records than it named: they differ, are there already, or are gone.
     *
     * @param deletes whether the change deletes anything; then 404 speaks of that (the zone was seen just before)
     */
    static boolean isConflict(IOException e, boolean deletes) {
        if (!(e instanceof GoogleJsonResponseException refused)) {
            return false;
        }
        return switch (refused.getStatusCode()) {
            case CONFLICT, PRECONDITION -> true;
            case NOT_FOUND -> deletes;
            default -> false;
        };
    }

    NamesException of(IOException e) {
        if (e instanceof HttpResponseException refused) {
            return of(refused);
        }
        if (e instanceof Retryable token && !token.isRetryable()) {
            return credential(e);
        }
        return problem(
                Kind.ServerSilent,
                "",
                "Cloud DNS did not answer: " + e.getMessage(),
                "check the way to it from here; tried again by itself",
                e);
    }

    private NamesException of(HttpResponseException e) {
        int status = e.getStatusCode();
        String reason = e instanceof GoogleJsonResponseException refused ? reason(refused) : "";
        if (status == TOO_MANY || status == FORBIDDEN && QUOTA.contains(reason)) {
            return problem(
                    Kind.QuotaExceeded,
                    "spec.cloud.project",
                    "project " + settings.project() + " has used up a quota of Cloud DNS (" + reason + ")",
                    "raise the quota of the Cloud DNS API, or end what uses it up; tried again by itself",
                    e);
        }
        return switch (status) {
            case UNAUTHORIZED -> credential(e);
            case FORBIDDEN -> problem(
                    Kind.NotPermitted,
                    settings.field() + ".credentialsSecretRef",
                    "the account may not change zone " + settings.zone() + " of project " + settings.project() + " ("
                            + reason + ")",
                    "grant it roles/dns.admin on that zone, and enable the Cloud DNS API in the project",
                    e);
            case NOT_FOUND -> problem(
                    Kind.ZoneMissing,
                    "spec.cloud.zone",
                    "project " + settings.project() + " has no managed zone " + settings.zone(),
                    "write the zone's name, not its DNS name, or create it",
                    e);
            default -> problem(
                    status >= 500 ? Kind.ServerSilent : Kind.Unexpected,
                    settings.field(),
                    "Cloud DNS answers " + status + (reason.isEmpty() ? "" : " (" + reason + ")"),
                    status >= 500 ? "tried again by itself" : "compare the object with the zone's records",
                    e);
        };
    }

    private NamesException credential(IOException e) {
        return problem(
                Kind.KeyRefused,
                settings.field() + ".credentialsSecretRef",
                "Google refuses the credential",
                "renew the Secret's credentials.json, or check the workload identity binding",
                e);
    }

    private NamesException problem(Kind kind, String field, String message, String remedy, Throwable cause) {
        return new NamesException(kind, field.isEmpty() ? settings.field() : field, message, remedy, cause);
    }

    private static String reason(GoogleJsonResponseException e) {
        return first(e).map(GoogleJsonError.ErrorInfo::getReason).orElse("");
    }

    private static Optional<GoogleJsonError.ErrorInfo> first(GoogleJsonResponseException e) {
        List<GoogleJsonError.ErrorInfo> errors =
                e.getDetails() == null ? null : e.getDetails().getErrors();
        return errors == null || errors.isEmpty() ? Optional.empty() : Optional.of(errors.get(0));
    }
}
