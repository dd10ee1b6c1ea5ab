package dev.tomthumb.http.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** URLs signed by the commands of docs/signed-urls.md, with OpenSSL 3.0, and the public keys that verify them. */
class OpensslSignedTest {
    private static final String RSA = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA41zhd47mIzGzYlCOzV2E
        v+Y037sIrPiqKP6dJWihdvss+5uqJYFM2l/KVfj1pfXnF86ErcQkDrK3p+4vAwb9
        sVFKETwYKMc+gmDW/b0gKDdIpvUldyTxs/JIPaIhch6QN1r3PBwgA3M6qXDlISyU
        QYfkEixLLbYWRv6aGpqDoYy+mVaDSa7yTOXwmGf9hPJsxlsFnS/L5UgxWKXtFFD6
        g1kuMARtJRkHcJjI5+ugrFdzsMYag5LmLkwr+pRavRXIMvnTQ1EXmaVUaff60xrw
        uSnt7HAiAEwnBF6iZfbfXkbEixB37fm4e5C9O4gBflCEhWk5CVcv4NdgPeLpZgAq
        PwIDAQAB
        -----END PUBLIC KEY-----
        """;

    private static final String ECDSA = """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEmgN3vpuj5xOcABPGn5TU/SxIONjT
        mJy3z201pIloAPQ6v+74Q5U9Fo2UO/iPF/xRCXvOkqiLzum6XYGbKmsfYg==
        -----END PUBLIC KEY-----
        """;

    private static final String BY_RSA = "https://images.example.com/private/cat.jpg?w=320&Expires=4102444800"
            + "&Signature=DJfweaUxrTz6eynUPHO23o9esInIkBCjdouLTsngiMw8V46T1rg4KDOt02Gu4H1uh2of0CSdeyyZFedI"
            + "1AGgLJTMm8IT1LBQLPs2--ZDOBuCBV0XhJQwbmuVqk6OHdvlc9Z8cbdSr5OXS5DA7Su0gt5VnCBybYAd7S~0eBzypP5vn8HHQcInxpauAWAmrkhPwttxNWx22FNarenZmtQmIAbV~2xVyvDmKmoXj2rHYJpF6tBw7r8OCcepo2WWq7dBeAvlslGcXPw-6s92cYnFlKaYQAniaVzFU55Lv5zDQDOp9B-D5C5-LN5SucHgA~oBm5jsZZpZ3g209vMSjYYvxg__&Key-Pair-Id=K2JCJMDEHXQW5F";

    private static final String BY_ECDSA = "https://images.example.com/private/cat.jpg?w=320&Expires=4102444800"
            + "&Signature=MEYCIQDmQG6z7oTjAVD9SUYpkGd7J951w4eLMO9esAW3GjKtaAIhAKK~XiabRmX7ifZDhfjdpDnMEtwwo3lRw6u~d4~abWQ6&Key-Pair-Id=K3D5EWEUDCCXON&Hash-Algorithm=SHA256";

    @Test
    void bothAreLetIn() {
        Gate gate = new Gate(
                new KeyGroup(Map.of("K2JCJMDEHXQW5F", PublicKeys.read(RSA), "K3D5EWEUDCCXON", PublicKeys.read(ECDSA))));

        assertThat(gate.ask(BY_RSA)).isEqualTo("until 2100-01-01T00:00:00Z");
        assertThat(gate.ask(BY_ECDSA)).isEqualTo("until 2100-01-01T00:00:00Z");
        assertThat(gate.ask(BY_RSA.replace("w=320", "w=640"))).startsWith("bad-signature: ");
        assertThat(gate.ask(BY_ECDSA.replace("&Hash-Algorithm=SHA256", ""))).startsWith("bad-signature: ");
    }
}
