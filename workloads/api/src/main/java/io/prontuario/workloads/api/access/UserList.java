package io.prontuario.workloads.api.access;

import io.prontuario.workloads.common.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A hospital's users from a file: one {@code name,role,password} a line. All of them are valid, or none is stored. */
public final class UserList {
    private static final String SETTING = "USERS_FILE";

    private final List<Entry> entries;

    private record Entry(String name, Role role, String password) {
        /** Omits the password. */
        @Override
        public String toString() {
            return "Entry[" + name + ", " + role + "]";
        }
    }

    private UserList(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * Reads the file.
     *
     * @throws InvalidSettingException if a line is not a user; names the line, not its contents
     */
    public static UserList read(Path file) throws IOException {
        List<Entry> entries = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (!line.isBlank()) {
                entries.add(entry(file, number, line));
            }
        }
        return new UserList(entries);
    }

    private static Entry entry(Path file, int number, String line) {
        String[] parts = line.split(",", 3);
        String place = "line " + number + " of " + file;
        if (parts.length != 3) {
            throw new InvalidSettingException(SETTING, place + " is not name,role,password");
        }
        Role role = Role.of(parts[1].strip())
                .orElseThrow(() -> new InvalidSettingException(
                        SETTING, place + " has no role; use clinician, nurse, reception, auditor or service"));
        String name = parts[0].strip();
        if (!Users.validName(name)) {
            throw new InvalidSettingException(
                    SETTING, place + " has no user name; use 2 to 64 lowercase letters, digits, dots and dashes");
        }
        if (parts[2].length() < Passwords.MIN_LENGTH || parts[2].length() > Passwords.MAX_LENGTH) {
            throw new InvalidSettingException(
                    SETTING,
                    place + " has no password of " + Passwords.MIN_LENGTH + " to " + Passwords.MAX_LENGTH
                            + " characters");
        }
        return new Entry(name, role, parts[2]);
    }

    /** Adds them, or replaces their passwords and roles. @return how many */
    public int storeIn(Users users) throws SQLException {
        for (Entry entry : entries) {
            users.put(entry.name(), entry.role(), entry.password());
        }
        return entries.size();
    }
}
