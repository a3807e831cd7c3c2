package labwire.netlab.console.linux;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.NetworkInterface;

/** {@code sysctl}: the switches of a kernel that the lab's hosts have. */
final class SysctlCommand {
    /** A switch of the whole host. */
    private record HostSwitch(String name, Predicate<IpStack> isOn, BiConsumer<IpStack, Boolean> set) {}

    private static final List<HostSwitch> SWITCHES = List.of(
            new HostSwitch("net.ipv4.ip_forward", IpStack::isForwarding, IpStack::setForwarding),
            new HostSwitch(
                    "net.ipv4.conf.all.accept_source_route", IpStack::isSourceRouting, IpStack::setSourceRouting));

    private static final String IPV6_BEGIN = "net.ipv6.conf.";
    private static final String IPV6_END = ".disable_ipv6";

    private SysctlCommand() {}

    static void addTo(CommandGraph<LinuxConsole> graph) {
        String sysctl = "sysctl  Settings of the kernel\n";
        graph.add(sysctl + "{setting:WORD}  Such as net.ipv4.ip_forward, or with =0 or =1\n", SysctlCommand::run);
        graph.add(
                sysctl + "-w  Write one\n{setting:WORD}  Such as net.ipv6.conf.eth0.disable_ipv6=0\n",
                SysctlCommand::run);
    }

    private static void run(LinuxConsole console, Arguments arguments, Reply reply) {
        String setting = arguments.text("setting");
        String[] parts = setting.split("=", 2);
        String name = parts[0];
        boolean writes = parts.length == 2 || arguments.has("-w");
        Optional<HostSwitch> ofHost =
                SWITCHES.stream().filter(one -> one.name.equals(name)).findFirst();
        boolean ofInterface = name.startsWith(IPV6_BEGIN)
                && name.endsWith(IPV6_END)
                && name.length() > IPV6_BEGIN.length() + IPV6_END.length();
        if (ofHost.isEmpty() && !ofInterface) {
            reply.refuse(
                    "sysctl: cannot stat " + name + ": No such file or directory",
                    name,
                    "net.ipv4.ip_forward, net.ipv4.conf.all.accept_source_route"
                            + " or net.ipv6.conf.INTERFACE.disable_ipv6");
        } else if (writes && !(parts.length == 2 && parts[1].matches("[01]"))) {
            reply.refuse("sysctl: setting key \"" + name + "\": Invalid argument", setting, "NAME=0 or NAME=1");
        } else if (ofHost.isEmpty()) {
            ipv6(console, name, writes ? parts[1] : "", reply);
        } else {
            ofHost(ofHost.get(), console.host().stack(), writes ? parts[1] : "", reply);
        }
    }

    /** @param value empty to read it */
    private static void ofHost(HostSwitch one, IpStack stack, String value, Reply reply) {
        if (!value.isEmpty()) {
            one.set.accept(stack, value.equals("1"));
        }
        reply.printLine("%s = %d", one.name, one.isOn.test(stack) ? 1 : 0);
    }

    /** @param value empty to read it */
    private static void ipv6(LinuxConsole console, String setting, String value, Reply reply) {
        String name = setting.substring(IPV6_BEGIN.length(), setting.length() - IPV6_END.length());
        List<NetworkInterface> meant = name.toLowerCase(Locale.ROOT).equals("all")
                ? console.host().stack().interfaces()
                : console.find(name, reply).stream().toList();
        for (NetworkInterface on : meant) {
            if (value.equals("0")) {
                on.ip6().enable();
            } else if (value.equals("1")) {
                on.ip6().disable();
            }
        }
        if (!meant.isEmpty()) {
            boolean disabled = meant.stream().noneMatch(on -> on.ip6().isEnabled());
            reply.printLine("%s = %d", setting, disabled ? 1 : 0);
        }
    }
}
