package io.prontuario.host.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files were made by OpenSSL; {@code ca.crt} signed {@code box.crt}, of {@code ec-pkcs8.key}. */
class PemTlsTest {
    private static final int ROUNDS = 20;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"ec-sec1.key, ec-pkcs8.key", "ec384-sec1.key, ec384-pkcs8.key", "rsa-pkcs1.key, rsa-pkcs8.key"})
    void aKeyOfAnOlderFormIsTheSameKey(String older, String pkcs8) throws Exception {
        assertThat(key(older)).isEqualTo(key(pkcs8)).isNotNull();
    }

    @Test
    void anEd25519KeyIsRead() throws Exception {
        assertThat(PemKey.read(Files.readString(file("ed25519.key"))).getAlgorithm())
                .isEqualTo("EdDSA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"encrypted-pkcs8.key", "encrypted-pkcs1.key"})
    void anEncryptedKeyIsRefusedWithTheCommandThatHelps(String name) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> PemTls.server(file("box.crt"), file(name)))
                .withMessageContainingAll(name, "openssl pkey -in KEY -out PLAIN-KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ec-sec1.key", "ec-pkcs8.key", "rsa-pkcs1.key"})
    void aDamagedKeyIsRefusedWithTheCommandThatShowsIt(String name) throws Exception {
        String text = Files.readString(file(name));
        int body = text.lastIndexOf("PRIVATE KEY-----\n", text.length() / 2 + text.length() / 4) + 20;
        Path damaged = Files.writeString(
                folder.resolve("damaged.key"), text.substring(0, body) + "////" + text.substring(body + 4));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> PemTls.server(file("box.crt"), damaged))
                .withMessageContaining("openssl pkey -in KEY -check -noout");
    }

    @Test
    void aFileWithoutACertificateOrKeyIsNamed() throws Exception {
        Path nothing = Files.writeString(folder.resolve("nothing.pem"), "nothing\n");
        Path damaged = Files.writeString(
                folder.resolve("damaged.crt"), "-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----\n");
        for (Path wrong : List.of(nothing, damaged, file("ec-pkcs8.key"))) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> PemTls.client(wrong))
                    .withMessageContaining(wrong.toString());
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> PemTls.server(wrong, file("ec-pkcs8.key")))
                    .withMessageContaining(wrong.toString());
        }
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> PemTls.server(file("box.crt"), nothing))
                .withMessageContaining("holds no PEM private key");
    }

    @Test
    void bothSidesProveThemselvesByTls13() throws Exception {
        SSLContext box = PemTls.mutual(file("box.crt"), file("ec-sec1.key"), file("ca.crt"));
        SSLEngine server = server(box, "TLSv1.3");
        server.setNeedClientAuth(true);
        SSLEngine client = client(box);
        shakeHands(client, server);
        assertThat(server.getSession().getProtocol()).isEqualTo("TLSv1.3");
        assertThat(server.getSession().getPeerPrincipal().getName()).isEqualTo("CN=box");
        assertThat(client.getSession().getPeerPrincipal().getName()).isEqualTo("CN=box");
    }

    @Test
    void tls12IsSpoken() throws Exception {
        SSLEngine server = server(PemTls.server(file("box.crt"), file("ec-pkcs8.key")), "TLSv1.2");
        shakeHands(client(PemTls.client(file("ca.crt"))), server);
        assertThat(server.getSession().getProtocol()).isEqualTo("TLSv1.2");
    }

    @Test
    void tlsBefore12IsRefused() throws Exception {
        SSLEngine server = server(PemTls.server(file("box.crt"), file("ec-pkcs8.key")), "TLSv1.1");
        assertThatExceptionOfType(SSLException.class)
                .isThrownBy(() -> shakeHands(client(PemTls.client(file("ca.crt"))), server));
    }

    @Test
    void aServerOfAnotherAuthorityIsRefused() throws Exception {
        SSLEngine server = server(PemTls.server(file("box.crt"), file("ec-pkcs8.key")), "TLSv1.3");
        assertThatExceptionOfType(SSLException.class)
                .isThrownBy(() -> shakeHands(client(PemTls.client(file("other-ca.crt"))), server));
    }

    @Test
    void aServerByAnotherNameIsRefused() throws Exception {
        SSLEngine server = server(PemTls.server(file("box.crt"), file("ec-pkcs8.key")), "TLSv1.3");
        SSLEngine client = PemTls.client(file("ca.crt")).createSSLEngine("host", 1);
        checkNames(client);
        assertThatExceptionOfType(SSLException.class).isThrownBy(() -> shakeHands(client, server));
    }

    @Test
    void aServerWithoutAuthoritiesAcceptsNoClientCertificate() throws Exception {
        SSLEngine server = server(PemTls.server(file("box.crt"), file("ec-pkcs8.key")), "TLSv1.3");
        server.setNeedClientAuth(true);
        SSLEngine client = client(PemTls.mutual(file("box.crt"), file("ec-pkcs8.key"), file("ca.crt")));
        assertThatExceptionOfType(SSLException.class).isThrownBy(() -> shakeHands(client, server));
    }

    private static SSLEngine server(SSLContext context, String protocol) {
        SSLEngine server = context.createSSLEngine();
        server.setUseClientMode(false);
        server.setEnabledProtocols(new String[] {protocol});
        return server;
    }

    private static SSLEngine client(SSLContext context) {
        SSLEngine client = context.createSSLEngine("box", 1);
        checkNames(client);
        return client;
    }

    private static void checkNames(SSLEngine client) {
        client.setUseClientMode(true);
        SSLParameters parameters = client.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        client.setSSLParameters(parameters);
    }

    /** Until both have finished, or one refuses. */
    private static void shakeHands(SSLEngine client, SSLEngine server) throws SSLException {
        ByteBuffer toServer = ByteBuffer.allocate(1 << 16);
        ByteBuffer toClient = ByteBuffer.allocate(1 << 16);
        for (int i = 0; i < ROUNDS; i++) {
            step(client, toServer, toClient);
            step(server, toClient, toServer);
        }
        assertThat(List.of(client.getHandshakeStatus(), server.getHandshakeStatus()))
                .containsOnly(HandshakeStatus.NOT_HANDSHAKING);
    }

    private static void step(SSLEngine engine, ByteBuffer out, ByteBuffer in) throws SSLException {
        ByteBuffer nothing = ByteBuffer.allocate(0);
        ByteBuffer application = ByteBuffer.allocate(1 << 16);
        engine.wrap(nothing, out);
        in.flip();
        engine.unwrap(in, application);
        in.compact();
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        engine.wrap(nothing, out);
    }

    /** What makes the key; its encodings differ. */
    private static Object key(String name) throws IOException, URISyntaxException, GeneralSecurityException {
        PrivateKey key = PemKey.read(Files.readString(file(name)));
        return key instanceof ECPrivateKey ec
                ? List.of(ec.getS(), ec.getParams().getOrder())
                : ((RSAPrivateCrtKey) key).getPrivateExponent();
    }

    private static Path file(String name) throws URISyntaxException {
        return Path.of(PemTlsTest.class.getResource(name).toURI());
    }
}
