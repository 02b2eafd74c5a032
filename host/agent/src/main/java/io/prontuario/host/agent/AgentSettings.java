package io.prontuario.host.agent;

import io.prontuario.host.agent.http.TlsFiles;
import io.prontuario.host.agent.http.Tokens;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What an agent is started with.
 *
 * @param node name of the box
 * @param listen address and port of the HTTPS interface
 * @param dir folder of configuration and state
 * @param bootIdFile file with the identity of the host's boot
 * @param haproxy the binary that checks configurations
 * @param tls the box's identity
 * @param tokens files of the tokens that may read and write
 * @param data what the box has of the record
 */
public record AgentSettings(
        String node,
        InetSocketAddress listen,
        Path dir,
        Path bootIdFile,
        Path haproxy,
        TlsFiles tls,
        Tokens tokens,
        DataSettings data) {

    /** @throws IOException naming the first file that cannot be read */
    void check() throws IOException {
        for (Path needed : List.of(
                dir, bootIdFile, haproxy, tls.certificate(), tls.key(), tokens.writeFile(), tokens.readFile())) {
            if (!Files.isReadable(needed)) {
                throw new IOException(needed + " is missing or not readable");
            }
        }
    }
}
