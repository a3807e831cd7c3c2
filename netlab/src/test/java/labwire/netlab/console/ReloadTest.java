package labwire.netlab.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import labwire.netlab.channel.NameSource;
import labwire.netlab.console.ios.Reload;
import labwire.netlab.console.ios.image.IosImage;
import labwire.netlab.device.DeviceInterface.AddressMethod;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.Router;
import labwire.netlab.device.Switch;
import labwire.netlab.device.storage.DeviceStore;
import labwire.netlab.device.storage.MemoryStore;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a device is after a reload, and after a restart of the lab. */
class ReloadTest {
    private final VirtualTime time = VirtualTime.startingAt(Instant.EPOCH);
    private final MemoryStore store = new MemoryStore();

    @AfterEach
    void close() {
        time.close();
    }

    private Router router() {
        return new Router(time.loop(), "R1", new RandomStreams(1), NameSource.NONE, store);
    }

    private ConsoleSession type(IosDevice device, String... lines) {
        ConsoleSession session = IosImage.privileged(device);
        for (String line : lines) {
            Transcript.run(time, session, line);
        }
        return session;
    }

    private void reload(IosDevice device) {
        ConsoleSession session = type(device, "reload", "no", "");
        if (!session.isEnded()) {
            type(device, "reload", "");
        }
        time.runFor(Reload.BOOT_TIME.multipliedBy(2));
    }

    @Test
    void comesUpFromWhatWasSaved() {
        Router router = router();
        type(router, "conf t", "hostname Saved", "int gi0/1", "ip add 10.0.0.1 255.255.255.0", "no sh", "end", "wr");
        String saved = IosImage.runningConfig(router);
        type(
                router,
                "conf t",
                "hostname Typed",
                "banner motd #x#",
                "int gi0/1",
                "shutdown",
                "no ip address",
                "int gi0/2");
        type(router, "conf t", "ip route 0.0.0.0 0.0.0.0 10.0.0.9", "line vty 0 4", "router bgp 1", " bgp x", "end");
        reload(router);
        assertThat(IosImage.runningConfig(router)).isEqualTo(saved);
        assertThat(router.interfaceNamed(InterfaceName.gigabitEthernet(0, 1))
                        .orElseThrow()
                        .addressMethod())
                .isEqualTo(AddressMethod.NVRAM);
        assertThat(router.log().uptimeSeconds()).isLessThan(5);
    }

    @Test
    void comesUpEmptyAfterWriteErase() {
        String fresh = IosImage.runningConfig(new Switch(time.loop(), "Switch", new RandomStreams(1), NameSource.NONE));
        Switch bridge = new Switch(time.loop(), "SW1", new RandomStreams(1), NameSource.NONE, store);
        type(bridge, "conf t", "vlan 10", "name x", "int range gi0/1 - 3", "switchport mode trunk", "shutdown");
        type(bridge, "conf t", "hostname SW1", "spanning-tree vlan 1 priority 4096", "end", "wr", "write erase", "");
        reload(bridge);
        assertThat(IosImage.runningConfig(bridge)).isEqualTo(fresh);
    }

    @Test
    void isDownWhileItStarts() {
        Router router = router();
        type(router, "conf t", "int gi0/1", "no shutdown", "end", "wr");
        ConsoleSession session = type(router, "reload", "");
        assertThat(session.isEnded()).isTrue();
        assertThat(router.ports()).noneMatch(port -> port.isEnabled());
        time.runFor(Reload.BOOT_TIME.multipliedBy(2));
        assertThat(router.port("gi0/1").orElseThrow().isEnabled()).isTrue();
    }

    @Test
    void tellsWhoeverListensThatItGoesDown() {
        Router router = router();
        int[] calls = {0};
        Runnable listener = () -> calls[0]++;
        router.onShutdown(listener);
        reload(router);
        router.removeOnShutdown(listener);
        reload(router);
        assertThat(calls[0]).isEqualTo(1);
    }

    @Test
    void asksToSaveOnlyWhatHasChanged() {
        Router router = router();
        assertThat(type(router, "wr", "reload").prompt()).isEqualTo("Proceed with reload? [confirm]");
        assertThat(type(router, "conf t", "hostname X", "end", "reload").prompt())
                .endsWith("Save? [yes/no]: ");
    }

    @Test
    void refusedLinesAreInTheLogAndTheRestIsLoaded() {
        Router router = router();
        router.flash().write("x", "hostname Loaded\nnonsense\n".getBytes(StandardCharsets.UTF_8));
        type(router, "copy flash0:x startup-config", "");
        reload(router);
        assertThat(router.settings().hostname()).isEqualTo("Loaded");
        assertThat(router.log().buffer())
                .anyMatch(line -> line.contains("%PARSER-4-BADCFG: startup-config line 2: nonsense"));
    }

    @Test
    void aStartUpConfigThatSavesItselfLeavesTheStoreAlone() {
        Router router = router();
        ConsoleSession startup = IosImage.startup(router);
        assertThat(Transcript.run(time, startup, "do copy run start")).contains("[OK]");
        assertThat(startup.isAsking()).isFalse();
        assertThat(store.files()).isEmpty();
    }

    @Test
    void aBannerOfSeveralLinesIsShownAgainAndLoadsAgain() {
        Router router = router();
        type(router, "conf t", "banner motd #", "Authorized use", "end", " indented", "only# ", "do wr");
        assertThat(IosImage.runningConfig(router))
                .contains("\nbanner motd ^C\nAuthorized use\nend\n indented\nonly^C\n");
        String saved = IosImage.runningConfig(router);
        reload(router);
        assertThat(IosImage.runningConfig(router)).isEqualTo(saved);
        type(router, "conf t", "no banner motd");
        assertThat(IosImage.runningConfig(router)).doesNotContain("banner");
    }

    @Test
    void whatIsSavedIsInTheStore() {
        type(router(), "conf t", "hostname Kept", "end", "write memory");
        assertThat(store.files()).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo(DeviceStore.STARTUP_CONFIG);
            assertThat(file.text()).contains("\nhostname Kept\n");
        });
    }
}
