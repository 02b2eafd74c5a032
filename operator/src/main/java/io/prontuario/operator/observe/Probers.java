package io.prontuario.operator.observe;

import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.util.EnumMap;
import java.util.Map;

/** The prober of each probe type; an exception of one becomes UNDECIDED. */
public final class Probers implements Prober {
    private final Map<ServiceSpec.ProbeType, Prober> byType = new EnumMap<>(ServiceSpec.ProbeType.class);

    public Probers() {
        byType.put(ServiceSpec.ProbeType.HTTP, new HttpProber());
        byType.put(ServiceSpec.ProbeType.TCP, new TcpProber());
        byType.put(ServiceSpec.ProbeType.GRPC, new GrpcProber());
    }

    @Override
    public ProbeResult probe(ProbeTarget target) {
        Prober prober = byType.get(target.request().type());
        if (prober == null) {
            return ProbeResult.undecided("no prober for " + target.request().type());
        }
        try {
            return prober.probe(target);
        } catch (RuntimeException ours) {
            return ProbeResult.undecided(
                    "could not be probed: " + ours.getClass().getSimpleName());
        }
    }
}
