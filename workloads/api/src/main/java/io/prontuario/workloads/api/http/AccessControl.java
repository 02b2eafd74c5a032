package io.prontuario.workloads.api.http;

import io.prometheus.client.CollectorRegistry;
import io.prontuario.workloads.api.access.AccessOptions;
import io.prontuario.workloads.api.access.Accounts;
import io.prontuario.workloads.api.access.BreakGlass;
import io.prontuario.workloads.api.access.Principal;
import io.prontuario.workloads.api.access.Role;
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
import java.sql.SQLException;
import java.time.Instant;
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
    private final Rehearsal rehearsal;
    private final Runnable close;

    /** What the request of a user who has logged in runs before its own work. */
    @FunctionalInterface
    private interface Rehearsal {
        void run() throws SQLException;
    }

    private AccessControl(Authorizer authorizer, Optional<Routes> routes, Rehearsal rehearsal, Runnable close) {
        this.authorizer = authorizer;
        this.routes = routes;
        this.rehearsal = rehearsal;
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
        return new AccessControl(new Authorizer.AllowAll(), Optional.empty(), () -> {}, () -> {});
    }

    private static AccessControl required(AccessOptions.Required options, Sessions sessions, Platform platform) {
        Identity identity = platform.identity();
        RecordSources sources = platform.sources();
        Tokens tokens = new Tokens(options.keys(), options.tokenLife());
        BreakGlass breakGlass = new BreakGlass(sources);
        AuditLog log = new AuditLog(sources, identity.profile() == Profile.FULL, platform.journal()).start();
        AuditTrail audit = new AuditTrail(log, identity.site());
        PatientReach reach = new PatientReach(identity.profile(), new Encounters(sources), breakGlass);
        Users users = new Users(sources);
        TokenAuthorizer authorizer = new TokenAuthorizer(
                tokens,
                new Accounts(users),
                sessions,
                identity.profile() == Profile.EMERGENCY
                        ? Optional.of(new Seats(sources.writer(), options.seats()))
                        : Optional.empty(),
                reach,
                audit,
                options.requestsPerMinute());
        LoginRoutes login = new LoginRoutes(
                identity,
                new LoginRoutes.Services(users, tokens, sessions, authorizer, audit),
                options.loginsPerMinute());
        BreakGlassRoute breakGlassRoute =
                new BreakGlassRoute(breakGlass, audit, new AccessFilter(authorizer), identity);
        // a token that never leaves the process
        Principal invented = tokens.principal("warm-up", Role.NURSE, Instant.now());
        String token = tokens.sign(invented, Instant.now());
        return new AccessControl(
                authorizer,
                Optional.of(new Routes(login, breakGlassRoute)),
                () -> {
                    if (tokens.verify(token).isPresent()) {
                        reach.of(invented, 1);
                    }
                },
                () -> {
                    log.close();
                    sessions.close();
                });
    }

    /** Verifies a token and asks for the reach of its user, as a request does; for a process that is not ready yet. */
    void rehearse() throws SQLException {
        rehearsal.run();
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
