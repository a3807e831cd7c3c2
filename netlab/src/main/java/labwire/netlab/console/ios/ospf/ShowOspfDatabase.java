package labwire.netlab.console.ios.ospf;

import java.util.List;
import java.util.function.Predicate;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.ospf.OspfText.Running;
import labwire.netlab.routing.ospf.Areas;
import labwire.netlab.routing.ospf.DatabaseEntry;
import labwire.netlab.routing.ospf.LinkStateDatabase;
import labwire.netlab.routing.ospf.OspfArea;
import labwire.netlab.routing.ospf.packet.LsaBody.ExternalBody;
import labwire.netlab.routing.ospf.packet.LsaBody.RouterBody;
import labwire.netlab.routing.ospf.packet.LsaHeader;
import labwire.netlab.routing.ospf.packet.LsaType;
import labwire.netlab.wire.Ipv4Address;

/** {@code show ip ospf database}: a line for each advertisement; with a type, all of what it says. */
final class ShowOspfDatabase {
    private static final String SHOW = """
            show  Show running system information
            ip  IP information
            ospf  OSPF information
            database  Database summary
            """;

    private ShowOspfDatabase() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(SHOW, (console, arguments, reply) -> list(console, of -> entry -> true, reply));
        graph.add(
                SHOW + "self-originate  Self-originated link states",
                (console, arguments, reply) -> list(
                        console,
                        of -> entry -> entry.lsa()
                                .key()
                                .advertisingRouter()
                                .equals(of.router().id()),
                        reply));
        graph.add(
                SHOW
                        + "adv-router  Advertising Router link states\n{advertiser:A.B.C.D}  Advertising Router (as an IP address)",
                (console, arguments, reply) -> list(
                        console,
                        of -> entry -> entry.lsa().key().advertisingRouter().equals(arguments.address("advertiser")),
                        reply));
        graph.add(
                SHOW + "database-summary  Summary of database",
                (console, arguments, reply) -> OspfText.forEach(
                        console,
                        of -> OspfDatabaseSummary.show(
                                of, console.device().loop().now(), reply)));
        String types = """
                router  Router link states
                | network  Network link states
                | summary  Network Summary link states
                | asbr-summary  ASBR Summary link states
                | external  External link states
                """;
        graph.add(
                SHOW + types + "[{id:A.B.C.D}]  Link state ID (as an IP address)",
                (console, arguments, reply) -> detail(
                        console,
                        arguments,
                        of -> entry -> arguments
                                .find("id", Ipv4Address.class)
                                .map(id -> entry.lsa().key().id().equals(id))
                                .orElse(true),
                        reply));
        graph.add(
                SHOW + types + "self-originate  Self-originated link states",
                (console, arguments, reply) -> detail(
                        console,
                        arguments,
                        of -> entry -> entry.lsa()
                                .key()
                                .advertisingRouter()
                                .equals(of.router().id()),
                        reply));
        graph.add(
                SHOW + types
                        + "adv-router  Advertising Router link states\n{advertiser:A.B.C.D}  Advertising Router (as an IP address)",
                (console, arguments, reply) -> detail(
                        console,
                        arguments,
                        of -> entry -> entry.lsa().key().advertisingRouter().equals(arguments.address("advertiser")),
                        reply));
    }

    /** Which entries of a process are shown. */
    private interface Filter {
        Predicate<DatabaseEntry> of(Running running);
    }

    static String title(LsaType type) {
        return switch (type) {
            case ROUTER -> "Router Link States";
            case NETWORK -> "Net Link States";
            case SUMMARY_NETWORK -> "Summary Net Link States";
            case SUMMARY_ROUTER -> "Summary ASB Link States";
            case EXTERNAL -> "Type-5 AS External Link States";
        };
    }

    private static void list(IosConsole console, Filter filter, Reply reply) {
        long now = console.device().loop().now();
        OspfText.forEach(console, of -> {
            OspfText.heading(of, reply);
            for (OspfArea area : of.router().areas()) {
                for (LsaType type : LsaType.values()) {
                    list(type, area.database(), " (Area " + Areas.text(area.id()) + ")", filter.of(of), now, reply);
                }
            }
            list(LsaType.EXTERNAL, of.router().externalDatabase(), "", filter.of(of), now, reply);
        });
    }

    private static void list(
            LsaType type,
            LinkStateDatabase database,
            String where,
            Predicate<DatabaseEntry> shown,
            long now,
            Reply reply) {
        List<DatabaseEntry> entries =
                database.sorted(type).stream().filter(shown).toList();
        if (entries.isEmpty()) {
            return;
        }
        reply.print("\t\t" + title(type) + where + "\n\n");
        String last = switch (type) {
            case ROUTER -> " Link count";
            case EXTERNAL -> " Tag";
            case NETWORK, SUMMARY_NETWORK, SUMMARY_ROUTER -> "";
        };
        reply.printLine("Link ID         ADV Router      Age         Seq#       Checksum" + last);
        for (DatabaseEntry entry : entries) {
            LsaHeader header = entry.lsa().header();
            reply.printLine(
                    "%-16s%-16s%-12d0x%08X 0x%06X%s",
                    header.key().id(),
                    header.key().advertisingRouter(),
                    entry.ageSeconds(now),
                    header.sequence(),
                    header.checksum(),
                    lastColumn(entry));
        }
        reply.print("\n");
    }

    private static String lastColumn(DatabaseEntry entry) {
        if (entry.lsa().body() instanceof RouterBody body) {
            return " " + body.links().size();
        }
        if (entry.lsa().body() instanceof ExternalBody body) {
            return " " + Integer.toUnsignedString(body.tag());
        }
        return "";
    }

    private static void detail(IosConsole console, Arguments arguments, Filter filter, Reply reply) {
        LsaType type = typeOf(arguments);
        long now = console.device().loop().now();
        OspfText.forEach(console, of -> {
            OspfText.heading(of, reply);
            if (type == LsaType.EXTERNAL) {
                detail(type, of.router().externalDatabase(), "", filter.of(of), now, reply);
            } else {
                for (OspfArea area : of.router().areas()) {
                    String where = " (Area " + Areas.text(area.id()) + ")";
                    detail(type, area.database(), where, filter.of(of), now, reply);
                }
            }
        });
    }

    private static LsaType typeOf(Arguments arguments) {
        if (arguments.has("router")) {
            return LsaType.ROUTER;
        }
        if (arguments.has("network")) {
            return LsaType.NETWORK;
        }
        if (arguments.has("summary")) {
            return LsaType.SUMMARY_NETWORK;
        }
        if (arguments.has("asbr-summary")) {
            return LsaType.SUMMARY_ROUTER;
        }
        return arguments.has("external") ? LsaType.EXTERNAL : LsaType.ROUTER;
    }

    private static void detail(
            LsaType type,
            LinkStateDatabase database,
            String where,
            Predicate<DatabaseEntry> shown,
            long now,
            Reply reply) {
        List<DatabaseEntry> entries =
                database.sorted(type).stream().filter(shown).toList();
        if (!entries.isEmpty()) {
            reply.print("\t\t" + title(type) + where + "\n\n");
            entries.forEach(entry -> LsaText.show(entry, now, reply));
        }
    }
}
