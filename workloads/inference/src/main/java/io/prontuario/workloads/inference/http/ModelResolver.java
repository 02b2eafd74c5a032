package io.prontuario.workloads.inference.http;

import io.prontuario.workloads.inference.Models;
import io.prontuario.workloads.inference.ServedModel;
import io.prontuario.workloads.inference.engine.Engine;
import java.util.Optional;

/** Finds the model of a request. */
final class ModelResolver {
    private ModelResolver() {}

    /**
     * The requested model, or the default one of this kind.
     *
     * @throws RequestException 404 when no such model is served, 503 when the service is not ready
     */
    static ServedModel require(Models models, Optional<String> name, Class<? extends Engine> kind)
            throws RequestException {
        Optional<ServedModel> model = models.find(name, kind);
        if (model.isPresent()) {
            return model.get();
        }
        if (!models.current().ready()) {
            throw new RequestException(
                    503,
                    "model_loading",
                    Optional.empty(),
                    "The model is not ready: " + models.current().reason() + ".");
        }
        String which = name.map(given -> "The model '" + given + "' does not exist or does not support this route.")
                .orElse("No model supports this route.");
        throw new RequestException(
                404, "model_not_found", Optional.of("model"), which + " List the models with GET /v1/models.");
    }
}
