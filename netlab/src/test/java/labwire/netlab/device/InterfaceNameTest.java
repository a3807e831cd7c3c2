package labwire.netlab.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterfaceNameTest {
    @ParameterizedTest
    @CsvSource({
        "GigabitEthernet0/1, GigabitEthernet0/1, Gi0/1",
        "gi0/1, GigabitEthernet0/1, Gi0/1",
        "G 3/0, GigabitEthernet3/0, Gi3/0",
        "gig00/01, GigabitEthernet0/1, Gi0/1",
        "VLAN10, Vlan10, Vl10",
        "v 1, Vlan1, Vl1",
        "eth12, eth12, eth12"
    })
    void readsEverySpelling(String text, String longName, String shortName) {
        InterfaceName name = InterfaceName.tryParse(text).orElseThrow();
        assertThat(name.longName()).isEqualTo(longName);
        assertThat(name.shortName()).isEqualTo(shortName);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gi",
                "0/1",
                "gi0",
                "gi0/1/2",
                "gi0/",
                "vlan1/2",
                "eth",
                "e0",
                "gig0/1 ",
                "gx0/1",
                "gi-0/1",
                "gi0/99999",
                "vlan99999",
                "gi  0/1"
            })
    void refusesWhatIsNoName(String text) {
        assertThat(InterfaceName.tryParse(text)).isEmpty();
    }
}
