package io.prontuario.testbed.benchmark;

import io.prontuario.testbed.load.LoadTarget;

/** A way to reach the api service that is not the platform's front door. */
interface Baseline extends AutoCloseable {
    String name();

    /** Makes it, and says where it answers. */
    LoadTarget open() throws Exception;

    @Override
    void close();
}
