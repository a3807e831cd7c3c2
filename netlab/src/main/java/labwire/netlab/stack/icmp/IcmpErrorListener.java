package labwire.netlab.stack.icmp;

import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.QuotedPacket;

/** Who is told of errors about packets of ours that are not pings. */
@FunctionalInterface
public interface IcmpErrorListener {
    void errorReceived(IcmpMessage error, Ipv4Address reporter, QuotedPacket about);
}
