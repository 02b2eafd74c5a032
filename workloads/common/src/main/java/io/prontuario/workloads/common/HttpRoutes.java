package io.prontuario.workloads.common;

import io.javalin.config.RoutesConfig;
import java.util.List;
import java.util.function.Consumer;

/**
 * The routes of a service.
 *
 * @param blocking adds the Javalin routes and exception handlers
 * @param async routes that are tried before the Javalin routes
 */
public record HttpRoutes(Consumer<RoutesConfig> blocking, List<AsyncRoute> async) {
    /** Copies the list. */
    public HttpRoutes {
        async = List.copyOf(async);
    }
}
