package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec.ProbeType;
import io.prontuario.crds.v1alpha1.ServiceSpec.Probes;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/** The fields of a probe fit its type, and headers are safe in the front door's configuration. */
final class ProbeSettings implements Rule {
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[A-Za-z0-9._:/+-]+");

    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        for (int i = 0; i < spec.services().size(); i++) {
            check(SpecLookup.servicePath(i) + ".probes", spec.services().get(i).probes(), problems);
        }
    }

    private static void check(String path, Probes probes, Problems problems) {
        if (probes.type() != ProbeType.GRPC && probes.grpcService() != null) {
            problems.error(
                    path + ".grpcService", "is for type GRPC only", "set probes.type: GRPC, or remove grpcService");
        }
        String at = path + ".expectHeaders";
        if (probes.type() != ProbeType.HTTP && !probes.expectHeaders().isEmpty()) {
            problems.error(at, "is for type HTTP only", "set probes.type: HTTP, or remove expectHeaders");
        }
        for (Map.Entry<String, String> header : probes.expectHeaders().entrySet()) {
            if (!HEADER_NAME.matcher(header.getKey()).matches()) {
                problems.error(
                        at + "." + header.getKey(),
                        "is not a valid header name",
                        "write letters, digits and -, at most 64 characters");
            } else if (header.getValue() == null
                    || !HEADER_VALUE.matcher(header.getValue()).matches()) {
                problems.error(
                        at + "." + header.getKey(),
                        "is not a valid header value",
                        "write letters, digits and . _ : / + -");
            }
        }
    }
}
