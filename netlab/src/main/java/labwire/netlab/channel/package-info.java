/**
 * The lab's stack as a Netty transport: server, stream and datagram channels over TCP and UDP of one
 * {@link labwire.netlab.stack.IpStack}.
 *
 * <p>Layer: above {@code stack}; what runs on it (a mail server, an HTTP client, an {@code SslHandler}) cannot tell it
 * from Netty's own transports. Here, and only here, application bytes are copied: out of {@code ByteBuf}s into the
 * send buffer, out of the receive buffer into new {@code ByteBuf}s, so that a handler which works in place never
 * touches a segment that is still to be retransmitted.
 *
 * <p>Starting points: {@link labwire.netlab.channel.LabNetwork} for bootstraps, {@link
 * labwire.netlab.channel.LabSocketChannel} for how a connection behaves, {@link labwire.netlab.channel.NameSource} for
 * names.
 */
@NullMarked
package labwire.netlab.channel;

import org.jspecify.annotations.NullMarked;
