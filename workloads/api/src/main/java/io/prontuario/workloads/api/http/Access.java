package io.prontuario.workloads.api.http;

import io.prometheus.client.CollectorRegistry;
import io.prontuario.workloads.api.access.AccessOptions;
import io.prontuario.workloads.api.access.BreakGlass;
import io.prontuario.workloads.api.access.Seats;
import io.prontuario.workloads.api.access.Tokens;
import io.prontuario.workloads.api.access.Users;
import io.prontuario.workloads.api.audit.AuditLog;
import io.prontuario.workloads.api.encounters.Encounters;
import io.prontuario.workloads.api.limits.Sessions;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Settings;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is let in: everybody, in development; otherwise who has a token, by the guard and its routes. */
public final class Access implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Access.class);

    private final Guard guard;
    private final Optional<AuthRoutes> auth;
    private final Runnable close;

    private Access(Guard guard, Optional<AuthRoutes> auth, Runnable close) {
        this.guard = guard;
        this.auth = auth;
        this.close = close;
    }

    /** As the settings say. */
    public static Access of(
            AccessOptions options,
            Settings settings,
            Identity identity,
            DataSource database,
            CollectorRegistry registry) {
        if (options instanceof AccessOptions.Required required) {
            return required(required, settings, identity, database, registry);
        }
        LOG.warn("AUTH=disabled: everybody is let in and nothing is audited; for development and rehearsals only");
        return new Access(new Guard.Open(), Optional.empty(), () -> {});
    }

    private static Access required(
            AccessOptions.Required options,
            Settings settings,
            Identity identity,
            DataSource database,
            CollectorRegistry registry) {
        Tokens tokens = new Tokens(options.keys(), options.tokenLife());
        Sessions sessions = Sessions.from(settings, registry);
        Seats seats = new Seats(database, options.seats());
        BreakGlass glass = new BreakGlass(database);
        AuditLog audit = new AuditLog(database).start();
        TokenGuard guard = new TokenGuard(
                identity, tokens, sessions, seats, glass, new Encounters(database), audit, options.requestsPerMinute());
        AuthRoutes auth = new AuthRoutes(
                identity,
                new Users(database),
                tokens,
                sessions,
                seats,
                glass,
                guard,
                new Gate(guard),
                options.loginsPerMinute());
        return new Access(guard, Optional.of(auth), () -> {
            audit.close();
            sessions.close();
        });
    }

    Guard guard() {
        return guard;
    }

    Optional<AuthRoutes> auth() {
        return auth;
    }

    @Override
    public void close() {
        close.run();
    }
}
