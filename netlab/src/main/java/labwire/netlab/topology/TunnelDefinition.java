package labwire.netlab.topology;

import labwire.netlab.cloud.OutsideRule;
import labwire.netlab.link.LinkSettings;

/**
 * A link of the lab file whose far end is outside of the lab.
 *
 * @param endpoint the near end
 * @param settings of the cable between that and the tunnel, both ways
 */
public record TunnelDefinition(
        SourceLocation at, LinkDefinition.Endpoint endpoint, OutsideRule rule, LinkSettings settings) {}
