package io.prontuario.names.clouddns;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpResponseException;
import com.google.auth.Retryable;
import io.prontuario.names.DnsException;
import io.prontuario.names.DnsException.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Converts errors of the API by status and reason code, never by message text. */
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
     * Whether a change failed because the records are not those that it names.
     *
     * @param deletes whether the change deletes records; then status 404 means that they are missing, not the zone
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

    DnsException of(IOException e) {
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
                "check the network connection; retried automatically",
                e);
    }

    private DnsException of(HttpResponseException e) {
        int status = e.getStatusCode();
        String reason = e instanceof GoogleJsonResponseException refused ? reason(refused) : "";
        if (status == TOO_MANY || status == FORBIDDEN && QUOTA.contains(reason)) {
            return problem(
                    Kind.QuotaExceeded,
                    "spec.cloud.project",
                    "project " + settings.project() + " has exhausted a quota of Cloud DNS (" + reason + ")",
                    "raise the quota of the Cloud DNS API, or stop what uses it; retried automatically",
                    e);
        }
        return switch (status) {
            case UNAUTHORIZED -> credential(e);
            case FORBIDDEN -> problem(
                    Kind.NotPermitted,
                    settings.field() + ".credentialsSecretRef",
                    "the account must not change zone " + settings.zone() + " of project " + settings.project() + " ("
                            + reason + ")",
                    "grant it roles/dns.admin on that zone, and enable the Cloud DNS API in the project",
                    e);
            case NOT_FOUND -> problem(
                    Kind.ZoneMissing,
                    "spec.cloud.zone",
                    "project " + settings.project() + " has no managed zone " + settings.zone(),
                    "write the name of the managed zone, not its DNS name, or create the zone",
                    e);
            default -> problem(
                    status >= 500 ? Kind.ServerSilent : Kind.Unexpected,
                    settings.field(),
                    "Cloud DNS answers " + status + (reason.isEmpty() ? "" : " (" + reason + ")"),
                    status >= 500 ? "retried automatically" : "compare the object with the records of the zone",
                    e);
        };
    }

    private DnsException credential(IOException e) {
        return problem(
                Kind.KeyRefused,
                settings.field() + ".credentialsSecretRef",
                "Google does not accept the credential",
                "renew credentials.json in the Secret, or check the Workload Identity binding",
                e);
    }

    private DnsException problem(Kind kind, String field, String message, String remedy, Throwable cause) {
        return new DnsException(kind, field.isEmpty() ? settings.field() : field, message, remedy, cause);
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
