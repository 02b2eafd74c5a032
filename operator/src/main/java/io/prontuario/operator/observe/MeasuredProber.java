package io.prontuario.operator.observe;

/** Measures the duration of every probe. */
public final class MeasuredProber implements Prober {
    private final Prober prober;
    private final Listener listener;

    public MeasuredProber(Prober prober, Listener listener) {
        this.prober = prober;
        this.listener = listener;
    }

    /** Called after every probe, on a probe thread. */
    public interface Listener {
        void probed(ProbeTarget target, ProbeResult result, long nanos);
    }

    @Override
    public ProbeResult probe(ProbeTarget target) {
        long start = System.nanoTime();
        ProbeResult result = prober.probe(target);
        listener.probed(target, result, System.nanoTime() - start);
        return result;
    }
}
