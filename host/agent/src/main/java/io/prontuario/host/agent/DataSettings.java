package io.prontuario.host.agent;

import io.prontuario.host.agent.database.DatabaseSettings;
import io.prontuario.host.agent.witness.WitnessSettings;
import java.util.Optional;

/**
 * What the box has of the record.
 *
 * @param database empty where it runs no database
 * @param witness empty where it is no witness
 */
public record DataSettings(Optional<DatabaseSettings> database, Optional<WitnessSettings> witness) {
    /** Neither a database nor a witness. */
    public static final DataSettings NONE = new DataSettings(Optional.empty(), Optional.empty());
}
