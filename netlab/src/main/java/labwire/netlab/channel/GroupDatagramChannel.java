package labwire.netlab.channel;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import org.jspecify.annotations.Nullable;

/**
 * A datagram channel's many ways to join and leave groups, brought down to two.
 *
 * <p>The interface is the lab's: the one of the address that the channel is bound to, or else the first that is up and
 * has an address. An interface of the workstation, as Netty's signatures have it, is refused, and so are sources of
 * IPv6.
 */
interface GroupDatagramChannel extends DatagramChannel {
    /** Joins a group, on the lab's loop; once more is nothing more. */
    void join(InetAddress group, ChannelPromise promise);

    /** Leaves a group, on the lab's loop; nothing happens if it was not joined. */
    void leave(InetAddress group, ChannelPromise promise);

    /** Hears one source more of a group, on the lab's loop, and joins it for that if need be. */
    void join(InetAddress group, InetAddress source, ChannelPromise promise);

    /** Hears a source of a group no longer, on the lab's loop, and leaves the group after the last. */
    void leave(InetAddress group, InetAddress source, ChannelPromise promise);

    /** Hears a source of a group that is joined for all no longer, on the lab's loop. */
    void blockSource(InetAddress group, InetAddress source, ChannelPromise promise);

    private static ChannelFuture refuse(ChannelPromise promise, String what, @Nullable Object found) {
        return promise.setFailure(
                new UnsupportedOperationException(what + ": " + found + " (expected: none, joinGroup(group) alone)"));
    }

    @Override
    default ChannelFuture joinGroup(InetAddress group) {
        return joinGroup(group, newPromise());
    }

    @Override
    default ChannelFuture joinGroup(InetAddress group, ChannelPromise promise) {
        join(group, promise);
        return promise;
    }

    @Override
    default ChannelFuture joinGroup(InetSocketAddress group, @Nullable NetworkInterface on) {
        return joinGroup(group, on, newPromise());
    }

    @Override
    default ChannelFuture joinGroup(InetSocketAddress group, @Nullable NetworkInterface on, ChannelPromise promise) {
        return joinGroup(group.getAddress(), on, null, promise);
    }

    @Override
    default ChannelFuture joinGroup(InetAddress group, @Nullable NetworkInterface on, @Nullable InetAddress source) {
        return joinGroup(group, on, source, newPromise());
    }

    @Override
    default ChannelFuture joinGroup(
            InetAddress group, @Nullable NetworkInterface on, @Nullable InetAddress source, ChannelPromise promise) {
        if (on != null) {
            return refuse(promise, "network interface", on);
        }
        if (source == null) {
            join(group, promise);
        } else {
            join(group, source, promise);
        }
        return promise;
    }

    @Override
    default ChannelFuture leaveGroup(InetAddress group) {
        return leaveGroup(group, newPromise());
    }

    @Override
    default ChannelFuture leaveGroup(InetAddress group, ChannelPromise promise) {
        leave(group, promise);
        return promise;
    }

    @Override
    default ChannelFuture leaveGroup(InetSocketAddress group, @Nullable NetworkInterface on) {
        return leaveGroup(group, on, newPromise());
    }

    @Override
    default ChannelFuture leaveGroup(InetSocketAddress group, @Nullable NetworkInterface on, ChannelPromise promise) {
        return leaveGroup(group.getAddress(), on, null, promise);
    }

    @Override
    default ChannelFuture leaveGroup(InetAddress group, @Nullable NetworkInterface on, @Nullable InetAddress source) {
        return leaveGroup(group, on, source, newPromise());
    }

    @Override
    default ChannelFuture leaveGroup(
            InetAddress group, @Nullable NetworkInterface on, @Nullable InetAddress source, ChannelPromise promise) {
        if (on != null) {
            return refuse(promise, "network interface", on);
        }
        if (source == null) {
            leave(group, promise);
        } else {
            leave(group, source, promise);
        }
        return promise;
    }

    @Override
    default ChannelFuture block(InetAddress group, @Nullable NetworkInterface on, InetAddress source) {
        return block(group, on, source, newPromise());
    }

    @Override
    default ChannelFuture block(
            InetAddress group, @Nullable NetworkInterface on, InetAddress source, ChannelPromise promise) {
        return on == null ? block(group, source, promise) : refuse(promise, "network interface", on);
    }

    @Override
    default ChannelFuture block(InetAddress group, InetAddress source) {
        return block(group, source, newPromise());
    }

    @Override
    default ChannelFuture block(InetAddress group, InetAddress source, ChannelPromise promise) {
        blockSource(group, source, promise);
        return promise;
    }
}
