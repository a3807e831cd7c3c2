package labwire.netlab.console.ios.ospf;

import java.util.List;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ospf.OspfText.Running;
import labwire.netlab.routing.ospf.Areas;
import labwire.netlab.routing.ospf.DatabaseEntry;
import labwire.netlab.routing.ospf.LinkStateDatabase;
import labwire.netlab.routing.ospf.OspfArea;
import labwire.netlab.routing.ospf.packet.LsaHeader;
import labwire.netlab.routing.ospf.packet.LsaType;
import org.jspecify.annotations.Nullable;

/** {@code show ip ospf database database-summary}: how many advertisements of each type there are. */
final class OspfDatabaseSummary {
    private static final String HEADING = "  LSA Type      Count    Delete   Maxage";
    private static final String ROW = "  %-14s%-9d%-9d%-8d";

    private OspfDatabaseSummary() {}

    static void show(Running of, long now, Reply reply) {
        OspfText.heading(of, reply);
        for (OspfArea area : of.router().areas()) {
            reply.printLine("Area %s database summary", Areas.text(area.id()));
            showTypes(List.of(area.database()), now, reply);
            reply.printLine(ROW, "Subtotal", area.database().size(), 0, dying(List.of(area.database()), null, now));
            reply.print("\n");
        }
        List<LinkStateDatabase> all =
                of.router().areas().stream().map(OspfArea::database).toList();
        LinkStateDatabase externals = of.router().externalDatabase();
        reply.printLine("Process %d database summary", of.process().number());
        showTypes(all, now, reply);
        reply.printLine(ROW, "Type-5 Ext", externals.size(), 0, dying(List.of(externals), null, now));
        long self = externals.sorted(LsaType.EXTERNAL).stream()
                .filter(entry ->
                        entry.lsa().key().advertisingRouter().equals(of.router().id()))
                .count();
        reply.printLine("      Prefixes redistributed in Type-5  %d", self);
        reply.printLine(ROW, "Opaque AS", 0, 0, 0);
        int total = externals.size()
                + all.stream().mapToInt(LinkStateDatabase::size).sum();
        reply.printLine(ROW, "Total", total, 0, dying(all, null, now) + dying(List.of(externals), null, now));
        reply.print("\n");
    }

    private static void showTypes(List<LinkStateDatabase> databases, long now, Reply reply) {
        reply.printLine(HEADING);
        row("Router", LsaType.ROUTER, databases, now, reply);
        row("Network", LsaType.NETWORK, databases, now, reply);
        row("Summary Net", LsaType.SUMMARY_NETWORK, databases, now, reply);
        row("Summary ASBR", LsaType.SUMMARY_ROUTER, databases, now, reply);
        reply.printLine(ROW, "Type-7 Ext", 0, 0, 0);
        reply.printLine("    Prefixes redistributed in Type-7  0");
        reply.printLine(ROW, "Opaque Link", 0, 0, 0);
        reply.printLine(ROW, "Opaque Area", 0, 0, 0);
    }

    private static void row(String name, LsaType type, List<LinkStateDatabase> databases, long now, Reply reply) {
        long count = databases.stream()
                .mapToLong(database -> database.sorted(type).size())
                .sum();
        reply.printLine(ROW, name, count, 0, dying(databases, type, now));
    }

    /** Those that are being flushed, of one type or of all. */
    private static long dying(List<LinkStateDatabase> databases, @Nullable LsaType type, long now) {
        long count = 0;
        for (LinkStateDatabase database : databases) {
            for (LsaType each : LsaType.values()) {
                if (type == null || type == each) {
                    for (DatabaseEntry entry : database.sorted(each)) {
                        count += entry.ageSeconds(now) >= LsaHeader.MAX_AGE_SECONDS ? 1 : 0;
                    }
                }
            }
        }
        return count;
    }
}
