package io.prontuario.workloads.api.http;

import io.prometheus.client.CollectorRegistry;
import io.prontuario.workloads.api.access.AccessOptions;
import io.prontuario.workloads.api.access.BreakGlass;
import io.prontuario.workloads.api.access.Seats;
import io.prontuario.workloads.api.access.Tokens;
import io.prontuario.workloads.api.access.Users;
import io.prontuario.workloads.api.audit.AuditJournal;
import io.prontuario.workloads.api.audit.AuditLog;
import io.prontuario.workloads.api.encounters.Encounters;
import io.prontuario.workloads.api.limits.Sessions;
import io.prontuario.workloads.api.records.RecordSources;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Profile;
import io.prontuario.workloads.common.Settings;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Access control of the service: the authorizer and, with authentication, the routes of login and break-glass. */
public final class AccessControl implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccessControl.class);

    /** The routes that exist with authentication only. */
    record Routes(LoginRoutes login, BreakGlassRoute breakGlass) {}

    private final Authorizer authorizer;
    private final Optional<Routes> routes;
    private final Runnable close;

    private AccessControl(Authorizer authorizer, Optional<Routes> routes, Runnable close) {
        this.authorizer = authorizer;
        this.routes = routes;
        this.close = close;
    }

    /** What access control is made of. */
    public record Platform(
            Identity identity, RecordSources sources, Optional<AuditJournal> journal, CollectorRegistry registry) {}

    /** Access control as configured. */
    public static AccessControl of(AccessOptions options, Settings settings, Platform platform) {
        if (options instanceof AccessOptions.Required required) {
            return required(required, Sessions.from(settings, platform.registry()), platform);
        }
        LOG.warn(
                "authentication is disabled (AUTH=disabled): every request is allowed and none is audited; for development only");
        return new AccessControl(new Authorizer.AllowAll(), Optional.empty(), () -> {});
    }

    private static AccessControl required(AccessOptions.Required options, Sessions sessions, Platform platform) {
        Identity identity = platform.identity();
        RecordSources sources = platform.sources();
        Tokens tokens = new Tokens(options.keys(), options.tokenLife());
        BreakGlass breakGlass = new BreakGlass(sources);
        AuditLog log = new AuditLog(sources, identity.profile() == Profile.FULL, platform.journal()).start();
        AuditTrail audit = new AuditTrail(log, identity.site());
        TokenAuthorizer authorizer = new TokenAuthorizer(
                tokens,
                sessions,
                identity.profile() == Profile.EMERGENCY
                        ? Optional.of(new Seats(sources.writer(), options.seats()))
                        : Optional.empty(),
                new PatientReach(identity.profile(), new Encounters(sources), breakGlass),
                audit,
                options.requestsPerMinute());
        LoginRoutes login = new LoginRoutes(
                identity,
                new LoginRoutes.Services(new Users(sources), tokens, sessions, authorizer, audit),
                options.loginsPerMinute());
        BreakGlassRoute breakGlassRoute =
                new BreakGlassRoute(breakGlass, audit, new AccessFilter(authorizer), identity);
        return new AccessControl(authorizer, Optional.of(new Routes(login, breakGlassRoute)), () -> {
            log.close();
            sessions.close();
        });
    }

    Authorizer authorizer() {
        return authorizer;
    }

    Optional<Routes> routes() {
        return routes;
    }

    @Override
    public void close() {
        close.run();
    }
}
