package io.prontuario.testbed.load;

/**
 * One of the hospital's users.
 *
 * @param role as the api names it
 */
public record User(String name, String role, String password) {
    /** Without the password. */
    @Override
    public String toString() {
        return name + " (" + role + ")";
    }
}
