package io.prontuario.workloads.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private static final Users.User ANA = new Users.User("ana", Role.NURSE, "hash");
    private static final Principal TOKEN = principal(ANA.role(), ANA.fingerprint());

    private final Map<String, Users.User> users = new HashMap<>();
    private final AtomicLong clock = new AtomicLong();
    private boolean away;
    private int asked;
    private final Accounts accounts = new Accounts(this::find, clock::get);

    @BeforeEach
    void ana() {
        users.put("ana", ANA);
    }

    private Optional<Users.User> find(String username) throws SQLException {
        asked++;
        if (away) {
            throw new SQLException("away", "08001");
        }
        return Optional.ofNullable(users.get(username));
    }

    private static Principal principal(Role role, String account) {
        return new Principal("ana", role, "t", Instant.MAX, account);
    }

    @Test
    void whoIsDisabledOrChangedIsOutWithinTwoSeconds() throws SQLException {
        assertThat(accounts.holds(TOKEN)).isTrue();
        users.remove("ana");
        clock.addAndGet(Duration.ofMillis(1_999).toNanos());
        assertThat(accounts.holds(TOKEN)).as("remembered").isTrue();
        clock.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(accounts.holds(TOKEN)).isFalse();

        users.put("ana", new Users.User("ana", Role.NURSE, "another password"));
        clock.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(accounts.holds(TOKEN)).isFalse();

        users.put("ana", new Users.User("ana", Role.RECEPTION, "hash"));
        clock.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(accounts.holds(TOKEN)).isFalse();
    }

    @Test
    void aTokenThatDoesNotNameItsAccountNeedsTheRole() throws SQLException {
        assertThat(accounts.holds(principal(Role.NURSE, ""))).isTrue();
        assertThat(accounts.holds(principal(Role.CLINICIAN, ""))).isFalse();
    }

    @Test
    void whoLogsInAgainIsLetInAtOnce() throws SQLException {
        assertThat(accounts.holds(TOKEN)).isTrue();
        Users.User changed = new Users.User("ana", Role.CLINICIAN, "hash");
        users.put("ana", changed);

        assertThat(accounts.holds(principal(changed.role(), changed.fingerprint())))
                .isTrue();
        assertThat(accounts.holds(TOKEN)).isFalse();
    }

    @Test
    void requestsWithinTwoSecondsAskOnce() throws SQLException {
        for (int i = 0; i < 100; i++) {
            accounts.holds(TOKEN);
        }
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void whileTheDatabaseIsAwayWhatWasKnownStays() throws SQLException {
        assertThat(accounts.holds(TOKEN)).isTrue();
        away = true;
        clock.addAndGet(Duration.ofMinutes(5).toNanos());
        assertThat(accounts.holds(TOKEN)).isTrue();
        assertThatThrownBy(() -> accounts.holds(new Principal("eva", Role.NURSE, "t", Instant.MAX, "x")))
                .isInstanceOf(SQLException.class);
    }
}
