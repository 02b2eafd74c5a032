package io.prontuario.testbed.pki;

import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.exec.UncheckedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The calls of {@code openssl}. Every key is P-256, which takes milliseconds. */
public final class Openssl {
    private static final String DAYS = "825";
    private static final Path FAKETIME = Path.of("/usr/bin/faketime");

    private Openssl() {}

    /** A private key in PEM. */
    public static void key(Path file) {
        UncheckedFiles.writeSecret(
                file, Shell.run("openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"));
    }

    /** The public half of a private key, both in PEM. */
    public static void publicKey(Path privateKey, Path file) {
        UncheckedFiles.write(file, Shell.run("openssl", "pkey", "-in", privateKey.toString(), "-pubout"));
    }

    /** A certificate authority: {@code folder/name.key} and {@code folder/name.crt}. */
    public static void authority(Path folder, String name, String commonName) {
        Path key = folder.resolve(name + ".key");
        key(key);
        issue(
                "req",
                "-x509",
                "-new",
                "-key",
                key.toString(),
                "-days",
                DAYS,
                "-subj",
                "/CN=" + commonName,
                "-addext",
                "keyUsage=critical,keyCertSign,cRLSign",
                "-out",
                folder.resolve(name + ".crt").toString());
    }

    /**
     * A certificate for servers and clients: {@code folder/name.key} and {@code folder/name.crt}.
     *
     * @param subject as openssl writes it, {@code /O=…/CN=…}
     * @param names subject alternative names, {@code IP:…,DNS:…}; empty for a client
     */
    public static void certificate(Path folder, String name, String authority, String subject, String names) {
        Path key = folder.resolve(name + ".key");
        Path request = folder.resolve(name + ".csr");
        Path extensions = folder.resolve(name + ".ext");
        key(key);
        Shell.run("openssl", "req", "-new", "-key", key.toString(), "-subj", subject, "-out", request.toString());
        UncheckedFiles.write(
                extensions,
                "basicConstraints=CA:FALSE\nkeyUsage=digitalSignature\nextendedKeyUsage=serverAuth,clientAuth\n"
                        + (names.isEmpty() ? "" : "subjectAltName=" + names + "\n"));
        issue(
                "x509",
                "-req",
                "-in",
                request.toString(),
                "-days",
                DAYS,
                "-CA",
                folder.resolve(authority + ".crt").toString(),
                "-CAkey",
                folder.resolve(authority + ".key").toString(),
                "-extfile",
                extensions.toString(),
                "-out",
                folder.resolve(name + ".crt").toString());
        delete(request);
        delete(extensions);
    }

    /** Where the program is there, since yesterday: a box whose clock is an hour behind must accept it. */
    private static void issue(String... arguments) {
        Shell.run(Stream.concat(
                        Files.isExecutable(FAKETIME)
                                ? Stream.of(FAKETIME.toString(), "-f", "-1d", "openssl")
                                : Stream.of("openssl"),
                        Stream.of(arguments))
                .toArray(String[]::new));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
