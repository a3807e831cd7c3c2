package labwire.netlab.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import labwire.netlab.cloud.OutwardRule;
import labwire.netlab.cloud.SocksCredentials;
import labwire.netlab.cloud.TunnelRule;
import labwire.netlab.device.InterfaceName;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.wire.Ipv4Prefix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabFileLoaderTest {
    @TempDir
    Path folder;

    @Test
    void readsWhatContainerlabsSyntaxSays() throws IOException {
        Files.writeString(folder.resolve("R1.cfg"), "hostname R1\nend\n");
        LabFile lab = load("""
                name: demo
                topology:
                  defaults:
                    kind: linux
                    labels: {owner: me}
                  kinds:
                    cisco_vios: {type: switch, image: ignored}
                  nodes:
                    R1:
                      kind: cisco_vios
                      type: router
                      startup-config: R1.cfg
                    SW1: {kind: cisco_vios}
                    pc:
                      exec: [ip address add 10.0.0.1/24 dev eth1]
                      labels: {labwire.service: mail}
                      ports: ["2525:25", "0.0.0.0:2587:587/tcp"]
                    out: {kind: cloud}
                  links:
                    - endpoints: ["R1:Gi0/0", "SW1:gi1/2"]
                      vars:
                        labwire: {rate: 10mbit, delay: 5ms, jitter: 1ms, loss: 2%, reorder: 1%, queue: 100kb}
                        other-tool: {any: thing}
                    - endpoints: ["pc:eth1", "SW1:GigabitEthernet0/0"]
                """);

        assertThat(lab.name()).isEqualTo("demo");
        assertThat(lab.nodes()).extracting(NodeDefinition::name).containsExactly("R1", "SW1", "pc", "out");
        assertThat(lab.nodes())
                .extracting(NodeDefinition::kind)
                .containsExactly(NodeKind.ROUTER, NodeKind.SWITCH, NodeKind.LINUX, NodeKind.CLOUD);
        assertThat(lab.nodes().get(0).startupConfig())
                .extracting(line -> name(line.at()) + " " + line.text())
                .containsExactly("R1.cfg:1 hostname R1", "R1.cfg:2 end");
        NodeDefinition pc = lab.nodes().get(2);
        assertThat(pc.exec())
                .extracting(line -> name(line.at()) + " " + line.text())
                .containsExactly("lab.yaml:15 ip address add 10.0.0.1/24 dev eth1");
        assertThat(pc.label(NodeDefinition.SERVICE_LABEL)).isEqualTo("mail");
        assertThat(pc.label("owner")).isEqualTo("me");
        assertThat(lab.ports())
                .extracting(port ->
                        port.address() + ":" + port.workstationPort() + ":" + port.node() + ":" + port.nodePort())
                .containsExactly("127.0.0.1:2525:pc:25", "0.0.0.0:2587:pc:587");
        LinkDefinition cable = lab.links().get(0);
        assertThat(cable.a().port()).isEqualTo(InterfaceName.gigabitEthernet(0, 0));
        assertThat(cable.b()).hasToString("SW1:Gi1/2");
        assertThat(cable.settings())
                .isEqualTo(LinkSettings.PLAIN
                        .withRate(10_000_000)
                        .withDelay(Duration.ofMillis(5).toNanos())
                        .withJitter(Duration.ofMillis(1).toNanos())
                        .withLoss(0.02)
                        .withReorder(0.01)
                        .withQueueLimit(100 * 1024));
        assertThat(lab.links().get(1).settings()).isEqualTo(LinkSettings.PLAIN);
    }

    @Test
    void aCloudHasASocksPortUnlessItSaysOtherwise() throws IOException {
        assertThat(socks("")).hasValueSatisfying(socks -> {
            assertThat(socks.address() + ":" + socks.port()).isEqualTo("127.0.0.1:1080");
            assertThat(socks.credentials()).isEmpty();
        });
        assertThat(socks("labels: {labwire.socks: \"me:secret@0.0.0.0:9050\"}")).hasValueSatisfying(socks -> {
            assertThat(socks.address() + ":" + socks.port()).isEqualTo("0.0.0.0:9050");
            assertThat(socks.credentials()).contains(new SocksCredentials("me", "secret"));
        });
        assertThat(socks("labels: {labwire.socks: 1081}"))
                .map(PublishedSocks::port)
                .contains(1081);
        assertThat(socks("labels: {labwire.socks: off}")).isEmpty();
    }

    private Optional<PublishedSocks> socks(String labels) throws IOException {
        return cloud(labels).socks();
    }

    private CloudSettings cloud(String labels) throws IOException {
        LabFile lab = load("""
                name: demo
                topology:
                  nodes:
                    out:
                      kind: cloud
                      LABELS
                """.replace("LABELS", labels));
        return lab.cloud().orElseThrow().cloud();
    }

    @Test
    void refusesASocksPortThatIsNoneOrElsewhereOrTaken() throws IOException {
        assertThat(problems("""
                        name: demo
                        topology:
                          nodes:
                            out:
                              kind: cloud
                              labels: {labwire.socks: anywhere}
                            pc:
                              kind: linux
                              labels:
                                labwire.socks: 1080
                        """))
                .containsExactly(
                        "lab.yaml:6: labwire.socks of node out: anywhere (expected: [USER:PASSWORD@][ADDRESS:]PORT,"
                                + " such as 127.0.0.1:1080, or off)",
                        "lab.yaml:10: labwire.socks of node pc: kind linux (expected: kind cloud)");
        assertThat(problems("""
                        name: demo
                        topology:
                          nodes:
                            out: {kind: cloud}
                            pc:
                              kind: linux
                              ports: ["1080:80"]
                        """))
                .containsExactly("lab.yaml:7: ports of node pc: 127.0.0.1:1080, again"
                        + " (expected: a port other than that of line 4)");
    }

    @Test
    void nothingLeavesALabUnlessItsCloudSaysSo() throws IOException {
        assertThat(outward("")).isEmpty();
        assertThat(outward("labels: {labwire.outward: off}")).isEmpty();
        assertThat(outward("labels: {labwire.outward: any}"))
                .map(OutwardRule::allowed)
                .contains(List.of(Ipv4Prefix.DEFAULT));
        assertThat(outward(
                        "labels: {labwire.outward: '198.51.100.0/24, 203.0.113.7/32', labwire.workstation: 10.0.2.2}"))
                .map(OutwardRule::toString)
                .contains("the lab -> [198.51.100.0/24, 203.0.113.7/32], 127.0.0.1 as 10.0.2.2");
        assertThat(problems("""
                        name: demo
                        topology:
                          nodes:
                            out:
                              kind: cloud
                              labels:
                                labwire.outward: everywhere
                                labwire.workstation: 127.0.0.1
                        """))
                .containsExactly(
                        "lab.yaml:7: labwire.outward of node out: everywhere"
                                + " (expected: any, off, or up to 64 of NETWORK/LENGTH)",
                        "lab.yaml:8: labwire.workstation of node out: 127.0.0.1"
                                + " (expected: an address outside of the lab, such as 10.0.2.2)");
    }

    private Optional<OutwardRule> outward(String labels) throws IOException {
        return cloud(labels).outward();
    }

    @Test
    void saysWhereTheYamlIsMalformed() throws IOException {
        assertThat(problems("name: demo\ntopology:\n  nodes: [\n"))
                .containsExactly("lab.yaml:4: YAML: expected the node content, but found '<stream end>'"
                        + " (expected: well-formed YAML)");
        assertThat(problems("name: demo\n\ttopology: {}\n"))
                .containsExactly("lab.yaml:2: YAML: found character '\\t(TAB)' that cannot start any token."
                        + " (Do not use \\t(TAB) for indentation) (expected: well-formed YAML)");
    }

    @Test
    void refusesAnEmptyFileAndASecondDocument() throws IOException {
        assertThat(problems("")).containsExactly("lab.yaml:1: file: nothing (expected: YAML)");
        assertThat(problems("name: a\n---\nname: b\n"))
                .containsExactly("lab.yaml:3: file: a second document (expected: one document)");
    }

    @Test
    void refusesAnUnknownKindAndType() throws IOException {
        assertThat(problems("""
                        name: demo
                        topology:
                          nodes:
                            R1: {kind: cisco_xrv}
                            R2:
                              kind: cisco_vios
                              type: firewall
                            R3: {}
                            R4: {kind: linux, type: router}
                        """))
                .containsExactly(
                        "lab.yaml:4: kind of node R1: cisco_xrv (expected: linux, cisco_vios or cloud)",
                        "lab.yaml:7: type of node R2: firewall (expected: router or switch)",
                        "lab.yaml:8: kind of node R3: nothing (expected: linux, cisco_vios or cloud)",
                        "lab.yaml:9: type of node R4: router (expected: none for kind linux)");
    }

    @Test
    void refusesACableToWhatDoesNotExist() throws IOException {
        assertThat(problems("""
                        name: demo
                        topology:
                          nodes:
                            R1: {kind: cisco_vios}
                            SW1: {kind: cisco_vios, type: switch}
                            pc: {kind: linux}
                          links:
                            - endpoints: ["R1:Gi0/4", "SW1:Gi0/0"]
                            - endpoints: ["SW1:Gi4/0", "pc:ens1"]
                            - endpoints: ["R2:Gi0/0", "pc"]
                            - endpoints: ["pc:eth1"]
                            - vars: {}
                        """))
                .containsExactly(
                        "lab.yaml:8: port of endpoint: R1:Gi0/4 (expected: Gi0/0 to Gi0/3 on R1)",
                        "lab.yaml:9: port of endpoint: SW1:Gi4/0 (expected: Gi0/0 to Gi3/3 on SW1)",
                        "lab.yaml:9: port of endpoint: pc:ens1 (expected: eth0 to eth63 on pc)",
                        "lab.yaml:10: node of endpoint: R2:Gi0/0 (expected: a node of this file)",
                        "lab.yaml:10: endpoint: pc (expected: NODE:PORT, such as SW1:Gi1/1)",
                        "lab.yaml:11: endpoints of link: 1 ends (expected: two of NODE:PORT, such as SW1:Gi1/1)",
                        "lab.yaml:12: endpoints of link: nothing (expected: two of NODE:PORT, such as SW1:Gi1/1)");
    }

    @Test
    void refusesAPortCabledTwice() throws IOException {
        assertThat(problems("""
                        name: demo
                        topology:
                          nodes:
                            SW1: {kind: cisco_vios, type: switch}
                            pc: {kind: linux}
                          links:
                            - endpoints: ["SW1:Gi0/0", "pc:eth1"]
                            - endpoints: ["SW1:GigabitEthernet0/0", "pc:eth2"]
                        """))
                .containsExactly("lab.yaml:8: port of endpoint: SW1:GigabitEthernet0/0, again"
                        + " (expected: a port without the cable of line 7)");
    }

    @Test
    void refusesTwoNodesOfOneName() throws IOException {
        assertThat(problems("""
                        name: demo
                        topology:
                          nodes:
                            pc: {kind: linux}
                            pc: {kind: linux}
                            PC: {kind: linux}
                            "a b": {kind: linux}
                        """))
                .containsExactly(
                        "lab.yaml:5: key: pc, again (expected: once, as on line 4)",
                        "lab.yaml:6: node: PC (expected: a name other than that of line 4)",
                        "lab.yaml:7: node: a b (expected: letters, digits, - and _, at most 63, such as SW1)");
    }

    @Test
    void refusesKeysThatItDoesNotKnow() throws IOException {
        assertThat(problems("""
                        name: demo
                        nmae: demo
                        topology:
                          node: {}
                          nodes:
                            pc:
                              kind: linux
                              start-config: x
                          links:
                            - endpoints: ["pc:eth1", "pc:eth2"]
                              rate: 10mbit
                        """))
                .containsExactly(
                        "lab.yaml:2: key of lab file: nmae (expected: name, topology)",
                        "lab.yaml:4: key of topology: node (expected: defaults, kinds, nodes, links)",
                        "lab.yaml:8: key of node pc: start-config"
                                + " (expected: kind, type, image, startup-config, exec, labels, ports)",
                        "lab.yaml:11: key of link: rate (expected: type, endpoints, vars)");
    }

    @Test
    void readsLinksToTheOutside() throws IOException {
        LabFile lab = load("""
                name: demo
                topology:
                  nodes:
                    R1: {kind: cisco_vios}
                  links:
                    - type: vxlan
                      endpoint: {node: R1, interface: Gi0/0}
                      remote: 192.0.2.7
                      vni: 100
                      vars: {labwire: {local: 192.0.2.1, delay: 5ms}}
                    - type: udp-tunnel
                      endpoint: R1:Gi0/1
                      local: 127.0.0.1:30000
                      remote: 127.0.0.1:20000
                    - {type: tap, endpoint: "R1:Gi0/2", host-interface: lw0}
                """);
        assertThat(lab.tunnels())
                .extracting(tunnel -> tunnel.endpoint() + " " + tunnel.rule())
                .containsExactly(
                        "R1:Gi0/0 vxlan-100 to 192.0.2.7:4789",
                        "R1:Gi0/1 udp-tunnel to 127.0.0.1:20000",
                        "R1:Gi0/2 tap lw0");
        assertThat(lab.tunnels().get(0).settings().delayNanos()).isEqualTo(5_000_000);
        assertThat(((TunnelRule) lab.tunnels().get(0).rule()).local().toString())
                .isEqualTo("/192.0.2.1:4789");
    }

    @Test
    void refusesLinksToTheOutsideThatLeadNowhere() throws IOException {
        assertThat(problems("""
                        name: demo
                        topology:
                          nodes:
                            R1: {kind: cisco_vios}
                          links:
                            - {type: vxlan, endpoint: "R1:Gi0/0", remote: example.org, vni: 16777216}
                            - {type: udp-tunnel, endpoint: "R1:Gi0/1", remote: "127.0.0.1:0"}
                            - {type: bridge, endpoint: "R1:Gi0/2"}
                            - {type: vxlan, remote: 192.0.2.7, vni: 1}
                            - {type: tap, endpoint: "R1:Gi0/3", host-interface: a/b}
                        """))
                .containsExactly(
                        "lab.yaml:6: remote: example.org (expected: an IPv4 address, such as 192.0.2.7)",
                        "lab.yaml:6: vni: 16777216 (expected: 0-16777215)",
                        "lab.yaml:7: remote: 127.0.0.1:0 (expected: ADDRESS:PORT, such as 127.0.0.1:20000)",
                        "lab.yaml:7: local of link: nothing (expected: ADDRESS:PORT, such as 127.0.0.1:20000)",
                        "lab.yaml:8: type of link: bridge (expected: veth, vxlan, udp-tunnel, tap)",
                        "lab.yaml:9: endpoint of link: nothing (expected: NODE:PORT, such as SW1:Gi1/1)",
                        "lab.yaml:10: host-interface: a/b (expected: an interface's name of at most 15 characters,"
                                + " such as lw0)");
    }

    @Test
    void aStartupConfigMayStandInTheLabFileItself() throws IOException {
        LabFile lab = load("""
                name: demo
                topology:
                  nodes:
                    R1:
                      kind: cisco_vios
                      startup-config: |
                        hostname edge
                        ip domain-name example.org
                """);
        assertThat(lab.nodes().get(0).startupConfig())
                .extracting(line -> line.at().line() + " " + line.text())
                .containsExactly("7 hostname edge", "8 ip domain-name example.org");
    }

    @Test
    void refusesAMissingStartupConfig() throws IOException {
        assertThat(problems("""
                        name: demo
                        topology:
                          nodes:
                            R1:
                              kind: cisco_vios
                              startup-config: devices/R1.cfg
                        """))
                .containsExactly("lab.yaml:6: startup-config: devices/R1.cfg, which does not exist"
                        + " (expected: an existing file)");
    }

    @Test
    void refusesLinkSettingsOutOfRange() throws IOException {
        assertThat(problems("""
                        name: demo
                        topology:
                          nodes:
                            pc: {kind: linux}
                          links:
                            - endpoints: ["pc:eth1", "pc:eth2"]
                              vars:
                                labwire:
                                  rate: 0
                                  loss: 200%
                                  delay: soon
                                  jitter: 2h
                                  speed: 10
                        """))
                .containsExactly(
                        "lab.yaml:9: rate: 0 (expected: > 0, such as 10mbit, or unlimited)",
                        "lab.yaml:10: loss: 200% (expected: 0% to 100%, or gemodel:P:R[:BAD[:GOOD]] with such chances)",
                        "lab.yaml:11: delay: soon (expected: a time, such as 5ms)",
                        "lab.yaml:12: jitter: 2h (expected: a time, such as 5ms)",
                        "lab.yaml:13: link setting: speed"
                                + " (expected: rate, delay, jitter, distribution, loss, duplicate, corrupt, reorder,"
                                + " reorder-delay, queue, discipline, target, interval or ecn)");
    }

    @Test
    void refusesPublishedPortsThatCannotBe() throws IOException {
        assertThat(problems("""
                        name: demo
                        topology:
                          nodes:
                            pc:
                              kind: linux
                              ports: ["2525:25", "2525:26", "70000:1", "53:53/udp", "1.2.3.456:1:1"]
                        """))
                .contains(
                        "lab.yaml:6: ports of node pc: 70000:1"
                                + " (expected: [ADDRESS:]PORT:PORT[/tcp], such as 127.0.0.1:2525:25)",
                        "lab.yaml:6: ports of node pc: 53:53/udp"
                                + " (expected: [ADDRESS:]PORT:PORT[/tcp], such as 127.0.0.1:2525:25)",
                        "lab.yaml:6: ports of node pc: no node of kind cloud (expected: one to enter by)",
                        "lab.yaml:6: ports of node pc: 127.0.0.1:2525, again"
                                + " (expected: a port other than that of line 6)");
    }

    @Test
    void refusesValuesOfTheWrongShape() throws IOException {
        assertThat(problems("""
                        name: [a]
                        topology:
                          nodes:
                            pc: linux
                          links: {a: b}
                        """))
                .contains(
                        "lab.yaml:1: name: a list (expected: one value)",
                        "lab.yaml:4: node pc: linux (expected: a mapping)",
                        "lab.yaml:5: links: a mapping (expected: a list)");
    }

    @Test
    void refusesAliasesAndDeepNesting() throws IOException {
        assertThat(problems("name: &n demo\ntopology: *n\n"))
                .containsExactly("lab.yaml:2: alias: *n (expected: the value itself)");
        assertThat(problems("name: " + "[".repeat(30) + "]".repeat(30) + "\n"))
                .containsExactly("lab.yaml:1: nesting: over 16 levels (expected: at most 16)");
    }

    @Test
    void refusesAFileThatCannotBeRead() throws IOException {
        Path missing = folder.resolve("missing.yaml");
        LabException e = catchThrowableOfType(LabException.class, () -> LabFileLoader.load(missing));
        assertThat(e)
                .hasMessage(missing + ":1: lab file: " + missing + ", which does not exist"
                        + " (expected: an existing file)");
        Path binary = folder.resolve("lab.yaml");
        Files.write(binary, new byte[] {(byte) 0xC3, 0x28});
        assertThat(problems(binary))
                .containsExactly("lab.yaml:1: lab file: lab.yaml, which is not UTF-8" + " (expected: UTF-8 text)");
    }

    @Test
    void stopsAtAHundredProblems() throws IOException {
        StringBuilder text = new StringBuilder("name: demo\ntopology:\n  nodes:\n");
        for (int i = 0; i < 500; i++) {
            text.append("    n").append(i).append(": {kind: nothing}\n");
        }
        assertThat(problems(text.toString())).hasSize(LabException.MAX_PROBLEMS);
    }

    private LabFile load(String text) throws IOException {
        return LabFileLoader.load(Files.writeString(folder.resolve("lab.yaml"), text, StandardCharsets.UTF_8));
    }

    private List<String> problems(String text) throws IOException {
        return problems(Files.writeString(folder.resolve("lab.yaml"), text, StandardCharsets.UTF_8));
    }

    private List<String> problems(Path file) {
        LabException e = catchThrowableOfType(LabException.class, () -> LabFileLoader.load(file));
        assertThat(e).as("refused").isNotNull();
        return e.problems().stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }

    private static String name(SourceLocation at) {
        return Path.of(at.file()).getFileName() + ":" + at.line();
    }
}
