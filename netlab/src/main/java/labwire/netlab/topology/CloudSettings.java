package labwire.netlab.topology;

import java.util.Optional;
import labwire.netlab.cloud.OutwardRule;

/**
 * What a node of kind {@code cloud} offers between lab and workstation, beside published ports. In its labels.
 *
 * @param socks the SOCKS5 port into the lab; empty for none
 * @param outward where the lab may go on the real network; empty: nowhere
 */
public record CloudSettings(Optional<PublishedSocks> socks, Optional<OutwardRule> outward) {
    /** Of a node that is no cloud. */
    static final CloudSettings NONE = new CloudSettings(Optional.empty(), Optional.empty());
}
