package io.prontuario.testbed.loopback;

import io.prontuario.testbed.demo.InstallSecrets;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.pki.Openssl;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** The secrets of one run: an authority, a certificate for each agent and for the front door, tokens, a password. */
final class LoopbackPki {
    private static final SecureRandom RANDOM = new SecureRandom();
    private final Path folder;
    private final String databasePassword = secret();
    private final String authKeys =
            "k1:" + Base64.getEncoder().encodeToString(secret().getBytes(StandardCharsets.UTF_8));

    LoopbackPki(Path folder) {
        this.folder = folder;
    }

    /** @param agents address by name  @param frontDoor the address that clients use */
    void create(Map<String, String> agents, String frontDoor) {
        UncheckedFiles.folders(folder);
        Openssl.authority(folder, "ca", "prontuario-loopback");
        agents.forEach((name, address) ->
                Openssl.certificate(folder, name, "ca", "/CN=" + name, "IP:" + address + ",DNS:" + name));
        Openssl.certificate(folder, "frontdoor", "ca", "/CN=prontuario.test", "IP:" + frontDoor);
        UncheckedFiles.writeSecret(writeToken(), secret());
        UncheckedFiles.writeSecret(readToken(), secret());
    }

    Path authority() {
        return folder.resolve("ca.crt");
    }

    Path certificate(String name) {
        return folder.resolve(name + ".crt");
    }

    Path key(String name) {
        return folder.resolve(name + ".key");
    }

    Path writeToken() {
        return folder.resolve("write-token");
    }

    Path readToken() {
        return folder.resolve("read-token");
    }

    String databasePassword() {
        return databasePassword;
    }

    InstallSecrets forInstall() {
        return new InstallSecrets(
                UncheckedFiles.read(authority()),
                UncheckedFiles.read(writeToken()),
                UncheckedFiles.read(readToken()),
                databasePassword,
                authKeys,
                UncheckedFiles.read(certificate("frontdoor")) + UncheckedFiles.read(key("frontdoor")),
                Optional.empty());
    }

    static String secret() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
