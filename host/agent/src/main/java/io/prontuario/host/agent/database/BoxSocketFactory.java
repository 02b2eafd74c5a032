package io.prontuario.host.agent.database;

import io.prontuario.host.agent.http.TlsFiles;
import io.prontuario.host.protocol.PemTls;
import java.io.IOException;
import java.nio.file.Path;
import org.postgresql.ssl.WrappedFactory;

/** TLS as this box, for the driver, which makes one by name. Not for other use. */
public final class BoxSocketFactory extends WrappedFactory {
    private static final String SEPARATOR = "\n";

    /** @param files as {@link #argument} gives them */
    public BoxSocketFactory(String files) throws IOException {
        String[] paths = files.split(SEPARATOR);
        factory = PemTls.mutual(Path.of(paths[0]), Path.of(paths[1]), Path.of(paths[2]))
                .getSocketFactory();
    }

    static String argument(TlsFiles tls) {
        return tls.certificate() + SEPARATOR + tls.key() + SEPARATOR + tls.authorities();
    }
}
