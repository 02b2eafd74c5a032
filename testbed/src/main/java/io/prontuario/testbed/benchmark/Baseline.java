package io.prontuario.testbed.benchmark;

import io.prontuario.testbed.load.LoadTarget;

/** Another way to the api service than the platform's front door. */
interface Baseline extends AutoCloseable {
    String name();

    /** Creates it. @return where it answers */
    LoadTarget open() throws Exception;

    @Override
    void close();
}
