package labwire.netlab.device;

import java.util.Optional;
import labwire.netlab.link.Port;
import labwire.netlab.link.PortCounters;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.wire.MacAddress;

/** An interface of a device, of whatever make. Lab thread only. */
public abstract sealed class DeviceInterface permits RoutedPort, SwitchedPort, VirtualInterface {
    /** Characters of a description; what is beyond is cut off. */
    public static final int MAX_DESCRIPTION = 240;

    /** How an interface came to its address, as {@code show ip interface brief} tells it. */
    public enum AddressMethod {
        UNSET("unset"),
        /** By a command. */
        MANUAL("manual"),
        /** By the start-up config. */
        NVRAM("NVRAM"),
        /** By a DHCP server, or still to come from one. */
        DHCP("DHCP");

        private final String text;

        AddressMethod(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private final InterfaceName name;
    private String description = "";
    private AddressMethod addressMethod = AddressMethod.UNSET;
    private final InterfaceMetrics metrics = new InterfaceMetrics(this);
    private final TrafficReading traffic = new TrafficReading(this);

    DeviceInterface(InterfaceName name) {
        this.name = name;
    }

    public final InterfaceName name() {
        return name;
    }

    /** What a person wrote about it; empty if nothing. */
    public final String description() {
        return description;
    }

    public final void description(String newDescription) {
        description = newDescription.substring(0, Math.min(newDescription.length(), MAX_DESCRIPTION));
    }

    public final AddressMethod addressMethod() {
        return addressMethod;
    }

    public final void addressMethod(AddressMethod newMethod) {
        addressMethod = newMethod;
    }

    /** Its sizes and speeds as configured. */
    public final InterfaceMetrics metrics() {
        return metrics;
    }

    /** What it has carried, as counters that a person may set to zero. */
    public final TrafficReading traffic() {
        return traffic;
    }

    /** False after {@code shutdown}. */
    public abstract boolean isEnabled();

    public abstract void setEnabled(boolean enabled);

    /** True if frames can pass. */
    public abstract boolean isUp();

    public abstract MacAddress mac();

    /** The socket for a cable, if it has one. */
    public abstract Optional<Port> port();

    /** What it has carried, if anything passes it that is counted. */
    Optional<PortCounters> counters() {
        return port().map(Port::counters);
    }

    /** Its place in the device's IP stack, if it has one. */
    public abstract Optional<NetworkInterface> ip();

    @Override
    public final String toString() {
        return name.longName();
    }
}
