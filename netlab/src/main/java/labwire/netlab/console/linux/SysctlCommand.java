package labwire.netlab.console.linux;

import java.util.List;
import java.util.Locale;
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
        String[] parts = arguments.text("setting").split("=", 2);
        boolean writes = parts.length == 2 || arguments.has("-w");
        if (writes && !(parts.length == 2 && parts[1].matches("[01]"))) {
            reply.refuse("sysctl: setting key \"" + parts[0] + "\": Invalid argument", parts[0], "NAME=0 or NAME=1");
            return;
        }
        for (HostSwitch one : SWITCHES) {
            if (one.name.equals(parts[0])) {
                if (writes) {
                    one.set.accept(console.host().stack(), parts[1].equals("1"));
                }
                boolean on = one.isOn.test(console.host().stack());
                reply.printLine("%s = %d", one.name, on ? 1 : 0);
                return;
            }
        }
        if (parts[0].startsWith(IPV6_BEGIN)
                && parts[0].endsWith(IPV6_END)
                && parts[0].length() > IPV6_BEGIN.length() + IPV6_END.length()) {
            ipv6(console, parts[0], writes ? parts[1] : "", reply);
        } else {
            reply.refuse(
                    "sysctl: cannot stat " + parts[0] + ": No such file or directory",
                    parts[0],
                    "net.ipv4.ip_forward, net.ipv4.conf.all.accept_source_route"
                            + " or net.ipv6.conf.INTERFACE.disable_ipv6");
        }
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
