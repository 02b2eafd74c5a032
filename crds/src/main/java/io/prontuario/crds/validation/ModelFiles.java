package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.ModelSpec;
import io.prontuario.crds.v1alpha1.ModelSpec.Engine;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;

/** A model file has a checksum and a source; an API has no checksum. */
final class ModelFiles implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        for (int i = 0; i < spec.models().size(); i++) {
            ModelSpec model = spec.models().get(i);
            String path = "spec.models[" + i + "]";
            boolean file = model.engine() != Engine.OpenAIProxy;
            if (file && model.sha256().isEmpty()) {
                problems.error(
                        path + ".sha256",
                        "is missing; model " + model.name() + " cannot be verified on the hosts",
                        "add the 64 hexadecimal digits that sha256sum FILE prints");
            }
            if (!file && !model.sha256().isEmpty()) {
                problems.error(
                        path + ".sha256", "engine OpenAIProxy calls an API and fetches no file", "remove sha256");
            }
            if (file && model.task() != null) {
                problems.error(path + ".task", "is for engine OpenAIProxy only", "remove task");
            }
            if (model.source() != null && !isUri(model.source())) {
                problems.error(
                        path + ".source",
                        "\"" + model.source() + "\" is not a URI",
                        "write https://HOST/FILE, gs://BUCKET/FILE or file:///FILE; encode spaces as %20");
            }
        }
    }

    private static boolean isUri(String text) {
        try {
            return new URI(text).getScheme() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
