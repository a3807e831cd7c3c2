package labwire.netlab.console.ios.ospf;

import labwire.netlab.console.Reply;
import labwire.netlab.routing.ospf.DatabaseEntry;
import labwire.netlab.routing.ospf.packet.LsaBody.ExternalBody;
import labwire.netlab.routing.ospf.packet.LsaBody.NetworkBody;
import labwire.netlab.routing.ospf.packet.LsaBody.RouterBody;
import labwire.netlab.routing.ospf.packet.LsaBody.SummaryBody;
import labwire.netlab.routing.ospf.packet.LsaHeader;
import labwire.netlab.routing.ospf.packet.LsaKey;
import labwire.netlab.routing.ospf.packet.RouterLink;

/** One advertisement in full. */
final class LsaText {
    private LsaText() {}

    static void show(DatabaseEntry entry, long now, Reply reply) {
        LsaHeader header = entry.lsa().header();
        LsaKey key = header.key();
        reply.printLine("  LS age: %d", entry.ageSeconds(now));
        reply.printLine("  Options: (No TOS-capability, No DC)");
        reply.printLine("  LS Type: %s", type(key));
        reply.printLine("  Link State ID: %s%s", key.id(), meaning(key));
        reply.printLine("  Advertising Router: %s", key.advertisingRouter());
        reply.printLine("  LS Seq Number: %08X", header.sequence());
        reply.printLine("  Checksum: 0x%X", header.checksum());
        reply.printLine("  Length: %d", header.length());
        if (entry.lsa().body() instanceof RouterBody body) {
            showRouter(body, reply);
        } else if (entry.lsa().body() instanceof NetworkBody body) {
            reply.printLine("  Network Mask: /%d", body.prefixLength());
            body.routers().forEach(router -> reply.printLine("        Attached Router: %s", router));
        } else if (entry.lsa().body() instanceof SummaryBody body) {
            reply.printLine("  Network Mask: /%d", body.prefix().length());
            reply.printLine("        MTID: 0         Metric: %d ", body.metric());
        } else if (entry.lsa().body() instanceof ExternalBody body) {
            showExternal(body, reply);
        }
        reply.print("\n");
    }

    private static String type(LsaKey key) {
        return switch (key.type()) {
            case ROUTER -> "Router Links";
            case NETWORK -> "Network Links";
            case SUMMARY_NETWORK -> "Summary Links(Network)";
            case SUMMARY_ROUTER -> "Summary Links(AS Boundary Router)";
            case EXTERNAL -> "AS External Link";
        };
    }

    private static String meaning(LsaKey key) {
        return switch (key.type()) {
            case ROUTER -> "";
            case NETWORK -> " (address of Designated Router)";
            case SUMMARY_NETWORK -> " (summary Network Number)";
            case SUMMARY_ROUTER -> " (AS Boundary Router address)";
            case EXTERNAL -> " (External Network Number )";
        };
    }

    private static void showRouter(RouterBody body, Reply reply) {
        if (body.border()) {
            reply.printLine("  Area Border Router");
        }
        if (body.boundary()) {
            reply.printLine("  AS Boundary Router");
        }
        reply.printLine("  Number of Links: %d", body.links().size());
        reply.print("\n");
        for (RouterLink link : body.links()) {
            if (link instanceof RouterLink.PointToPoint to) {
                showLink("another Router (point-to-point)", "Neighboring Router ID: " + to.neighbor(), reply);
                reply.printLine("     (Link Data) Router Interface address: %s", to.address());
            } else if (link instanceof RouterLink.Transit to) {
                showLink("a Transit Network", "Designated Router address: " + to.designatedRouter(), reply);
                reply.printLine("     (Link Data) Router Interface address: %s", to.address());
            } else if (link instanceof RouterLink.Stub to) {
                showLink(
                        "a Stub Network",
                        "Network/subnet number: " + to.prefix().network(),
                        reply);
                reply.printLine("     (Link Data) Network Mask: %s", to.prefix().mask());
            } else if (link instanceof RouterLink.Virtual to) {
                showLink("a Virtual Link", "Neighboring Router ID: " + to.neighbor(), reply);
                reply.printLine("     (Link Data) Router Interface address: %s", to.address());
            }
            reply.printLine("      Number of MTID metrics: 0");
            reply.printLine("       TOS 0 Metrics: %d", link.metric());
            reply.print("\n");
        }
    }

    private static void showLink(String kind, String id, Reply reply) {
        reply.printLine("    Link connected to: %s", kind);
        reply.printLine("     (Link ID) %s", id);
    }

    private static void showExternal(ExternalBody body, Reply reply) {
        reply.printLine("  Network Mask: /%d", body.prefix().length());
        reply.printLine(
                "        Metric Type: %s",
                body.type2() ? "2 (Larger than any link state path)" : "1 (Comparable directly to link state metric)");
        reply.printLine("        MTID: 0 ");
        reply.printLine("        Metric: %d ", body.metric());
        reply.printLine("        Forward Address: %s", body.forwarding());
        reply.printLine("        External Route Tag: %s", Integer.toUnsignedString(body.tag()));
    }
}
