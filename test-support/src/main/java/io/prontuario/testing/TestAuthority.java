package io.prontuario.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Issues certificates that last as long as a test, all signed by one authority: {@code ca.crt} in the folder. */
public final class TestAuthority {
    private final Path folder;

    private TestAuthority(Path folder) {
        this.folder = folder;
    }

    public static TestAuthority create(Path folder) throws IOException {
        TestCertificates.selfSigned(folder, "ca", "DNS:ca");
        return new TestAuthority(folder);
    }

    public Path certificate() {
        return folder.resolve("ca.crt");
    }

    /** Writes {@code NAME.crt} and {@code NAME.key} (ECDSA P-256) of a server and client, again if they are there. */
    public void issue(String name, String alternativeName) throws IOException {
        Path request = folder.resolve(name + ".csr");
        Path extensions = folder.resolve(name + ".ext");
        Files.writeString(extensions, "subjectAltName=" + alternativeName + "\n");
        Commands.run(
                "openssl",
                "req",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-subj",
                "/CN=" + name,
                "-keyout",
                folder.resolve(name + ".key").toString(),
                "-out",
                request.toString());
        Commands.run(
                "openssl",
                "x509",
                "-req",
                "-in",
                request.toString(),
                "-CA",
                certificate().toString(),
                "-CAkey",
                folder.resolve("ca.key").toString(),
                "-CAcreateserial",
                "-days",
                "2",
                "-extfile",
                extensions.toString(),
                "-out",
                folder.resolve(name + ".crt").toString());
    }
}
