package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec.ProbeType;
import io.prontuario.crds.v1alpha1.ServiceSpec.Probes;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/** What a probe asks and expects belongs to its type, and can be written into the front door's configuration. */
final class ProbeQuestions implements Rule {
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[A-Za-z0-9._:/+-]+");

    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        for (int i = 0; i < spec.services().size(); i++) {
            check(Names.servicePath(i) + ".probes", spec.services().get(i).probes(), problems);
        }
    }

    private static void check(String path, Probes probes, Problems problems) {
        if (probes.type() != ProbeType.GRPC && probes.grpcService() != null) {
            problems.error(path + ".grpcService", "is for type GRPC", "set probes.type: GRPC, or remove grpcService");
        }
        String at = path + ".expectHeaders";
        if (probes.type() != ProbeType.HTTP && !probes.expectHeaders().isEmpty()) {
            problems.error(at, "is for type HTTP", "set probes.type: HTTP, or remove expectHeaders");
        }
        for (Map.Entry<String, String> header : probes.expectHeaders().entrySet()) {
            if (!HEADER_NAME.matcher(header.getKey()).matches()) {
                problems.error(
                        at + "." + header.getKey(), "is no header's name", "write letters, digits and -, 64 at most");
            } else if (header.getValue() == null
                    || !HEADER_VALUE.matcher(header.getValue()).matches()) {
                problems.error(
                        at + "." + header.getKey(), "is no header's value", "write letters, digits and . _ : / + -");
            }
        }
    }
}
