package io.prontuario.host.protocol;

import io.prontuario.continuity.model.FencingToken;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything a box of the front door needs to serve on its own from then on.
 *
 * @param haproxyCfg the text of {@code haproxy.cfg}
 * @param files PEM texts (chain and private key) by file name; each lands in the {@code certs} folder
 * @param virtualAddress the address whose holder clients reach; null where there is none
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

    /** Whether HAProxy would read the same, whoever sent it. */
    public boolean sameContent(Bundle other) {
        return haproxyCfg.equals(other.haproxyCfg) && files.equals(other.files);
    }

    /** Never the private keys. */
    @Override
    public String toString() {
        return "Bundle[term=" + term + ", epoch=" + epoch + ", generation=" + generation + ", files="
                + new TreeMap<>(files).keySet() + "]";
    }
}
