package labwire.gateway.lab;

import io.netty.util.concurrent.Future;

/** How to wait for what happens in a lab: a live one goes on by itself, a virtual one must be driven. */
@FunctionalInterface
interface Waiting {
    /** Waits until the future is done and gives its result; throws if it failed or takes too long. */
    <V> V await(Future<V> future);
}
