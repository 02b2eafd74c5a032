package io.prontuario.workloads.embedded;

import com.zaxxer.hikari.HikariDataSource;
import io.prontuario.workloads.api.access.Role;
import io.prontuario.workloads.api.access.Users;
import io.prontuario.workloads.api.records.RecordSources;
import io.prontuario.workloads.api.records.RecordsOptions;
import io.prontuario.workloads.api.records.RecordsPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;

/**
 * One user per role, named like the role, all with the same password. Password and signing key are generated once and stored in
 * the data folder.
 *
 * @param password password of every user
 * @param key value of the api's {@code AUTH_KEYS}
 */
record DevelopmentUsers(String password, String key) {
    private static final int KEY_BYTES = 32;
    private static final int PASSWORD_BYTES = 12;

    /** Reads the file, or creates it, readable by its owner only. */
    static DevelopmentUsers loadOrCreate(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(
                    file,
                    List.of(
                            Base64.getUrlEncoder().withoutPadding().encodeToString(random(PASSWORD_BYTES)),
                            "development:" + Base64.getEncoder().encodeToString(random(KEY_BYTES))));
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() != 2) {
            throw new StartException(
                    file + " does not contain a password and a key; delete it, and new ones are generated");
        }
        return new DevelopmentUsers(lines.get(0), lines.get(1));
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return random;
    }

    void addTo(RecordsOptions records) throws SQLException {
        try (HikariDataSource database = RecordsPool.open(records)) {
            Users users = new Users(RecordSources.single(database));
            for (Role role : Role.values()) {
                users.put(role.wireName(), role, password);
            }
        }
    }

    /** Omits the secrets. */
    @Override
    public String toString() {
        return "DevelopmentUsers[withheld]";
    }
}
