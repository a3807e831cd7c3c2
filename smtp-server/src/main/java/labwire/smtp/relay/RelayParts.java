package labwire.smtp.relay;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;

/**
 * What the parts of a relay share.
 *
 * @param network bound to the loop
 */
record RelayParts(
        RelaySettings settings,
        RelayGround ground,
        EventLoop loop,
        Bootstrap network,
        HostFinder finder,
        ConnectionPool pool,
        RestingHosts resting) {

    static RelayParts of(RelaySettings settings, RelayGround ground) {
        EventLoop loop = ground.network().config().group().next();
        return new RelayParts(
                settings,
                ground,
                loop,
                ground.network().clone(loop),
                new HostFinder(settings, ground.dns(), ground.dice(), loop),
                new ConnectionPool(settings.limits(), loop),
                new RestingHosts(ground.clock(), settings.limits().hostRestTime()));
    }
}
