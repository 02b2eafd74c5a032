package io.prontuario.testbed.demo;

import io.prontuario.testbed.Testbed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * What goes into the Secrets of both clusters.
 *
 * @param authority PEM of the authority of the front door's and the agents' certificates
 * @param writeToken lets the site configure its front doors
 * @param readToken lets the cloud read their reports
 * @param databasePassword of user {@code records}
 * @param authKeys the api's keys for tokens
 * @param frontDoorPem certificate and key of the front door
 * @param publicNameKey may change the public name; empty where there is none
 */
public record InstallSecrets(
        String authority,
        String writeToken,
        String readToken,
        String databasePassword,
        String authKeys,
        String frontDoorPem,
        Optional<String> publicNameKey) {
    static InstallSecrets of(Testbed testbed) {
        try {
            return new InstallSecrets(
                    Files.readString(testbed.access().caFile()),
                    testbed.access().agentWriteToken(),
                    testbed.access().agentReadToken(),
                    testbed.access().databasePassword(),
                    testbed.access().authKeys(),
                    testbed.access().frontDoorPem(),
                    Optional.of(testbed.access().publicNameKey()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without any secret. */
    @Override
    public String toString() {
        return "InstallSecrets";
    }
}
