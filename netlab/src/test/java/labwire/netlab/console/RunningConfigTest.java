package labwire.netlab.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import labwire.netlab.channel.NameSource;
import labwire.netlab.console.ios.image.IosImage;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.Router;
import labwire.netlab.device.Switch;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.topology.Lab;
import labwire.netlab.topology.LabFileLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A running configuration, loaded into a fresh device of the kind, gives the same text. */
class RunningConfigTest {
    private static final List<String> ROUTER_LINES = List.of(
            "hostname core-1",
            "enable secret 0",
            "enable secret 0 0",
            "enable password xyzzy",
            "service password-encryption",
            "no service password-encryption",
            "username admin password 0 x",
            "ip domain-name lab.test",
            "no ip domain-name",
            "ip host Mail 10.0.0.1 10.0.0.2",
            "ip host mail 10.0.0.3",
            "no ip host MAIL",
            "ip host lab.test mx 5 mail",
            "ip host lab.test mx 15 backup",
            "no ip host lab.test mx 5 mail",
            "ip route 0.0.0.0 0.0.0.0 10.0.0.9",
            "ip route 0.0.0.0 0.0.0.0 10.0.1.9 200",
            "ip route 172.16.0.0 255.240.0.0 gi0/1 10.0.1.7",
            "ip route 172.16.0.0 255.240.0.0 gi0/2",
            "no ip route 172.16.0.0 255.240.0.0",
            "no ip route 0.0.0.0 0.0.0.0 10.0.0.9",
            "interface gi0/0",
            "interface gi0/1",
            "interface gi0/2",
            "interface range gi0/2 - 3",
            "description to the \"other\" side ?!",
            "no description",
            "ip address 10.0.0.1 255.255.255.0",
            "ip address 10.0.1.1 255.255.255.128",
            "ip address 10.0.2.1 255.255.255.0 secondary",
            "no ip address",
            "no ip address 10.0.2.1 255.255.255.0",
            "shutdown",
            "no shutdown",
            "duplex auto",
            "no cdp enable",
            "cdp enable",
            "line con 0",
            "line vty 0 4",
            "login local",
            "transport input all",
            "exit",
            "ip ssh version 2",
            "logging host 10.0.0.5");
    private static final List<String> SWITCH_LINES = List.of(
            "hostname access-1",
            "vtp mode transparent",
            "vlan 10",
            "vlan 10,20-22",
            "name users",
            "no name",
            "no vlan 21",
            "spanning-tree vlan 1,10 priority 4096",
            "spanning-tree vlan 30 priority 8192",
            "no spanning-tree vlan 10 priority",
            "interface gi0/0",
            "interface gi3/3",
            "interface range gi0/0 - 3, gi1/0",
            "interface vlan 10",
            "interface vlan 1",
            "switchport mode access",
            "switchport mode trunk",
            "no switchport mode",
            "switchport access vlan 10",
            "switchport access vlan 40",
            "no switchport access vlan",
            "switchport trunk encapsulation dot1q",
            "switchport trunk native vlan 99",
            "switchport trunk allowed vlan 1,2,10-20",
            "switchport trunk allowed vlan remove 10-12",
            "switchport trunk allowed vlan none",
            "no switchport trunk allowed vlan",
            "spanning-tree portfast",
            "no spanning-tree portfast",
            "spanning-tree bpduguard enable",
            "spanning-tree cost 19",
            "no spanning-tree cost",
            "ip address 10.0.0.1 255.255.255.0",
            "description x",
            "shutdown",
            "no shutdown",
            "exit");

    private final VirtualTime time = VirtualTime.startingAt(Instant.EPOCH);

    @AfterEach
    void close() {
        time.close();
    }

    @Test
    void theShippedDevicesComeToTheSameText() {
        Lab lab = Lab.build(LabFileLoader.load(Path.of("..", "config", "lab.yaml")), time.loop(), new RandomStreams(1));
        assertThat(lab.devices())
                .filteredOn(IosDevice.class::isInstance)
                .hasSize(5)
                .allSatisfy(device -> {
                    String config = runningConfig((IosDevice) device);
                    assertThat(runningConfig(loaded(fresh((IosDevice) device), config)))
                            .isEqualTo(config);
                });
    }

    @Test
    void anyRouterComesToTheSameText() {
        for (long seed = 1; seed <= 300; seed++) {
            assertComesToTheSameText(router(), ROUTER_LINES, seed);
        }
    }

    @Test
    void anySwitchComesToTheSameText() {
        for (long seed = 1; seed <= 300; seed++) {
            assertComesToTheSameText(bridge(), SWITCH_LINES, seed);
        }
    }

    private void assertComesToTheSameText(IosDevice device, List<String> lines, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> typed = new ArrayList<>(List.of("configure terminal"));
        for (int i = 0; i < 60; i++) {
            typed.add(lines.get(random.nextInt(lines.size())));
        }
        ConsoleSession session = IosImage.privileged(device);
        typed.forEach(line -> Transcript.run(time, session, line));
        String config = runningConfig(device);
        IosDevice again = fresh(device);
        ConsoleSession startup = IosImage.startup(again);
        for (String line : config.lines().toList()) {
            assertThat(Transcript.run(time, startup, line))
                    .as("seed %d: %s", seed, line)
                    .isEmpty();
        }
        assertThat(runningConfig(again)).as("seed %d: %s", seed, typed).isEqualTo(config);
    }

    private IosDevice loaded(IosDevice device, String config) {
        ConsoleSession session = IosImage.startup(device);
        config.lines().forEach(line -> Transcript.run(time, session, line));
        return device;
    }

    private IosDevice fresh(IosDevice like) {
        return like instanceof Router ? router() : bridge();
    }

    private Router router() {
        return new Router(time.loop(), "R", new RandomStreams(1), NameSource.NONE);
    }

    private Switch bridge() {
        return new Switch(time.loop(), "S", new RandomStreams(1), NameSource.NONE);
    }

    private String runningConfig(IosDevice device) {
        String shown = Transcript.run(time, IosImage.privileged(device), "show running-config");
        return shown.substring(shown.indexOf("!\n"));
    }
}
