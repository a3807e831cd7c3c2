package labwire.netlab.console.ios.nat;

import java.util.Locale;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.DeviceInterface;
import labwire.netlab.device.IosDevice;
import labwire.netlab.stack.nat.AddressTranslator.Side;

/** {@code ip nat inside|outside} of an interface. */
final class NatSideCommand {
    private static final String SIDE = """
            ip  Interface Internet Protocol config commands
            nat  NAT interface commands
            inside  Inside interface for address translation
            | outside  Outside interface for address translation
            """;

    private NatSideCommand() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add(SIDE, (console, arguments, reply) -> {
            Side side = arguments.has("inside") ? Side.INSIDE : Side.OUTSIDE;
            console.selected()
                    .forEach(i -> i.ip().ifPresent(ip -> console.device().natSide(ip, side)));
        });
        graph.add("no  Negate a command or set its defaults\n" + SIDE, (console, arguments, reply) -> {
            Side side = arguments.has("inside") ? Side.INSIDE : Side.OUTSIDE;
            console.selected().stream()
                    .flatMap(i -> i.ip().stream())
                    .filter(ip ->
                            console.device().nat().side(ip).filter(side::equals).isPresent())
                    .forEach(ip -> console.device().natSide(ip, null));
        });
    }

    static void write(IosDevice device, DeviceInterface configured, ConfigText text) {
        configured
                .ip()
                .flatMap(device.nat()::side)
                .ifPresent(side -> text.child("ip nat " + side.name().toLowerCase(Locale.ROOT)));
    }
}
