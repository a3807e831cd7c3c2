package labwire.netlab.routing.ospf;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import labwire.netlab.routing.ospf.packet.LsaBody;
import labwire.netlab.routing.ospf.packet.LsaKey;
import org.jspecify.annotations.Nullable;

/** How far advertisements are flooded: an area, or the whole of OSPF for external ones. With what there is to do. */
final class LinkStateScope {
    /** An advertisement that this router wants to be told. */
    static final class Origination {
        int options;
        LsaBody body;
        /** When it was last told, or long ago. */
        long originatedAt;
        /** When it is to be told, or never. */
        long dueAt = OspfTimes.NEVER;

        Origination(int options, LsaBody body, long originatedAt) {
            this.options = options;
            this.body = body;
            this.originatedAt = originatedAt;
        }
    }

    /** The area; null for external advertisements. */
    final @Nullable OspfArea area;

    final LinkStateDatabase database = new LinkStateDatabase();
    final Map<LsaKey, Origination> originations = new LinkedHashMap<>();
    /** Flushed, and kept until every neighbour has acknowledged that (RFC 2328, 14). */
    final Set<LsaKey> flushed = new LinkedHashSet<>();
    /** When the first entry may be due to be told anew or flushed. */
    long ageAt = OspfTimes.NEVER;
    /** When the first origination is due. */
    long originateAt = OspfTimes.NEVER;

    LinkStateScope(@Nullable OspfArea area) {
        this.area = area;
    }

    /** True if its advertisements pass the interface. */
    boolean includes(OspfInterface candidate) {
        return area == null ? !candidate.area().settings().isStub() : candidate.area() == area;
    }
}
