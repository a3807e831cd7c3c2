package labwire.netlab.console.ios.ospf;

import java.util.OptionalInt;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.IosDevice;
import labwire.netlab.routing.ospf.Areas;
import labwire.netlab.routing.ospf.process.OspfInterfaceConfig;

/** The {@code ip ospf} lines of an interface's section of a running configuration. */
final class InterfaceOspfConfig {
    private InterfaceOspfConfig() {}

    static void write(IosDevice device, DeviceInterface of, ConfigText text) {
        device.ospf().knownConfig(of.name().longName()).ifPresent(config -> write(config, text));
    }

    private static void write(OspfInterfaceConfig config, ConfigText text) {
        config.authentication()
                .ifPresent(type -> text.child(
                        switch (type) {
                            case NONE -> "ip ospf authentication null";
                            case PASSWORD -> "ip ospf authentication";
                            case MESSAGE_DIGEST -> "ip ospf authentication message-digest";
                        }));
        if (!config.password().isEmpty()) {
            text.child("ip ospf authentication-key " + config.password());
        }
        config.keys().forEach((id, secret) -> text.child("ip ospf message-digest-key " + id + " md5 " + secret));
        config.type()
                .ifPresent(type -> text.child(
                        switch (type) {
                            case BROADCAST -> "ip ospf network broadcast";
                            case NON_BROADCAST -> "ip ospf network non-broadcast";
                            case POINT_TO_MULTIPOINT -> "ip ospf network point-to-multipoint";
                            case POINT_TO_POINT -> "ip ospf network point-to-point";
                            case LOOPBACK -> "ip ospf network loopback";
                        }));
        number("dead-interval", config.deadSeconds(), text);
        number("hello-interval", config.helloSeconds(), text);
        number("retransmit-interval", config.retransmitSeconds(), text);
        number("transmit-delay", config.transmitDelaySeconds(), text);
        number("priority", config.priority(), text);
        if (config.isMtuIgnored()) {
            text.child("ip ospf mtu-ignore");
        }
        config.membership()
                .ifPresent(membership ->
                        text.child("ip ospf " + membership.process() + " area " + Areas.text(membership.area())));
        number("cost", config.cost(), text);
    }

    private static void number(String keyword, OptionalInt value, ConfigText text) {
        value.ifPresent(number -> text.child("ip ospf " + keyword + " " + number));
    }
}
