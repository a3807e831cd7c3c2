package labwire.netlab.topology;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import labwire.netlab.cloud.Encapsulation;
import labwire.netlab.cloud.Encapsulation.Vxlan;
import labwire.netlab.cloud.OutsideRule;
import labwire.netlab.cloud.TapRule;
import labwire.netlab.cloud.TunnelRule;
import labwire.netlab.topology.YamlValue.Entry;
import labwire.netlab.topology.YamlValue.Mapping;
import labwire.netlab.topology.YamlValue.Scalar;
import labwire.netlab.wire.Ipv4Address;

/**
 * Reads where a link to the outside leads: {@code type: vxlan} in containerlab's words ({@code remote}, {@code vni},
 * {@code dst-port}), {@code type: udp-tunnel} in ours ({@code remote} and {@code local}, each ADDRESS:PORT), and {@code
 * type: tap} ({@code host-interface}).
 */
final class TunnelReader {
    static final String VXLAN = "vxlan";
    static final String UDP_TUNNEL = "udp-tunnel";
    /** Under our {@code vars} of a VXLAN link: the address of this machine that it uses. */
    static final String LOCAL = "local";

    static final String TAP = "tap";
    /** The types of links that leave the lab. */
    static final List<String> TYPES = List.of(VXLAN, UDP_TUNNEL, TAP);

    private static final String HOST_INTERFACE = "host-interface";
    private static final List<String> TAP_KEYS = List.of("type", "endpoint", HOST_INTERFACE, "vars");
    private static final List<String> VXLAN_KEYS = List.of("type", "endpoint", "remote", "vni", "dst-port", "vars");
    private static final List<String> UDP_TUNNEL_KEYS = List.of("type", "endpoint", "remote", "local", "vars");
    private static final Pattern SOCKET = Pattern.compile("([0-9.]{7,15}):([0-9]{1,5})");
    private static final String SOCKET_SHAPE = "ADDRESS:PORT, such as 127.0.0.1:20000";
    private static final int MAX_PORT = 0xFFFF;

    private final Problems problems;
    private final YamlShapes shapes;

    TunnelReader(Problems problems) {
        this.problems = problems;
        this.shapes = new YamlShapes(problems);
    }

    /** The rule of a link whose {@code type} is one of {@link #TYPES}. */
    Optional<? extends OutsideRule> rule(String type, Mapping link) {
        return switch (type) {
            case VXLAN -> vxlan(link);
            case UDP_TUNNEL -> udpTunnel(link);
            case TAP -> tap(link);
            default -> throw new IllegalArgumentException("type: " + type + " (expected: one of " + TYPES + ")");
        };
    }

    private Optional<TapRule> tap(Mapping link) {
        shapes.mapping("link of type " + TAP, link, TAP_KEYS);
        return required(link, HOST_INTERFACE, "the name of a TAP of the workstation, such as lw0")
                .flatMap(name -> {
                    try {
                        return Optional.of(new TapRule(name.text()));
                    } catch (IllegalArgumentException e) {
                        problems.add(Problem.of(name.at(), e));
                        return Optional.empty();
                    }
                });
    }

    private Optional<TunnelRule> vxlan(Mapping link) {
        shapes.mapping("link of type " + VXLAN, link, VXLAN_KEYS);
        Optional<Ipv4Address> remote =
                required(link, "remote", "an IPv4 address, such as 192.0.2.7").flatMap(text -> address("remote", text));
        Optional<Integer> vni = required(link, "vni", "the network's number, 0-" + Vxlan.MAX_VNI)
                .flatMap(text -> number("vni", text, 0, Vxlan.MAX_VNI));
        Optional<Integer> port = optional(link, "dst-port")
                .map(text -> number("dst-port", text, 1, MAX_PORT))
                .orElse(Optional.of(Vxlan.PORT));
        Mapping ours = shapes.child(shapes.child(link, "vars"), "labwire");
        Optional<Ipv4Address> local = optional(ours, LOCAL)
                .map(text -> address(LOCAL, text))
                .orElse(Optional.of(remote.filter(Ipv4Address::isLoopback).orElse(Ipv4Address.ANY)));
        if (remote.isEmpty() || vni.isEmpty() || port.isEmpty() || local.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TunnelRule(
                new Vxlan(vni.get()), socket(local.get(), port.get()), socket(remote.get(), port.get())));
    }

    private Optional<TunnelRule> udpTunnel(Mapping link) {
        shapes.mapping("link of type " + UDP_TUNNEL, link, UDP_TUNNEL_KEYS);
        Optional<InetSocketAddress> remote =
                required(link, "remote", SOCKET_SHAPE).flatMap(text -> socket("remote", text));
        Optional<InetSocketAddress> local =
                required(link, "local", SOCKET_SHAPE).flatMap(text -> socket("local", text));
        if (remote.isEmpty() || local.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TunnelRule(new Encapsulation.RawEthernet(), local.get(), remote.get()));
    }

    private Optional<Scalar> optional(Mapping mapping, String key) {
        Entry entry = mapping.entries().get(key);
        return entry == null ? Optional.empty() : Optional.of(shapes.scalar(key, entry.value()));
    }

    private Optional<Scalar> required(Mapping link, String key, String expected) {
        Optional<Scalar> found = optional(link, key);
        if (found.isEmpty()) {
            problems.add(link.at(), key + " of link", "nothing", expected);
        }
        return found;
    }

    private Optional<Ipv4Address> address(String what, Scalar text) {
        Optional<Ipv4Address> address = Ipv4Address.tryParse(text.text());
        if (address.isEmpty()) {
            problems.add(text.at(), what, text.describe(), "an IPv4 address, such as 192.0.2.7");
        }
        return address;
    }

    private Optional<Integer> number(String what, Scalar text, int min, int max) {
        if (text.text().matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text.text());
            if (number >= min && number <= max) {
                return Optional.of(number);
            }
        }
        problems.add(text.at(), what, text.describe(), min + "-" + max);
        return Optional.empty();
    }

    private Optional<InetSocketAddress> socket(String what, Scalar text) {
        Matcher matcher = SOCKET.matcher(text.text());
        if (matcher.matches()) {
            Optional<Ipv4Address> address = Ipv4Address.tryParse(matcher.group(1));
            int port = Integer.parseInt(matcher.group(2));
            if (address.isPresent() && port >= 1 && port <= MAX_PORT) {
                return Optional.of(socket(address.get(), port));
            }
        }
        problems.add(text.at(), what, text.describe(), SOCKET_SHAPE);
        return Optional.empty();
    }

    private static InetSocketAddress socket(Ipv4Address address, int port) {
        return new InetSocketAddress(address.toInetAddress(), port);
    }
}
