package io.prontuario.operator.observe;

/** Times every question. */
public final class MeasuredProber implements Prober {
    private final Prober prober;
    private final Listener listener;

    public MeasuredProber(Prober prober, Listener listener) {
        this.prober = prober;
        this.listener = listener;
    }

    /** Told of every answer, on a probe thread. */
    public interface Listener {
        void probed(ProbeTarget target, ProbeResult result, long nanos);
    }

    @Override
    public ProbeResult ask(ProbeTarget target) {
        long start = System.nanoTime();
        ProbeResult result = prober.ask(target);
        listener.probed(target, result, System.nanoTime() - start);
        return result;
    }
}
