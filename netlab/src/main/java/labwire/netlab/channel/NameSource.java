package labwire.netlab.channel;

import java.util.List;
import labwire.netlab.wire.IpAddress;

/** Where a host of the lab looks names up. Never the workstation's resolver. */
@FunctionalInterface
public interface NameSource {
    /** Knows no names, so that literal addresses alone resolve. */
    NameSource NONE = name -> List.of();

    /**
     * The addresses of a name, of both families; empty if it is unknown. Called on the lab's loop, so it does not wait.
     *
     * @param name as the application wrote it, in any case
     */
    List<IpAddress> addressesOf(String name);
}
