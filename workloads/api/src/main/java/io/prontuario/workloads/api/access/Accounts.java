package io.prontuario.workloads.api.access;

import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the user of a token still is who the token says: enabled, with the same role and password. Asked of this site's database and
 * remembered for two seconds, so that a disabled user is out within seconds and no request waits for a query of its own.
 */
public final class Accounts {
    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);
    private static final long REMEMBERED_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int MAX_ENTRIES = 10_000;

    /** Finds an enabled user. */
    interface Directory {
        Optional<Users.User> find(String username) throws SQLException;
    }

    /** @param fingerprint empty: no such user, or a disabled one */
    private record Known(Optional<String> fingerprint, Optional<Role> role, long atNanos) {}

    private final Directory users;
    private final LongSupplier nanos;
    private final Map<String, Known> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    public Accounts(Users users) {
        this(users::find, System::nanoTime);
    }

    Accounts(Directory users, LongSupplier nanos) {
        this.users = users;
        this.nanos = nanos;
    }

    /** @throws SQLException when the database does not say and never did */
    public boolean holds(Principal principal) throws SQLException {
        Known before = remembered(principal.username());
        if (before != null && nanos.getAsLong() - before.atNanos() < REMEMBERED_NANOS && holds(before, principal)) {
            return true;
        }
        // Also where what is remembered says no: a user who has just logged in again must not wait until that is
        // forgotten.
        return holds(ask(principal.username(), before), principal);
    }

    private static boolean holds(Known now, Principal principal) {
        return principal.account().isEmpty()
                // a token from before tokens had it
                ? now.role().filter(principal.role()::equals).isPresent()
                : now.fingerprint().filter(principal.account()::equals).isPresent();
    }

    private Known ask(String username, @Nullable Known before) throws SQLException {
        try {
            long at = nanos.getAsLong();
            Optional<Users.User> user = users.find(username);
            Known now = new Known(user.map(Users.User::fingerprint), user.map(Users.User::role), at);
            remember(username, now);
            return now;
        } catch (SQLException away) {
            if (before == null) {
                throw away;
            }
            LOG.debug("what was known of an account stays in force: SQL state {}", away.getSQLState());
            return before;
        }
    }

    private synchronized @Nullable Known remembered(String username) {
        return known.get(username);
    }

    private synchronized void remember(String username, Known now) {
        known.put(username, now);
    }
}
