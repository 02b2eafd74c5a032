package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec.Runtime;
import java.time.Instant;
import java.util.regex.Pattern;

/** Images have a digest, except those of the registry {@code localhost/}, which are built on the machine. */
final class ServiceImages implements Rule {
    private static final Pattern DIGEST = Pattern.compile(".+@sha256:[0-9a-f]{64}");
    private static final String LOCAL = "localhost/";

    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        for (int i = 0; i < spec.services().size(); i++) {
            ServiceSpec service = spec.services().get(i);
            if (service.runtime() != Runtime.Pod) {
                continue;
            }
            String path = SpecLookup.servicePath(i) + ".image";
            String image = service.image();
            if (image == null || image.isBlank()) {
                problems.error(
                        path,
                        "is missing; a service with runtime Pod requires an image",
                        "add image, or set runtime: Host");
            } else if (!image.startsWith(LOCAL) && !DIGEST.matcher(image).matches()) {
                problems.error(
                        path,
                        image + " has no digest; two hosts could run different code under the same tag",
                        "write NAME:TAG@sha256:DIGEST, 64 hexadecimal digits (printed by crane digest or docker inspect)");
            }
        }
    }
}
