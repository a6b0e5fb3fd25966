package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads over TLS, with a certificate of the test's own. */
class DownloadSecureTest {
    private static final DownloadSettings ONCE = new DownloadSettings(Duration.ofSeconds(10), 0, Duration.ZERO);
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path keys;

    private static SSLContext own;

    private final byte[] content = DownloadTest.bytes(10_000);
    private SSLContext before;
    private FileServer secure;
    private FileServer open;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path store = keys.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(keys.resolve("log").toFile())
                .start();
        assertEquals(0, keytool.waitFor());
        own = context(store);
    }

    /** Shows the key in a store, and trusts it alone. */
    private static SSLContext context(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        shown.init(store, PASSWORD.toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shown.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    @BeforeEach
    void start() throws GeneralSecurityException {
        before = SSLContext.getDefault();
        secure = new FileServer(content, own);
        open = new FileServer(content);
    }

    @AfterEach
    void stop() {
        SSLContext.setDefault(before);
        secure.close();
        open.close();
    }

    private static void sendOn(FileServer from, URI to) {
        from.on("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", to.toString());
            exchange.sendResponseHeaders(302, -1);
        });
    }

    private byte[] bring(URI address) throws IOException {
        return Files.readAllBytes(new Download(address, "", ONCE).to(folder, Progress.NONE));
    }

    @Test
    void aSecureAddressIsBrought() throws IOException {
        SSLContext.setDefault(own);
        assertArrayEquals(content, bring(secure.at("/net.pth")));
    }

    @Test
    void anOpenAddressMaySendOnToASecureOne() throws IOException {
        SSLContext.setDefault(own);
        sendOn(open, secure.at("/net.pth"));
        assertArrayEquals(content, bring(open.at("/moved")));
    }

    @Test
    void aSecureAddressMayNotSendOnToAnOpenOne() {
        SSLContext.setDefault(own);
        sendOn(secure, open.at("/net.pth?key=secret"));
        String message = assertThrows(TesseraException.class, () -> bring(secure.at("/moved")))
                .getMessage();
        assertTrue(message.contains("not secure or cannot be followed (" + open.at("/net.pth") + ")"), message);
        assertEquals(0, open.asked.size());
    }

    @Test
    void aCertificateThatIsNotKnownIsASentence() {
        String message = assertThrows(TesseraException.class, () -> bring(secure.at("/net.pth")))
                .getMessage();
        assertTrue(message.contains("the secure connection to 127.0.0.1 failed ("), message);
        assertTrue(message.contains("check this computer's date"), message);
        assertEquals(0, secure.asked.size());
    }
}
