package io.prontuario.testbed.peer;

import java.nio.file.Path;

/**
 * What Patroni's machines run, beside PostgreSQL.
 *
 * @param etcd the program
 * @param environment Python's, with Patroni in it
 */
record PatroniPrograms(Path etcd, Path environment) {
    Path patroni() {
        return environment.resolve("bin/patroni");
    }
}
