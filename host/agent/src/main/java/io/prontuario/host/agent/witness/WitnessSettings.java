package io.prontuario.host.agent.witness;

import java.nio.file.Path;

/**
 * Where the witness is.
 *
 * @param folder of the WAL and the agent's notes on it
 * @param programs folder of PostgreSQL's programs
 * @param account of the operating system that runs them when the agent is root
 * @param walLimit bytes of WAL that it keeps at most
 */
public record WitnessSettings(Path folder, Path programs, String account, long walLimit) {
    /** Enough for two days of a hospital's writes. */
    public static final long DEFAULT_WAL_LIMIT = 16L << 30;
}
