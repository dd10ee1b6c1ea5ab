package dev.tomthumb.source.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "93.184.216.34",
                "8.8.8.8",
                "172.15.255.255",
                "172.32.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "223.255.255.255",
                "2606:2800:220:1:248:1893:25c8:1946",
                "2002:5db8:d822::1",
                "64:ff9b::5db8:d822"
            })
    void publicAddressesPass(String address) throws Exception {
        assertThat(refusal(AddressRules.PUBLIC_ONLY, address)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, a loopback address",
        "127.255.255.254, a loopback address",
        "::1, a loopback address",
        "169.254.169.254, a link-local address",
        "fe80::1, a link-local address",
        "fd00:ec2::254, a link-local address",
        "100.100.100.200, a link-local address",
        "168.63.129.16, a link-local address",
        "192.0.0.192, a link-local address",
        "10.0.0.1, a private address",
        "172.16.0.1, a private address",
        "172.31.255.255, a private address",
        "192.168.1.1, a private address",
        "100.64.0.1, a private address",
        "100.127.255.255, a private address",
        "198.18.0.1, a private address",
        "fc00::1, a private address",
        "fdff::1, a private address",
        "fec0::1, a private address",
        "64:ff9b:1::7f00:1, a private address",
        "0.0.0.0, an address no server can have",
        "0.1.2.3, an address no server can have",
        "::, an address no server can have",
        "224.0.0.1, an address no server can have",
        "255.255.255.255, an address no server can have",
        "ff02::1, an address no server can have"
    })
    void everyOtherKindIsRefusedByItsName(String address, String kind) throws Exception {
        assertThat(refusal(AddressRules.PUBLIC_ONLY, address)).contains(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "::127.0.0.1, a loopback address",
        "::ffff:0:7f00:1, a loopback address",
        "64:ff9b::7f00:1, a loopback address",
        "64:ff9b::a9fe:a9fe, a link-local address",
        "2002:7f00:1::, a loopback address",
        "2002:a00:1::1, a private address",
        "2001:0:7f00:1::, a loopback address",
        "2001:0:5db8:d822:0:0:80ff:fffe, a loopback address",
        "2606:2800::5efe:7f00:1, a loopback address",
        "2606:2800::200:5efe:c0a8:1, a private address",
        "fe80::5efe:7f00:1, a link-local address"
    })
    void anEmbeddedAddressIsUnwrapped(String address, String kind) throws Exception {
        assertThat(refusal(AddressRules.PUBLIC_ONLY, address)).contains(kind);
    }

    @Test
    void aMappedAddressIsUnwrappedEvenWhenTheJdkKeepsItWrapped() throws Exception {
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = (byte) 0xff;
        mapped[12] = 127;
        mapped[15] = 1;

        assertThat(AddressRules.PUBLIC_ONLY.refusal(Inet6Address.getByAddress("x", mapped, 3)))
                .contains("a loopback address");
        assertThat(refusal(AddressRules.PUBLIC_ONLY, "::ffff:127.0.0.1")).contains("a loopback address");
    }

    @Test
    void eachKindIsPermittedByItsOwnSettingAlone() throws Exception {
        AddressRules loopback = new AddressRules(true, false, false);
        AddressRules linkLocal = new AddressRules(false, true, false);
        AddressRules privates = new AddressRules(false, false, true);

        assertThat(refusal(loopback, "127.0.0.1")).isEmpty();
        assertThat(refusal(loopback, "169.254.1.1")).isPresent();
        assertThat(refusal(loopback, "10.0.0.1")).isPresent();
        assertThat(refusal(linkLocal, "169.254.1.1")).isEmpty();
        assertThat(refusal(linkLocal, "127.0.0.1")).isPresent();
        assertThat(refusal(privates, "100.64.0.1")).isEmpty();
        assertThat(refusal(privates, "fd00:ec2::254")).isPresent();
        assertThat(refusal(privates, "2002:7f00:1::")).isPresent();
    }

    @Test
    void nothingPermitsAnAddressNoServerCanHave() throws Exception {
        assertThat(refusal(new AddressRules(true, true, true), "0.0.0.0")).isPresent();
        assertThat(refusal(new AddressRules(true, true, true), "224.0.0.1")).isPresent();
    }

    private static Optional<String> refusal(AddressRules rules, String literal) throws Exception {
        return rules.refusal(InetAddress.getByName(literal));
    }
}
