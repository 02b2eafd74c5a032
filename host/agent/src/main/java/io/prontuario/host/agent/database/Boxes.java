package io.prontuario.host.agent.database;

import io.prontuario.host.agent.database.DatabaseState.Orders;
import io.prontuario.host.agent.state.DurableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Names of the boxes that may connect. They are kept in the file that PostgreSQL reads them from: later orders do not repeat them all. */
final class Boxes {
    private static final Pattern NAMED = Pattern.compile("^boxes \"([^\"]+)\"", Pattern.MULTILINE);

    private final Path ident;
    private final String node;

    Boxes(Path ident, String node) {
        this.ident = ident;
        this.node = node;
    }

    Set<String> of(Orders orders) throws IOException {
        Set<String> names = new TreeSet<>(Set.of(node));
        if (orders.promote() != null) {
            names.addAll(orders.promote().members());
            return names;
        }
        NAMED.matcher(DurableFile.read(ident))
                .results()
                .map(MatchResult::group)
                .forEach(line -> names.add(line.substring(line.indexOf('"') + 1, line.length() - 1)));
        if (orders.follow() != null) {
            names.add(orders.follow().writer().name());
        }
        return names;
    }
}
