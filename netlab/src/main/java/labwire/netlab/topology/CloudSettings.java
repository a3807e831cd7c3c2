package labwire.netlab.topology;

import java.util.Optional;

/**
 * What a node of kind {@code cloud} offers between lab and workstation, beside published ports. In its labels.
 *
 * @param socks the SOCKS5 port into the lab; empty for none
 */
public record CloudSettings(Optional<PublishedSocks> socks) {
    /** Of a node that is no cloud. */
    static final CloudSettings NONE = new CloudSettings(Optional.empty());
}
