package labwire.netlab.bridge;

import labwire.netlab.wire.BridgeId;

/**
 * A port in a spanning tree at one moment.
 *
 * @param port the port's name
 * @param priority 0 to 240
 * @param number from 1
 * @param inconsistency what keeps it from forwarding, if anything does
 * @param edge no bridge is expected there, and none was heard
 * @param forwardTransitions how often it has begun to forward
 * @param designatedRoot the root, as the designated bridge says
 * @param designatedCost the designated bridge's distance from it
 * @param designatedBridge the bridge that connects the port's LAN to the root
 * @param designatedPortId its port, (priority &lt;&lt; 8) | number
 */
public record SpanningTreePortView(
        String port,
        PortRole role,
        PortState state,
        int cost,
        int priority,
        int number,
        LinkType linkType,
        Inconsistency inconsistency,
        boolean edge,
        long forwardTransitions,
        BridgeId designatedRoot,
        long designatedCost,
        BridgeId designatedBridge,
        int designatedPortId,
        long sentBpdus,
        long receivedBpdus) {}
