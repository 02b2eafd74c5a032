package io.prontuario.cli.command;

import java.nio.file.Path;

/** The checkout that the command runs from. */
final class Home {
    private Home() {}

    static Path folder() {
        return Path.of(System.getProperty("prontuario.home", "")).toAbsolutePath();
    }
}
