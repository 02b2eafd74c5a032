package io.prontuario.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps one name as wanted: read, write only what was read, ask everybody. Says that a name points somewhere only when every
 * authoritative server has said so.
 */
public final class NameKeeper {
    private final TrafficDirector director;
    private final Authorities authorities;

    public NameKeeper(TrafficDirector director, Authorities authorities) {
        this.director = director;
        this.authorities = authorities;
    }

    /**
     * What one pass came to.
     *
     * @param before what was held when the pass began
     * @param written whether this pass changed it
     */
    public record Pass(Optional<AddressRecords> before, boolean written, Standing standing) {}

    /** How the name stands. */
    public sealed interface Standing {
        /** Every one of so many servers answers as wanted. */
        record Everywhere(int servers) implements Standing {}

        /** Written, but these servers do not say so yet, each with what it says instead. */
        record Lagging(List<String> servers, int of) implements Standing {
            public Lagging {
                servers = List.copyOf(servers);
            }
        }

        /** Somebody else wrote between reading and writing; nothing was changed, the next pass looks again. */
        record Contested() implements Standing {}
    }

    /**
     * One pass, bounded in seconds. Repeating it is harmless.
     *
     * @throws NamesException when the records could not be read or written
     */
    public Pass keep(AddressRecords wanted) throws NamesException {
        Optional<AddressRecords> held = director.held(wanted.name());
        boolean asWanted = held.map(wanted::sameAs).orElse(false);
        if (!asWanted && director.replace(held, wanted) == TrafficDirector.Outcome.CONFLICT) {
            return new Pass(held, false, new Standing.Contested());
        }
        return new Pass(held, !asWanted, readBack(wanted));
    }

    private Standing readBack(AddressRecords wanted) throws NamesException {
        List<NameServer> servers = director.authorities();
        List<String> lagging = new ArrayList<>();
        for (Map.Entry<NameServer, Authorities.Answer> answer :
                authorities.ask(servers, wanted.name()).entrySet()) {
            if (answer.getValue() instanceof Authorities.Answer.Silent silent) {
                lagging.add(answer.getKey() + ": " + silent.why());
            } else if (answer.getValue() instanceof Authorities.Answer.Says says
                    && !says.records().map(wanted::sameAs).orElse(false)) {
                lagging.add(answer.getKey() + ": says "
                        + says.records().map(AddressRecords::inWords).orElse("that there is no such record"));
            }
        }
        return lagging.isEmpty()
                ? new Standing.Everywhere(servers.size())
                : new Standing.Lagging(lagging, servers.size());
    }
}
