package labwire.netlab.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import labwire.netlab.cloud.OutwardRule;
import labwire.netlab.topology.YamlValue.Scalar;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Prefix;

/** Reads what a cloud's labels ask for. */
final class CloudReader {
    static final String SOCKS_LABEL = "labwire.socks";
    static final String OUTWARD_LABEL = "labwire.outward";
    static final String WORKSTATION_LABEL = "labwire.workstation";
    static final String RESOLVER_LABEL = "labwire.resolver";
    static final int MAX_NETWORKS = 64;

    private static final List<String> LABELS = List.of(SOCKS_LABEL, OUTWARD_LABEL, WORKSTATION_LABEL, RESOLVER_LABEL);
    private static final String OFF = "off";
    private static final String ANY = "any";
    private static final Pattern NETWORK = Pattern.compile("([0-9.]{7,15})/([0-9]{1,2})");

    private final Problems problems;

    CloudReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * @param at where the node is
     * @param labels with their places
     */
    CloudSettings settings(String node, NodeKind kind, SourceLocation at, Map<String, Scalar> labels) {
        if (kind != NodeKind.CLOUD) {
            for (String label : LABELS) {
                if (labels.containsKey(label)) {
                    problems.add(
                            labels.get(label).at(), label + " of node " + node, "kind " + kind.kind(), "kind cloud");
                }
            }
            return CloudSettings.NONE;
        }
        Scalar socks = labels.get(SOCKS_LABEL);
        return new CloudSettings(
                socks == null ? Optional.of(PublishedSocks.byDefault(at)) : socks(node, socks), outward(node, labels));
    }

    private Optional<PublishedSocks> socks(String node, Scalar label) {
        if (isOff(label)) {
            return Optional.empty();
        }
        Optional<PublishedSocks> socks = PublishedSocks.parse(label.at(), label.text());
        if (socks.isEmpty()) {
            problem(node, SOCKS_LABEL, label, PublishedSocks.SHAPE);
        }
        return socks;
    }

    private Optional<OutwardRule> outward(String node, Map<String, Scalar> labels) {
        Scalar networks = labels.get(OUTWARD_LABEL);
        List<Ipv4Prefix> allowed = networks == null ? List.of() : networks(node, networks);
        Optional<Ipv4Address> workstation = standIn(node, WORKSTATION_LABEL, labels);
        Optional<Ipv4Address> resolver = standIn(node, RESOLVER_LABEL, labels);
        return allowed.isEmpty() && workstation.isEmpty() && resolver.isEmpty()
                ? Optional.empty()
                : Optional.of(new OutwardRule(allowed, workstation, resolver));
    }

    private List<Ipv4Prefix> networks(String node, Scalar label) {
        if (isOff(label)) {
            return List.of();
        }
        if (label.text().equals(ANY)) {
            return List.of(Ipv4Prefix.DEFAULT);
        }
        List<Ipv4Prefix> networks = new ArrayList<>();
        for (String word : label.text().strip().split("[\\s,]+")) {
            Optional<Ipv4Prefix> network = network(word);
            if (network.isEmpty() || networks.size() == MAX_NETWORKS) {
                problem(node, OUTWARD_LABEL, label, "any, off, or up to " + MAX_NETWORKS + " of NETWORK/LENGTH");
                return List.of();
            }
            networks.add(network.get());
        }
        return networks;
    }

    private static Optional<Ipv4Prefix> network(String text) {
        Matcher matcher = NETWORK.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > Integer.SIZE) {
            return Optional.empty();
        }
        return Ipv4Address.tryParse(matcher.group(1))
                .map(address -> Ipv4Prefix.of(address, Integer.parseInt(matcher.group(2))));
    }

    private Optional<Ipv4Address> standIn(String node, String name, Map<String, Scalar> labels) {
        Scalar label = labels.get(name);
        if (label == null) {
            return Optional.empty();
        }
        Optional<Ipv4Address> address = Ipv4Address.tryParse(label.text())
                .filter(candidate -> !candidate.isAny() && !candidate.isLoopback() && !candidate.isMulticast());
        if (address.isEmpty()) {
            problem(node, name, label, "an address outside of the lab, such as 10.0.2.2");
        }
        return address;
    }

    /** YAML knows "off" as a word of its own, for false. */
    private static boolean isOff(Scalar label) {
        return label.text().equals(OFF) || label.text().equals("false");
    }

    private void problem(String node, String label, Scalar found, String expected) {
        problems.add(found.at(), label + " of node " + node, found.describe(), expected);
    }
}
