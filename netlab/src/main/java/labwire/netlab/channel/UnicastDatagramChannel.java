package labwire.netlab.channel;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import org.jspecify.annotations.Nullable;

/** A datagram channel without multicast: the lab has no IGMP yet, so joining a group fails its promise. */
interface UnicastDatagramChannel extends DatagramChannel {
    private static ChannelFuture refuse(ChannelPromise promise) {
        return promise.setFailure(new UnsupportedOperationException("multicast (expected: unicast or broadcast)"));
    }

    @Override
    default ChannelFuture joinGroup(InetAddress group) {
        return refuse(newPromise());
    }

    @Override
    default ChannelFuture joinGroup(InetAddress group, ChannelPromise promise) {
        return refuse(promise);
    }

    @Override
    default ChannelFuture joinGroup(InetSocketAddress group, NetworkInterface on) {
        return refuse(newPromise());
    }

    @Override
    default ChannelFuture joinGroup(InetSocketAddress group, NetworkInterface on, ChannelPromise promise) {
        return refuse(promise);
    }

    @Override
    default ChannelFuture joinGroup(InetAddress group, NetworkInterface on, @Nullable InetAddress source) {
        return refuse(newPromise());
    }

    @Override
    default ChannelFuture joinGroup(
            InetAddress group, NetworkInterface on, @Nullable InetAddress source, ChannelPromise promise) {
        return refuse(promise);
    }

    @Override
    default ChannelFuture leaveGroup(InetAddress group) {
        return refuse(newPromise());
    }

    @Override
    default ChannelFuture leaveGroup(InetAddress group, ChannelPromise promise) {
        return refuse(promise);
    }

    @Override
    default ChannelFuture leaveGroup(InetSocketAddress group, NetworkInterface on) {
        return refuse(newPromise());
    }

    @Override
    default ChannelFuture leaveGroup(InetSocketAddress group, NetworkInterface on, ChannelPromise promise) {
        return refuse(promise);
    }

    @Override
    default ChannelFuture leaveGroup(InetAddress group, NetworkInterface on, @Nullable InetAddress source) {
        return refuse(newPromise());
    }

    @Override
    default ChannelFuture leaveGroup(
            InetAddress group, NetworkInterface on, @Nullable InetAddress source, ChannelPromise promise) {
        return refuse(promise);
    }

    @Override
    default ChannelFuture block(InetAddress group, NetworkInterface on, InetAddress source) {
        return refuse(newPromise());
    }

    @Override
    default ChannelFuture block(InetAddress group, NetworkInterface on, InetAddress source, ChannelPromise promise) {
        return refuse(promise);
    }

    @Override
    default ChannelFuture block(InetAddress group, InetAddress source) {
        return refuse(newPromise());
    }

    @Override
    default ChannelFuture block(InetAddress group, InetAddress source, ChannelPromise promise) {
        return refuse(promise);
    }
}
