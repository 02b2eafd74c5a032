package io.prontuario.workloads.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.prontuario.workloads.api.EmbeddedDatabases;
import io.prontuario.workloads.api.records.RecordSources;
import io.prontuario.workloads.common.InvalidSettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserListIT {
    @TempDir
    private Path folder;

    private UserList list(String text) throws Exception {
        return UserList.read(Files.writeString(folder.resolve("users.csv"), text));
    }

    @Test
    void storedUsersLogInWithTheirPasswordsAndRoles() throws Exception {
        try (HikariDataSource record = EmbeddedDatabases.open(EmbeddedDatabases.record())) {
            Users users = new Users(RecordSources.single(record));
            assertThat(list("ana.lima,clinician,with,commas,inside\n\nrui.sa,nurse,another long one\n")
                            .storeIn(users))
                    .isEqualTo(2);
            Users.User ana = users.find("ana.lima").orElseThrow();
            assertThat(ana.role()).isEqualTo(Role.CLINICIAN);
            assertThat(new Passwords().matches("with,commas,inside", Optional.of(ana.passwordHash())))
                    .contains(true);
            assertThat(users.find("rui.sa").orElseThrow().role()).isEqualTo(Role.NURSE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ana",
                "ana.lima,clinician",
                "ana.lima,boss,long enough a text",
                "Ana,nurse,long enough a text",
                "ana.lima,nurse,short"
            })
    void aLineThatIsNoUserIsNamedWithoutItsContents(String line) {
        assertThatThrownBy(() -> list("rui.sa,nurse,another long one\n" + line + "\n"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("line 2")
                .hasMessageNotContaining(line);
    }
}
