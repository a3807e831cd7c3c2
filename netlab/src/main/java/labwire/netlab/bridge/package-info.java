/**
 * A VLAN-aware switch over {@link labwire.netlab.link.Port}s: MAC learning, 802.1Q, rapid spanning tree.
 *
 * <p>Between {@code link} below and {@code device} above; knows nothing of IP. The parts bear the names of 802.1D: the
 * <em>relay</em> moves frames, the <em>protocol entity</em> exchanges BPDUs for one spanning tree a VLAN.
 *
 * <pre>
 *   Port ──► BridgePort ──► MacRelay ──► BridgePort ──► Port
 *                │             ▲  │
 *           BPDUs│     learning│  └────► VlanInterface
 *                ▼   forwarding│
 *      BridgeProtocolEntity ──► SpanningTree (one a VLAN, sans-I/O)
 * </pre>
 *
 * <p>Starting points: {@link labwire.netlab.bridge.Bridge}, {@link labwire.netlab.bridge.BridgePort},
 * {@link labwire.netlab.bridge.SpanningTreeView}. Where spanning tree departs from the standard's state machines:
 * {@code docs/adr/0006-spanning-tree-without-transient-states.md}.
 */
@NullMarked
package labwire.netlab.bridge;

import org.jspecify.annotations.NullMarked;
