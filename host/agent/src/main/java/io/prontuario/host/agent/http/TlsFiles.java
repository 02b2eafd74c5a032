package io.prontuario.host.agent.http;

import java.nio.file.Path;

/**
 * The box's identity, for its HTTPS interface, its database and its WAL receiver: a certificate for servers and clients that names the
 * box's address and, as the common name, the box.
 *
 * @param certificate PEM certificate chain, leaf first
 * @param key PEM private key of the leaf, not encrypted
 * @param authorities PEM certificates that other boxes' certificates are checked with
 */
public record TlsFiles(Path certificate, Path key, Path authorities) {}
