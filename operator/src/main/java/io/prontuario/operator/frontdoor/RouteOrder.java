package io.prontuario.operator.frontdoor;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.util.Map;
import java.util.Set;

/**
 * The whole configuration of a front door, as an order.
 *
 * @param admitted sites that may get requests
 * @param certificates PEM (chain and private key) by the name of the Secret it comes from
 */
public record RouteOrder(
        FencingToken token, PlatformSpec spec, Set<SiteName> admitted, Map<String, String> certificates) {
    public RouteOrder {
        admitted = Set.copyOf(admitted);
        certificates = Map.copyOf(certificates);
    }

    /** Private keys stay out of logs. */
    @Override
    public String toString() {
        return "RouteOrder[" + token + ", admitted=" + admitted + "]";
    }
}
