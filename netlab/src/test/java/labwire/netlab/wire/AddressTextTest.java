package labwire.netlab.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, prefixes and masks as people type them. */
class AddressTextTest {
    @Property
    void anIpv4AddressIsReadAsItIsPrinted(@ForAll int value) {
        Ipv4Address address = new Ipv4Address(value);
        assertThat(Ipv4Address.parse(address.toString())).isEqualTo(address);
        assertThat(address.toInetAddress().getHostAddress()).isEqualTo(address.toString());
        assertThat(Ipv4Address.of(address.toInetAddress())).isEqualTo(address);
    }

    @Provide
    Arbitrary<String> nearlyAddresses() {
        return Arbitraries.strings().withChars("0123456789.a -+").ofMaxLength(18);
    }

    @Property
    void whateverIsReadAsAnIpv4AddressPrintsAsItWasTyped(@ForAll("nearlyAddresses") String text) {
        Ipv4Address.tryParse(text)
                .ifPresent(address -> assertThat(address.toString()).isEqualTo(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "10.10.88",
                "10.10.88.25.1",
                "10.10.88.256",
                "10.10.88.025",
                "10.10..25",
                "10.10.88.-1",
                "10.10.88.25 ",
                "0x0a.1.1.1",
                "١.1.1.1"
            })
    void otherTextIsNoIpv4Address(String text) {
        assertThat(Ipv4Address.tryParse(text)).isEmpty();
        assertThatThrownBy(() -> Ipv4Address.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("IPv4 address: " + text);
    }

    @Property
    void aMacAddressIsReadInEachOfItsForms(@ForAll @LongRange(min = 0, max = 0xFFFF_FFFF_FFFFL) long value) {
        MacAddress mac = new MacAddress(value);
        assertThat(MacAddress.parse(mac.toString())).isEqualTo(mac);
        assertThat(MacAddress.parse(mac.toString().replace(':', '-').toUpperCase(Locale.ROOT)))
                .isEqualTo(mac);
        assertThat(MacAddress.parse(mac.toDottedString())).isEqualTo(mac);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "52:54:00:12:34",
                "52:54:00:12:34:5",
                "52:54:00:12:34:5g",
                "525400123456",
                "5254.0012",
                "52:54:00:12:34:56:78"
            })
    void otherTextIsNoMacAddress(String text) {
        assertThatThrownBy(() -> MacAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: six octets");
    }

    @Property
    void aPrefixHoldsTheAddressesBetweenItsNetworkAndItsBroadcast(
            @ForAll int value, @ForAll int other, @ForAll @IntRange(min = 0, max = 32) int length) {
        Ipv4Prefix prefix = Ipv4Prefix.of(new Ipv4Address(value), length);
        Ipv4Address address = new Ipv4Address(other);
        boolean between = address.compareTo(prefix.network()) >= 0 && address.compareTo(prefix.broadcast()) <= 0;
        assertThat(prefix.contains(address)).isEqualTo(between);
        assertThat(prefix.contains(new Ipv4Address(value))).isTrue();
    }

    @Property
    void aMaskIsReadAsItsLength(@ForAll @IntRange(min = 0, max = 32) int length) {
        assertThat(Ipv4Prefix.lengthOfMask(
                        Ipv4Prefix.of(Ipv4Address.ANY, length).mask()))
                .isEqualTo(length);
    }

    @Property
    void aMaskWithAHoleIsRefused(@ForAll int value) {
        boolean leadingOnes = (~value & ~value + 1) == 0;
        if (!leadingOnes) {
            assertThatThrownBy(() -> Ipv4Prefix.lengthOfMask(new Ipv4Address(value)))
                    .hasMessageContaining("expected: leading ones");
        }
    }

    @Property
    void aNetworkWithHostBitsIsRefusedWithTheOneThatWasMeant(
            @ForAll int value, @ForAll @IntRange(min = 0, max = 32) int length) {
        Ipv4Address address = new Ipv4Address(value);
        Ipv4Prefix meant = Ipv4Prefix.of(address, length);
        if (meant.network().equals(address)) {
            assertThat(new Ipv4Prefix(address, length)).isEqualTo(meant);
        } else {
            assertThatThrownBy(() -> new Ipv4Prefix(address, length)).hasMessageContaining(meant.toString());
        }
    }
}
