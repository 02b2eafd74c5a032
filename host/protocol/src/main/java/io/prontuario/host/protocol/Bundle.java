package io.prontuario.host.protocol;

import io.prontuario.continuity.model.FencingToken;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a box of the front door needs to serve without the operator.
 *
 * @param haproxyCfg the text of {@code haproxy.cfg}
 * @param files PEM texts (chain and private key) by file name; the agent writes them to the {@code certs} folder
 * @param virtualAddress the address whose holder receives the clients' requests; null where there is none
 */
public record Bundle(
        long term,
        long epoch,
        long generation,
        String haproxyCfg,
        Map<String, String> files,
        @Nullable String virtualAddress) {
    public Bundle {
        files = files == null ? Map.of() : Map.copyOf(files);
    }

    public FencingToken token() {
        return new FencingToken(term, epoch, generation);
    }

    /** Whether HAProxy would read the same files, whatever the tokens. */
    public boolean sameContent(Bundle other) {
        return haproxyCfg.equals(other.haproxyCfg) && files.equals(other.files);
    }

    /** Without the private keys. */
    @Override
    public String toString() {
        return "Bundle[term=" + term + ", epoch=" + epoch + ", generation=" + generation + ", files="
                + new TreeMap<>(files).keySet() + "]";
    }
}
