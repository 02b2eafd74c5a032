package io.prontuario.workloads.inference.http;

import io.prontuario.workloads.inference.Models;
import io.prontuario.workloads.inference.ServedModel;
import io.prontuario.workloads.inference.engine.Engine;
import java.util.Optional;

/** Finds the model that a request means, or says in OpenAI's terms why there is none. */
final class Served {
    private Served() {}

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
                    "No model serves yet: " + models.current().reason() + ".");
        }
        String which =
                name.map(given -> "The model '" + given + "' is not served").orElse("No model is served");
        throw new RequestException(
                404, "model_not_found", Optional.of("model"), which + " for this here; GET /v1/models lists what is.");
    }
}
