package labwire.netlab.device;

import java.util.OptionalInt;
import labwire.netlab.stack.NetworkInterface;

/** Sizes and speeds of an interface as a person set them: no cable goes by them, routing protocols and IP do. */
public final class InterfaceMetrics {
    public static final int MIN_MTU = 64;
    public static final int MAX_MTU = 9216;
    public static final int MIN_IP_MTU = 68;
    public static final int MAX_BANDWIDTH_KILOBITS = 10_000_000;
    /** In tens of microseconds, as {@code delay} takes it. */
    public static final int MAX_DELAY = 16_777_215;

    private static final int DEFAULT_DELAY_MICROS = 10;
    private static final int LOOPBACK_DELAY_MICROS = 5000;

    private final DeviceInterface of;
    private OptionalInt mtu = OptionalInt.empty();
    private OptionalInt ipMtu = OptionalInt.empty();
    private OptionalInt bandwidth = OptionalInt.empty();
    private OptionalInt delay = OptionalInt.empty();

    InterfaceMetrics(DeviceInterface of) {
        this.of = of;
    }

    /** The MTU that was set, if any. */
    public OptionalInt configuredMtu() {
        return mtu;
    }

    /** The MTU of IP that was set, if any. */
    public OptionalInt configuredIpMtu() {
        return ipMtu;
    }

    /** Kilobits a second that were set, if any. */
    public OptionalInt configuredBandwidth() {
        return bandwidth;
    }

    /** Tens of microseconds that were set, if any. */
    public OptionalInt configuredDelay() {
        return delay;
    }

    public int mtu() {
        return mtu.orElse(defaultMtu());
    }

    public int bandwidthKilobits() {
        return bandwidth.orElse(defaultBandwidth());
    }

    public int delayMicros() {
        return delay.isPresent()
                ? delay.getAsInt() * 10
                : of.name().type() == InterfaceType.LOOPBACK ? LOOPBACK_DELAY_MICROS : DEFAULT_DELAY_MICROS;
    }

    /** Sets the link's MTU, {@link #MIN_MTU} to {@link #MAX_MTU}; empty for the default. */
    public void mtu(OptionalInt newMtu) {
        mtu = newMtu;
        applyMtu();
    }

    /** Sets IP's MTU, {@link #MIN_IP_MTU} or more; the link's own if that is smaller. Empty for the link's. */
    public void ipMtu(OptionalInt newIpMtu) {
        ipMtu = newIpMtu;
        applyMtu();
    }

    /** Sets the bandwidth in kilobits a second, 1 to {@link #MAX_BANDWIDTH_KILOBITS}; empty for the default. */
    public void bandwidth(OptionalInt newBandwidth) {
        bandwidth = newBandwidth;
        of.ip().ifPresent(ip -> ip.bandwidthKilobits(bandwidthKilobits()));
    }

    /** Sets the delay in tens of microseconds, 1 to {@link #MAX_DELAY}; empty for the default. */
    public void delay(OptionalInt newDelay) {
        delay = newDelay;
    }

    private void applyMtu() {
        int taken = Math.max(NetworkInterface.MIN_MTU, Math.min(mtu(), ipMtu.orElse(mtu())));
        of.ip().ifPresent(ip -> ip.mtu(taken));
    }

    private int defaultMtu() {
        return of.name().type() == InterfaceType.LOOPBACK ? LoopbackInterface.MTU : NetworkInterface.DEFAULT_MTU;
    }

    private int defaultBandwidth() {
        return of.name().type() == InterfaceType.LOOPBACK
                ? LoopbackInterface.BANDWIDTH_KILOBITS
                : NetworkInterface.DEFAULT_BANDWIDTH_KILOBITS;
    }
}
