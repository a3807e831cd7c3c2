package labwire.netlab.console.ios.ospf;

import java.util.Map;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.ospf.OspfText.Running;
import labwire.netlab.routing.ospf.OspfCounters;
import labwire.netlab.routing.ospf.OspfCounters.DropReason;
import labwire.netlab.routing.ospf.packet.OspfPacket.Kind;

/** {@code show ip ospf traffic}: packets and bytes by kind, and what was dropped by its reason. */
final class ShowOspfTraffic {
    private static final Map<Kind, String> NAMES = Map.of(
            Kind.HELLO, "Hello",
            Kind.DATABASE_DESCRIPTION, "DB des",
            Kind.LINK_STATE_REQUEST, "LS req",
            Kind.LINK_STATE_UPDATE, "LS upd",
            Kind.LINK_STATE_ACKNOWLEDGMENT, "LS ack");

    private ShowOspfTraffic() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                show  Show running system information
                ip  IP information
                ospf  OSPF information
                traffic  Traffic related statistics
                """, (console, arguments, reply) -> {
            reply.print("\nOSPF statistics:\n  Last clearing of OSPF traffic counters never\n");
            showAll(console, "Rcvd", OspfCounters::received, reply);
            showAll(console, "Sent", OspfCounters::sent, reply);
            OspfText.forEach(console, of -> show(of, reply));
        });
    }

    private static void showAll(
            IosConsole console, String way, ToLongBiFunction<OspfCounters, Kind> count, Reply reply) {
        ToLongFunction<Kind> of = kind -> sum(console, counters -> count.applyAsLong(counters, kind));
        long total = Stream.of(Kind.values()).mapToLong(of).sum();
        long malformed = sum(console, counters -> counters.droppedFor(DropReason.MALFORMED));
        reply.printLine(
                "  %s: %d total%s", way, total, way.equals("Rcvd") ? ", " + malformed + " checksum errors" : "");
        reply.printLine(
                "        %d hello, %d database desc, %d link state req",
                of.applyAsLong(Kind.HELLO),
                of.applyAsLong(Kind.DATABASE_DESCRIPTION),
                of.applyAsLong(Kind.LINK_STATE_REQUEST));
        reply.printLine(
                "        %d link state updates, %d link state acks",
                of.applyAsLong(Kind.LINK_STATE_UPDATE), of.applyAsLong(Kind.LINK_STATE_ACKNOWLEDGMENT));
    }

    private static long sum(IosConsole console, ToLongFunction<OspfCounters> count) {
        return console.device().ospf().processes().stream()
                .flatMap(process -> process.router().stream())
                .mapToLong(router -> count.applyAsLong(router.counters()))
                .sum();
    }

    private static void show(Running of, Reply reply) {
        OspfCounters counters = of.router().counters();
        OspfText.heading(of, reply);
        reply.printLine(
                "Summary traffic statistics for process ID %d:", of.process().number());
        reply.print("\nOSPF packets received/sent\n\n");
        reply.printLine("  Type          Packets              Bytes");
        row("RX Invalid", counters.droppedFor(DropReason.MALFORMED), 0, reply);
        rows("RX ", counters::received, counters::receivedBytes, reply);
        reply.print("\n");
        row("TX Failed", 0, 0, reply);
        rows("TX ", counters::sent, counters::sentBytes, reply);
        showErrors(counters, reply);
    }

    private static void rows(String way, ToLongFunction<Kind> packets, ToLongFunction<Kind> bytes, Reply reply) {
        long allPackets = 0;
        long allBytes = 0;
        for (Kind kind : Kind.values()) {
            row(way + NAMES.get(kind), packets.applyAsLong(kind), bytes.applyAsLong(kind), reply);
            allPackets += packets.applyAsLong(kind);
            allBytes += bytes.applyAsLong(kind);
        }
        row(way + "Total", allPackets, allBytes, reply);
    }

    private static void row(String name, long packets, long bytes, Reply reply) {
        reply.printLine("  %-14s%-21d%d", name, packets, bytes);
    }

    /** What IOS has no word of its own for stands under the nearest one of its words. */
    private static void showErrors(OspfCounters counters, Reply reply) {
        long ignored = counters.droppedFor(DropReason.PASSIVE)
                + counters.droppedFor(DropReason.WRONG_DESTINATION)
                + counters.droppedFor(DropReason.WRONG_STATE)
                + counters.droppedFor(DropReason.TOO_MANY_NEIGHBORS);
        reply.print("\nOSPF header errors\n");
        reply.printLine(
                "  Length %d, Instance ID 0, Checksum 0, Auth Type 0,", counters.droppedFor(DropReason.MALFORMED));
        reply.printLine("  Version 0, Bad Source %d, No Virtual Link 0,", counters.droppedFor(DropReason.WRONG_SOURCE));
        reply.printLine(
                "  Area Mismatch %d, No Sham Link 0, Self Originated 0,", counters.droppedFor(DropReason.WRONG_AREA));
        reply.printLine(
                "  Duplicate ID %d, Hello %d, MTU Mismatch %d,",
                counters.droppedFor(DropReason.OWN_ROUTER_ID),
                counters.droppedFor(DropReason.HELLO_MISMATCH),
                counters.droppedFor(DropReason.MTU_MISMATCH));
        reply.printLine(
                "  Nbr Ignored %d, LLS 0, Unknown Neighbor %d,",
                ignored, counters.droppedFor(DropReason.UNKNOWN_NEIGHBOR));
        reply.printLine(
                "  Authentication %d, TTL Check Fail 0, Adjacency Throttle 0,",
                counters.droppedFor(DropReason.NOT_AUTHENTIC));
        reply.print("  BFD 0, Test discard 0\n\nOSPF LSA errors\n");
        reply.printLine(
                "  Type 0, Length 0, Data %d, Checksum 0",
                counters.droppedFor(DropReason.BAD_LSA)
                        + counters.droppedFor(DropReason.TOO_MANY_LSAS)
                        + counters.droppedFor(DropReason.LSA_TOO_SOON));
        reply.print("\n");
    }
}
