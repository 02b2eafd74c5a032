package io.prontuario.crds.validation;

import io.fabric8.kubernetes.api.model.Quantity;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec.Resources;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Every quantity is valid, and no request is more than its limit. */
final class QuantityFormats implements Rule {
    private static final Pattern QUANTITY =
            Pattern.compile("\\+?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]+)?");

    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        for (int i = 0; i < spec.hosts().size(); i++) {
            readable(SpecLookup.hostPath(i) + ".capacity", spec.hosts().get(i).capacity(), problems);
        }
        for (int i = 0; i < spec.services().size(); i++) {
            Resources resources = spec.services().get(i).resources();
            String path = SpecLookup.servicePath(i) + ".resources";
            readable(path + ".requests", resources.requests(), problems);
            readable(path + ".limits", resources.limits(), problems);
            within(path + ".requests", resources, problems);
        }
    }

    /** The amount of a Kubernetes quantity; empty if the text is not one. */
    static Optional<BigDecimal> amount(String text) {
        return text != null && QUANTITY.matcher(text).matches()
                ? Optional.of(Quantity.parse(text).getNumericalAmount())
                : Optional.empty();
    }

    private static void readable(String path, Map<String, String> quantities, Problems problems) {
        quantities.forEach((resource, text) -> {
            if (amount(text).isEmpty()) {
                problems.error(
                        path + "." + resource,
                        "\"" + text + "\" is not a Kubernetes quantity",
                        "write a quantity such as 500m, 2, 512Mi, 8Gi or 2Ti");
            }
        });
    }

    private static void within(String path, Resources resources, Problems problems) {
        resources.requests().forEach((resource, text) -> {
            String limit = resources.limits().get(resource);
            Optional<BigDecimal> asked = amount(text);
            Optional<BigDecimal> allowed = limit == null ? Optional.empty() : amount(limit);
            if (asked.isPresent() && allowed.isPresent() && asked.get().compareTo(allowed.get()) > 0) {
                problems.error(
                        path + "." + resource,
                        text + " is more than the limit, " + limit,
                        "lower the request or raise the limit");
            }
        });
    }
}
