package io.prontuario.host.agent.database;

import io.prontuario.host.agent.http.TlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** Copies the box's certificate to where the instance reads it, again when it was renewed. */
final class Certificates {
    private final TlsFiles source;
    private final DatabaseFolder folder;
    private final InstanceFiles files;
    private volatile Optional<Leaf> known = Optional.empty();

    private record Leaf(FileTime modified, X509Certificate certificate) {}

    Certificates(TlsFiles source, DatabaseFolder folder, InstanceFiles files) {
        this.source = source;
        this.folder = folder;
        this.files = files;
    }

    /** @return whether something was new: a running instance must then read its configuration again */
    boolean copy() throws IOException {
        return copyTo(folder.tls());
    }

    /** What the WAL receiver needs to connect. */
    boolean copyForStream() throws IOException {
        return copyTo(folder.streamTls());
    }

    /** Afterwards no WAL receiver can connect any more, whatever it was configured with. */
    void removeForStream() throws IOException {
        InstanceFiles.delete(folder.streamTls());
        InstanceFiles.sync(folder.root());
    }

    private boolean copyTo(Path to) throws IOException {
        files.folder(to);
        boolean changed = files.write(to.resolve("tls.crt"), Files.readString(source.certificate()));
        changed |= files.write(to.resolve("tls.key"), Files.readString(source.key()));
        changed |= files.write(to.resolve("ca.crt"), Files.readString(source.authorities()));
        return changed;
    }

    /** What is wrong with the certificate's validity. */
    Optional<String> problem(Instant now) {
        try {
            X509Certificate leaf = leaf();
            if (now.isAfter(leaf.getNotAfter().toInstant())) {
                return Optional.of(source.certificate() + " expired at "
                        + leaf.getNotAfter().toInstant() + ": no copy can connect; renew it");
            }
            if (now.isBefore(leaf.getNotBefore().toInstant())) {
                return Optional.of(source.certificate() + " is valid from "
                        + leaf.getNotBefore().toInstant() + ": check this box's clock");
            }
            return Optional.empty();
        } catch (IOException | GeneralSecurityException e) {
            return Optional.of(source.certificate() + " cannot be read: " + e.getMessage());
        }
    }

    /** Reports come many times a second; the file is read again when it has changed. */
    private X509Certificate leaf() throws IOException, GeneralSecurityException {
        FileTime modified = Files.getLastModifiedTime(source.certificate());
        Optional<Leaf> before = known.filter(leaf -> leaf.modified().equals(modified));
        if (before.isPresent()) {
            return before.get().certificate();
        }
        try (InputStream in = Files.newInputStream(source.certificate())) {
            X509Certificate leaf =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            known = Optional.of(new Leaf(modified, leaf));
            return leaf;
        }
    }
}
