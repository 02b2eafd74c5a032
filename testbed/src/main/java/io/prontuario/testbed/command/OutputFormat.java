package io.prontuario.testbed.command;

import java.util.Locale;

/** How a command of the test bed prints its result. */
enum OutputFormat {
    TABLE,
    JSON;

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
