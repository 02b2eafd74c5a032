package io.prontuario.host.agent;

import io.prontuario.host.agent.database.DatabaseSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the box has of the record.
 *
 * @param database empty where it runs no database
 * @param witness folder of the WAL that it receives; empty where it is no witness
 */
public record DataSettings(Optional<DatabaseSettings> database, Optional<Path> witness) {
    /** Neither a database nor a witness. */
    public static final DataSettings NONE = new DataSettings(Optional.empty(), Optional.empty());
}
