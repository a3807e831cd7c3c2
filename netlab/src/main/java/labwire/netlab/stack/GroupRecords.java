package labwire.netlab.stack;

import java.util.List;
import java.util.stream.Stream;
import labwire.netlab.stack.SourceFilter.Mode;
import labwire.netlab.wire.IgmpMessage.GroupRecord;
import labwire.netlab.wire.IgmpMessage.Kind;
import labwire.netlab.wire.Ipv4Address;

/** What IGMPv3 says of a group (<a href="https://www.rfc-editor.org/rfc/rfc3376#section-5.1">RFC 3376, 5.1 and 5.2</a>). */
final class GroupRecords {
    private GroupRecords() {}

    /** In answer to a query. */
    static GroupRecord state(Ipv4Address group, SourceFilter wanted) {
        return new GroupRecord(
                wanted.mode() == Mode.INCLUDE ? Kind.IS_INCLUDE : Kind.IS_EXCLUDE, group, wanted.sources());
    }

    /**
     * From what is told to what is wanted. If that is the same again after something else was told once, all of it is
     * said.
     */
    static List<GroupRecord> changes(Ipv4Address group, SourceFilter told, SourceFilter wanted) {
        boolean includes = wanted.mode() == Mode.INCLUDE;
        if (told.mode() != wanted.mode() || told.equals(wanted)) {
            return List.of(new GroupRecord(includes ? Kind.TO_INCLUDE : Kind.TO_EXCLUDE, group, wanted.sources()));
        }
        List<Ipv4Address> added = missing(told.sources(), wanted.sources());
        List<Ipv4Address> removed = missing(wanted.sources(), told.sources());
        return Stream.of(
                        new GroupRecord(Kind.ALLOW, group, includes ? added : removed),
                        new GroupRecord(Kind.BLOCK, group, includes ? removed : added))
                .filter(change -> !change.sources().isEmpty())
                .toList();
    }

    /** What only the second list has. */
    private static List<Ipv4Address> missing(List<Ipv4Address> first, List<Ipv4Address> second) {
        return second.stream().filter(source -> !first.contains(source)).toList();
    }
}
