package labwire.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the running lab. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Show the running lab: nodes, ports, cables, addresses, spanning tree, counters.",
        footer = {"", "Example:", "  ./labwire inspect", "  ./labwire inspect --json | jq '.nodes[].name'"})
final class InspectCommand implements Callable<Integer> {
    @Mixin
    private DataOption data;

    @Option(names = "--json", description = "print JSON instead of tables")
    private boolean json;

    @Override
    public Integer call() {
        JsonNode lab = data.client().get("/v1/lab");
        if (json) {
            System.out.println(lab.toPrettyString());
            return LabwireCommand.DONE;
        }
        System.out.println("Lab " + lab.path("name").asText() + ", up for "
                + lab.path("uptimeSeconds").asText() + " s");
        System.out.println();
        System.out.println(nodes(lab));
        System.out.println(ports(lab));
        System.out.println(cables(lab));
        System.out.println(forwards(lab));
        if (!lab.path("tunnels").isEmpty()) {
            System.out.println(tunnels(lab));
        }
        if (!lab.path("outward").isEmpty()) {
            System.out.println(outward(lab));
        }
        return LabwireCommand.DONE;
    }

    private static TextTable nodes(JsonNode lab) {
        TextTable table = new TextTable("NODE", "KIND", "ADDRESSES", "SERVICES");
        for (JsonNode node : lab.path("nodes")) {
            List<String> addresses = new ArrayList<>();
            node.path("addresses")
                    .forEach(address -> addresses.add(address.path("address").asText() + " on "
                            + address.path("networkInterface").asText()));
            List<String> services = new ArrayList<>();
            node.path("services").forEach(service -> services.add(service.asText()));
            table.row(
                    node.path("name").asText(),
                    node.path("kind").asText(),
                    addresses.isEmpty() ? "-" : String.join(", ", addresses),
                    services.isEmpty() ? "-" : String.join(", ", services));
        }
        return table;
    }

    private static TextTable ports(JsonNode lab) {
        TextTable table = new TextTable("PORT", "LINK", "CABLE TO", "SPANNING TREE", "IN", "OUT", "DROPPED");
        for (JsonNode node : lab.path("nodes")) {
            for (JsonNode port : node.path("ports")) {
                if (!port.path("peer").isTextual()) {
                    continue;
                }
                List<String> trees = new ArrayList<>();
                port.path("spanningTree")
                        .forEach(tree -> trees.add("vlan " + tree.path("vlan").asText() + " "
                                + tree.path("role").asText() + " "
                                + tree.path("state").asText()));
                table.row(
                        node.path("name").asText() + ":"
                                + port.path("shortName").asText(),
                        port.path("up").asBoolean()
                                ? "up"
                                : port.path("enabled").asBoolean() ? "down" : "shut",
                        port.path("peer").asText(),
                        trees.isEmpty() ? "-" : String.join(", ", trees),
                        frames(port, "received"),
                        frames(port, "sent"),
                        port.path("dropped").asText());
            }
        }
        return table;
    }

    private static String frames(JsonNode port, String direction) {
        return port.path(direction + "Frames").asText() + " fr "
                + port.path(direction + "Bytes").asText() + " B";
    }

    private static TextTable cables(JsonNode lab) {
        TextTable table = new TextTable("CABLE", "LINK", "SETTINGS");
        for (JsonNode cable : lab.path("cables")) {
            table.row(
                    cable.path("a").asText() + " - " + cable.path("b").asText(),
                    cable.path("cut").asBoolean() ? "cut" : cable.path("up").asBoolean() ? "up" : "down",
                    settings(cable));
        }
        return table;
    }

    private static String settings(JsonNode cable) {
        String settings = cable.path("settings").asText();
        return settings.isEmpty() ? "-" : settings;
    }

    private static TextTable tunnels(JsonNode lab) {
        TextTable table = new TextTable("TUNNEL", "OF", "IN", "OUT", "DROPPED", "MALFORMED", "FOREIGN");
        for (JsonNode tunnel : lab.path("tunnels")) {
            table.row(
                    tunnel.path("outside").asText(),
                    tunnel.path("inside").asText(),
                    tunnel.path("received").asText() + " fr",
                    tunnel.path("sent").asText() + " fr",
                    tunnel.path("dropped").asText(),
                    tunnel.path("malformed").asText(),
                    tunnel.path("foreign").asText());
        }
        return table;
    }

    private static TextTable outward(JsonNode lab) {
        TextTable table = new TextTable(
                "OUTWARD", "OPEN TCP", "SINCE START", "REFUSED", "OPEN FLOWS", "OUT", "IN", "PROHIBITED", "DROPPED");
        for (JsonNode way : lab.path("outward")) {
            JsonNode counters = way.path("counters");
            table.row(
                    way.path("rule").asText(),
                    counters.path("openConnections").asText(),
                    counters.path("connections").asText(),
                    counters.path("refusedConnections").asText(),
                    counters.path("openFlows").asText(),
                    counters.path("sent").asText(),
                    counters.path("received").asText(),
                    counters.path("prohibited").asText(),
                    counters.path("dropped").asText());
        }
        return table;
    }

    private static TextTable forwards(JsonNode lab) {
        TextTable table = new TextTable("OUTSIDE", "INSIDE", "OPEN", "SINCE START", "REFUSED");
        for (JsonNode forward : lab.path("forwards")) {
            table.row(
                    forward.path("outside").asText(),
                    forward.path("inside").asText(),
                    forward.path("open").asText(),
                    forward.path("accepted").asText(),
                    forward.path("refused").asText());
        }
        return table;
    }
}
