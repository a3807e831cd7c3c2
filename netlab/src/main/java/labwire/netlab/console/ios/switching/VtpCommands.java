package labwire.netlab.console.ios.switching;

import labwire.netlab.bridge.Vlan;
import labwire.netlab.bridge.VtpSettings;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.Switch;

/** VLAN Trunking Protocol: {@code vtp}, {@code show vtp}. */
final class VtpCommands {
    private static final String NO = SwitchportCommands.NO;
    private static final String VTP = "vtp  Configure global VTP state\n";
    private static final int LEGACY_VLANS = 4;
    private static final int MAX_PASSWORD = 64;

    private VtpCommands() {}

    static void addToGlobal(CommandGraph<IosConsole> graph) {
        String mode = VTP + "mode  Configure VTP device mode\n";
        addMode(graph, mode + "server  Set the device to server mode.", VtpSettings.Mode.SERVER);
        addMode(graph, mode + "client  Set the device to client mode.", VtpSettings.Mode.CLIENT);
        addMode(graph, mode + "transparent  Set the device to transparent mode.", VtpSettings.Mode.TRANSPARENT);
        addMode(graph, mode + "off  Set the device to off mode.", VtpSettings.Mode.OFF);
        graph.add(NO + mode, (console, arguments, reply) -> vtp(console).setMode(VtpSettings.Mode.SERVER));
        graph.add(VTP + """
                domain  Set the name of the VTP administrative domain.
                {domain:WORD}  The ascii name for the VTP administrative domain.
                """, VtpCommands::setDomain);
        graph.add(VTP + """
                password  Set the password for the VTP administrative domain.
                {password:WORD}  The ascii password for the VTP administrative domain.
                """, VtpCommands::setPassword);
        graph.add(
                NO + VTP + "password  Set the password for the VTP administrative domain.",
                (console, arguments, reply) -> vtp(console).setPassword(""));
        graph.add(VTP + """
                version  Set the adminstrative domain to VTP version
                {version:<1-3>}  Set the adminstrative domain VTP version number
                """, (console, arguments, reply) -> vtp(console).setVersion(arguments.number("version")));
        graph.add(
                NO + VTP + "version  Set the adminstrative domain to VTP version",
                (console, arguments, reply) -> vtp(console).setVersion(1));
        graph.add(
                VTP + "pruning  Set the adminstrative domain to permit pruning",
                (console, arguments, reply) -> vtp(console).setPruning(true));
        graph.add(
                NO + VTP + "pruning  Set the adminstrative domain to permit pruning",
                (console, arguments, reply) -> vtp(console).setPruning(false));
    }

    private static void addMode(CommandGraph<IosConsole> graph, String grammar, VtpSettings.Mode mode) {
        graph.add(grammar, (console, arguments, reply) -> {
            boolean already = vtp(console).mode() == mode;
            vtp(console).setMode(mode);
            if (!console.isStartup()) {
                String device = "VTP " + mode.name() + " mode for VLANS.";
                reply.printLine(already ? "Device mode already " + device : "Setting device to " + device);
            }
        });
    }

    private static VtpSettings vtp(IosConsole console) {
        return console.bridge().vtp();
    }

    private static void setDomain(IosConsole console, Arguments arguments, Reply reply) {
        String domain = arguments.text("domain");
        if (domain.length() > VtpSettings.MAX_DOMAIN) {
            reply.refuse("Domain name too long", domain, "at most " + VtpSettings.MAX_DOMAIN + " characters");
            return;
        }
        if (!console.isStartup()) {
            reply.printLine(
                    "Changing VTP domain name from %s to %s", shown(vtp(console).domain()), domain);
        }
        vtp(console).setDomain(domain);
    }

    private static void setPassword(IosConsole console, Arguments arguments, Reply reply) {
        String password = arguments.text("password");
        if (password.length() > MAX_PASSWORD) {
            reply.refuse("Password too long", password, "at most " + MAX_PASSWORD + " characters");
            return;
        }
        if (!console.isStartup()) {
            reply.printLine("Setting device VTP password to %s", password);
        }
        vtp(console).setPassword(password);
    }

    private static String shown(String domain) {
        return domain.isEmpty() ? "NULL" : domain;
    }

    static void write(IosDevice device, ConfigText text) {
        if (!(device instanceof Switch bridged)) {
            return;
        }
        VtpSettings vtp = bridged.bridge().vtp();
        if (!vtp.domain().isEmpty()) {
            text.line("vtp domain " + vtp.domain());
        }
        if (vtp.mode() != VtpSettings.Mode.SERVER) {
            text.line("vtp mode " + vtp.mode().keyword());
        }
        if (vtp.version() != 1) {
            text.line("vtp version " + vtp.version());
        }
        if (!vtp.password().isEmpty()) {
            text.line("vtp password " + vtp.password());
        }
        if (vtp.isPruning()) {
            text.line("vtp pruning");
        }
    }

    static void addToExec(CommandGraph<IosConsole> graph) {
        graph.add(Switchports.SHOW + """
                vtp  VTP information
                status  VTP domain status
                """, VtpCommands::showStatus);
        graph.add(
                Switchports.SHOW + """
                vtp  VTP information
                password  VTP password
                """,
                (console, arguments, reply) -> reply.printLine(
                        vtp(console).password().isEmpty()
                                ? "The VTP password is not configured."
                                : "VTP Password: " + vtp(console).password()));
    }

    private static void showStatus(IosConsole console, Arguments arguments, Reply reply) {
        VtpSettings vtp = vtp(console);
        long vlans = console.bridge().vlans().stream()
                        .filter(vlan -> vlan.id() <= 1005)
                        .map(Vlan::id)
                        .count()
                + LEGACY_VLANS;
        reply.printLine("VTP Version capable             : 1 to 3");
        reply.printLine("VTP version running             : %d", vtp.version());
        reply.printLine("VTP Domain Name                 : %s", vtp.domain());
        reply.printLine("VTP Pruning Mode                : %s", vtp.isPruning() ? "Enabled" : "Disabled");
        reply.printLine("VTP Traps Generation            : Disabled");
        reply.printLine(
                "Device ID                       : %s", console.bridge().mac().toDottedString());
        reply.printLine("Configuration last modified by 0.0.0.0 at 0-0-00 00:00:00");
        reply.print("\nFeature VLAN:\n--------------\n");
        String mode = vtp.mode().keyword();
        reply.printLine(
                "VTP Operating Mode                : %s", Character.toUpperCase(mode.charAt(0)) + mode.substring(1));
        reply.printLine("Maximum VLANs supported locally   : 1005");
        reply.printLine("Number of existing VLANs          : %d", vlans);
        reply.printLine("Configuration Revision            : 0");
        reply.printLine("MD5 digest                        : 0x00 0x00 0x00 0x00 0x00 0x00 0x00 0x00 ");
        reply.printLine("                                    0x00 0x00 0x00 0x00 0x00 0x00 0x00 0x00 ");
    }
}
