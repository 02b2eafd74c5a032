package io.prontuario.host.agent.database;

import java.nio.file.Path;

/**
 * Where the box's database is.
 *
 * @param folder of the data, the configuration and the agent's notes on it
 * @param listen address on which it listens; {@code *}: every one
 * @param port on which it listens
 * @param programs folder of PostgreSQL's programs
 * @param account of the operating system that runs them when the agent is root; PostgreSQL refuses to run as root
 */
public record DatabaseSettings(Path folder, String listen, int port, Path programs, String account) {}
