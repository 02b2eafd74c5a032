package io.prontuario.testbed.benchmark;

import io.prontuario.testbed.load.Target;

/** A way to reach the api service that is not the platform's front door. */
interface Comparison extends AutoCloseable {
    String name();

    /** Makes it, and says where it answers. */
    Target open() throws Exception;

    @Override
    void close();
}
