package labwire.netlab.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import labwire.netlab.channel.NameSource;
import labwire.netlab.console.ios.ConfigLoad;
import labwire.netlab.console.ios.image.IosImage;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.DeviceInterface.AddressMethod;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.Router;
import labwire.netlab.device.Switch;
import labwire.netlab.device.storage.MemoryStore;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Start-up configs of the kind that courses hand out: abbreviated, of mixed case, with lines that name nothing here. */
class CourseConfigTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "labwire", "netlab", "console", "course");

    /** What IOS shows of lines that it does not show as they are typed; nothing of some. */
    private static final Map<String, String> SHOWN = Map.ofEntries(
            Map.entry("username cisco privilege 15 password cisco", "username cisco privilege 15 password 0 cisco"),
            Map.entry("int gi0/0", "interface GigabitEthernet0/0"),
            Map.entry("int gi0/1", "interface GigabitEthernet0/1"),
            Map.entry("int gi0/2", "interface GigabitEthernet0/2"),
            Map.entry("int gi0/3", "interface GigabitEthernet0/3"),
            Map.entry("int range gig0/1 - 2", "interface GigabitEthernet0/2"),
            Map.entry(" ip add 10.10.88.110 255.255.255.0", " ip address 10.10.88.110 255.255.255.0"),
            Map.entry(" IP add DHCP", " ip address dhcp"),
            Map.entry(" spanning-tree portfast", " spanning-tree portfast edge"),
            Map.entry(" no sh", ""),
            Map.entry("crypto key generate rsa general-keys modulus 1024", ""),
            Map.entry("do copy run start", ""),
            Map.entry("do sh ip int br", ""));

    private final VirtualTime time = VirtualTime.startingAt(Instant.EPOCH);
    private final MemoryStore store = new MemoryStore();

    @AfterEach
    void close() {
        time.close();
    }

    private Router router() {
        return new Router(time.loop(), "R", new RandomStreams(1), NameSource.NONE, store);
    }

    private Switch bridge() {
        return new Switch(time.loop(), "S", new RandomStreams(1), NameSource.NONE, store);
    }

    private static List<String> load(IosDevice device, String file) throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve(file));
        assertThat(ConfigLoad.run(IosImage.startup(device), lines)).isEmpty();
        return lines;
    }

    private static void assertShowsAgain(IosDevice device, List<String> lines) {
        List<String> shown = IosImage.runningConfig(device).lines().toList();
        assertThat(lines).allSatisfy(line -> {
            if (!line.startsWith("!") && !SHOWN.getOrDefault(line, line).isEmpty()) {
                assertThat(shown).contains(SHOWN.getOrDefault(line, line));
            }
        });
    }

    private static DeviceInterface gigabit(IosDevice device, int number) {
        return device.interfaceNamed(InterfaceName.gigabitEthernet(0, number)).orElseThrow();
    }

    @Test
    void aRoutersLinesAreAllTakenAndShownAgain() throws IOException {
        Router router = router();
        assertShowsAgain(router, load(router, "router.cfg"));
    }

    @Test
    void aSwitchesLinesAreAllTakenAndShownAgain() throws IOException {
        Switch bridge = bridge();
        assertShowsAgain(bridge, load(bridge, "switch.cfg"));
    }

    @Test
    void aRoutersLinesTakeEffect() throws IOException {
        Router router = router();
        load(router, "router.cfg");
        assertThat(router.settings().hostname()).isEqualTo("R1");
        assertThat(router.accounts().users()).containsKeys("cisco", "guest");
        assertThat(router.accounts().isNewModel()).isTrue();
        assertThat(Transcript.run(time, IosImage.privileged(router), "show lldp"))
                .contains("Status: ACTIVE");
        assertThat(router.ssh().isVersionTwoOnly()).isTrue();
        assertThat(router.ssh().isScpServer()).isTrue();
        assertThat(gigabit(router, 0).isEnabled()).isTrue();
        assertThat(gigabit(router, 1).isEnabled()).isFalse();
        assertThat(gigabit(router, 3).addressMethod()).isEqualTo(AddressMethod.DHCP);
        assertThat(Transcript.run(time, IosImage.privileged(router), "sh ip int br"))
                .contains("GigabitEthernet0/0         10.10.88.110    YES NVRAM ")
                .contains("GigabitEthernet0/3         unassigned      YES DHCP  ");
    }

    @Test
    void aSwitchesLinesTakeEffect() throws IOException {
        Switch bridge = bridge();
        load(bridge, "switch.cfg");
        time.runFor(Duration.ofSeconds(1));
        ConsoleSession session = IosImage.privileged(bridge);
        assertThat(Transcript.run(time, session, "show vlan brief")).contains("10   VLAN0010", "30   VLAN0030");
        assertThat(Transcript.run(time, session, "show vtp status")).contains("Transparent");
        assertThat(Transcript.run(time, session, "show interfaces gi0/2 switchport"))
                .contains("Administrative Mode: trunk", "Trunking VLANs Enabled: 1,2");
        assertThat(gigabit(bridge, 0).ip()).isPresent();
        assertThat(gigabit(bridge, 3).isEnabled()).isFalse();
    }

    @Test
    void aConfigThatSavesItselfIsWholeAndLeavesTheLabFileItsSay() throws IOException {
        Router router = router();
        load(router, "router.cfg");
        assertThat(router.nvram().startupConfig().orElseThrow().text()).isEqualTo(IosImage.runningConfig(router));
        assertThat(router.nvram().isSaved()).isFalse();
        assertThat(store.files()).isEmpty();
    }

    @Test
    void anExecCommandThatAsksOrTakesTimeIsRefused() {
        Router router = router();
        assertThat(ConfigLoad.run(
                        IosImage.startup(router), List.of("do write erase", "do ping 10.0.0.1", "hostname After")))
                .extracting(ConfigLoad.RefusedLine::number)
                .containsExactly(1, 2);
        assertThat(router.settings().hostname()).isEqualTo("After");
    }
}
