package io.prontuario.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** TestCertificates that last as long as a test. */
public final class TestCertificates {
    private TestCertificates() {}

    /** Writes {@code NAME.crt} and {@code NAME.key} (ECDSA P-256); returns both as one PEM text. */
    public static String selfSigned(Path folder, String name, String alternativeName) throws IOException {
        Path key = folder.resolve(name + ".key");
        Path certificate = folder.resolve(name + ".crt");
        Commands.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=" + name,
                "-addext",
                "subjectAltName=" + alternativeName,
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString());
        return Files.readString(certificate) + Files.readString(key);
    }
}
