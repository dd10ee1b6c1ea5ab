package dev.tomthumb.http.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.security.KeyPairGenerator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PublicKeysTest {
    private static final Signer RSA = Signer.rsa("K1", 2048);
    private static final Signer ECDSA = Signer.ecdsa("K2", "secp256r1");

    @Test
    void bothKindsAreRead() {
        assertThat(PublicKeys.read(RSA.pem())).isEqualTo(RSA.keys().getPublic());
        assertThat(PublicKeys.read(ECDSA.pem())).isEqualTo(ECDSA.keys().getPublic());
    }

    @Test
    void commentsAndWindowsLineEndsDoNotDisturb() {
        assertThat(PublicKeys.read("# the key of 2026\r\n" + RSA.pem().replace("\n", "\r\n") + "\r\n"))
                .isEqualTo(RSA.keys().getPublic());
    }

    static Stream<Arguments> refused() throws Exception {
        byte[] x25519 = KeyPairGenerator.getInstance("X25519")
                .generateKeyPair()
                .getPublic()
                .getEncoded();
        return Stream.of(
                Arguments.of("", "holds no \"-----BEGIN PUBLIC KEY-----\""),
                Arguments.of(RSA.pem().replace("-----END", "-----FIN"), "holds no \"-----BEGIN PUBLIC KEY-----\""),
                Arguments.of(RSA.pem() + ECDSA.pem(), "holds several keys"),
                Arguments.of(
                        Signer.pem("PRIVATE KEY", RSA.keys().getPrivate().getEncoded()),
                        "is a private key, which has no business here; \"openssl pkey"),
                Arguments.of(Signer.pem("RSA PRIVATE KEY", new byte[9]), "is a private key"),
                Arguments.of(Signer.pem("EC PRIVATE KEY", new byte[9]), "is a private key"),
                Arguments.of(Signer.pem("RSA PUBLIC KEY", new byte[9]), "\"openssl rsa -RSAPublicKey_in"),
                Arguments.of(Signer.pem("CERTIFICATE", new byte[9]), "is a certificate; \"openssl x509"),
                Arguments.of(Signer.pem("OPENSSH KEY", new byte[9]), "holds a OPENSSH KEY and no public key"),
                Arguments.of(Signer.pem("PUBLIC KEY", new byte[9]), "is neither an RSA nor an ECDSA key"),
                Arguments.of(Signer.pem("PUBLIC KEY", x25519), "is neither an RSA nor an ECDSA key"),
                Arguments.of(RSA.pem().replaceFirst("\nM", "\n=M"), "is damaged: its text is not base64"),
                Arguments.of(Signer.rsa("K", 1024).pem(), "is an RSA key of 1024 bits; 2048 to 4096 are accepted"),
                Arguments.of(Signer.ecdsa("K", "secp384r1").pem(), "is an ECDSA key on another curve than P-256"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsNotOneOfThemIsRefusedWithWhatToDo(String pem, String why) {
        assertThatThrownBy(() -> PublicKeys.read(pem))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Property(tries = 300)
    void aDamagedKeyIsAKeyOrRefused(@ForAll @IntRange(max = 293) int at, @ForAll byte value) {
        byte[] encoded = RSA.keys().getPublic().getEncoded();
        encoded[at] = value;

        Throwable failure = catchThrowable(() -> PublicKeys.read(Signer.pem("PUBLIC KEY", encoded)));
        if (failure != null) {
            assertThat(failure).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
