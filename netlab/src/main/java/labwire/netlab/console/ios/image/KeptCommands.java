package labwire.netlab.console.ios.image;

import java.util.List;
import labwire.netlab.console.Command.Action;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.InterfacePlace;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.console.ios.IosLanguage;
import labwire.netlab.console.ios.IosMode;
import labwire.netlab.console.ios.KeptLines;
import labwire.netlab.device.IosSettings;

/**
 * The lines of real configurations that name nothing the lab emulates, by their beginnings.
 *
 * <p>A fixed list, so that a misspelt line is still refused. What a feature has comes before it, so that this is added
 * last; a beginning whose every line has its behaviour moves out of here.
 */
final class KeptCommands {
    private static final String NO = "no  Negate a command or set its defaults\n";
    private static final String REST = "\n[{rest:LINE}]  Kept as it is\n";

    /** The beginnings of global lines, each with its help. */
    private static final List<String> GLOBAL = List.of(
            "service  Modify use of network based services",
            "aaa\naccounting  Accounting configurations parameters",
            "aaa\nauthentication\ndot1x  Set authentication lists for IEEE 802.1x",
            "aaa\nauthentication\nenable  Set authentication list for enable",
            "aaa\nauthentication\nppp  Set authentication lists for ppp",
            "aaa\nauthorization\ncommands  For exec (shell) commands",
            "aaa\nauthorization\nconfig-commands  For configuration mode commands",
            "aaa\nauthorization\nconsole  For enabling console authorization",
            "aaa\nauthorization\nnetwork  For network services",
            "aaa\nsession-id  AAA Session ID",
            "alias\nconfigure  Global configuration mode",
            "alias\ninterface  Interface configuration mode",
            "boot  Modify system boot parameters",
            "boot-end-marker  Kept as it is",
            "boot-start-marker  Kept as it is",
            "cdp\nsource-interface  Insert the interface's IP in all CDP packets",
            "cdp\ntlv  Enable exchange of specific tlv information",
            "clock  Configure time-of-day clock",
            "crypto\nikev2  Configure IKEv2 Options",
            "crypto\nipsec  Configure IPSEC policy",
            "crypto\nisakmp  Configure ISAKMP policy",
            "crypto\npki  Public Key components",
            "diagnostic  Configure diagnostic information",
            "errdisable\ndetect  Error disable detection",
            "errdisable\nflap-setting  Error disable flap detection setting",
            "event\nmanager  Event Manager",
            "exception  Exception handling",
            "file  Adjust file system parameters",
            "hw-module  Control of individual components in the system",
            "ip\nas-path  BGP autonomous system path filter",
            "ip\nbootp  Config BOOTP services",
            "ip\ncef  Cisco Express Forwarding",
            "ip\nclassless  Follow classless routing forwarding rules",
            "ip\ncommunity-list  Add a community list entry",
            "ip\ndomain\nlookup\nsource-interface  Specify source interface for DNS resolver",
            "ip\nfinger  finger server",
            "ip\nflow-export  Specify host/port to send flow statistics",
            "ip\nforward-protocol  Controls forwarding of physical and directed IP broadcasts",
            "ip\nftp  FTP configuration commands",
            "ip\ngratuitous-arps  Generate gratuitous ARPs for PPP/SLIP peer addresses",
            "ip\nhttp  HTTP server configuration",
            "ip\nicmp  Set ICMP policies",
            "ip\nmulticast-routing  Enable IP multicast forwarding",
            "ip\nprefix-list  Build a prefix list",
            "ip\nradius  RADIUS configuration commands",
            "ip\nsla\nreaction-configuration  IP SLAs Reaction Configuration",
            "ip\nsla\nresponder  Enable IP SLAs Responder",
            "ip\nsla\nschedule  IP SLAs Entry Scheduling",
            "ip\nssh\nclient  Configuration for IOS SSH client",
            "ip\nssh\ndh  Diffie-Hellman",
            "ip\nssh\nlogging  Configure logging for SSH",
            "ip\nssh\nmaxstartups  Maximum concurrent sessions allowed",
            "ip\nssh\nrsa  Configure RSA keypair name for SSH",
            "ip\nssh\nserver  Configuration for IOS SSH server",
            "ip\nssh\nsource-interface  Specify interface for source address in SSH connections",
            "ip\nsubnet-zero  Allow 'subnet zero' subnets",
            "ip\ntacacs  TACACS configuration commands",
            "ip\ntcp  Global TCP parameters",
            "ip\ntftp  tftp configuration commands",
            "ipv6  Global IPv6 configuration commands",
            "license  Configure license features",
            "lldp\ntlv-select  Selection of LLDP TLVs to send",
            "logging  Modify message logging facilities",
            "login  Enable secure login checking",
            "memory  Configure memory management",
            "mmi  Kept as it is",
            "monitor  Monitoring different system events",
            "multilink  Kept as it is",
            "ntp  Configure NTP",
            "platform  platform specific configuration",
            "port-channel  EtherChannel configuration",
            "privilege  Command privilege parameters",
            "process  Configure process",
            "radius-server  Modify RADIUS query parameters",
            "scheduler  Scheduler parameters",
            "security  Infra Security CLIs",
            "snmp-server  Modify SNMP engine parameters",
            "subscriber  Subscriber related configuration",
            "system  System configuration",
            "tacacs-server  Modify TACACS query parameters",
            "udld  Configure global UDLD setting",
            "vtp\nfile  Configure IFS filesystem file where VTP configuration is stored",
            "vtp\ninterface  Configure interface as the preferred source for the VTP IP updater address");

    /** The headers of sections, whose lines are kept under them, with their prompts. */
    private static final List<KeptSection> SECTIONS = List.of(
            new KeptSection("aaa\ngroup  AAA group definitions", "config-sg"),
            new KeptSection("archive  Archive the configuration", "config-archive", "log"),
            new KeptSection("class-map  Configure CPL Class Map", "config-cmap"),
            new KeptSection("control-plane  Configure control plane services", "config-cp"),
            new KeptSection("crypto\nikev2\nkeyring  Define IKEv2 Keyring", "config-ikev2-keyring"),
            new KeptSection("crypto\nikev2\npolicy  Define IKEV2 policies", "config-ikev2-policy"),
            new KeptSection("crypto\nikev2\nprofile  Define IKEv2 Profiles", "config-ikev2-profile"),
            new KeptSection("crypto\nikev2\nproposal  Define IKEv2 proposals", "config-ikev2-proposal"),
            new KeptSection("crypto\nipsec\nprofile  Configure an ipsec policy profile", "ipsec-profile"),
            new KeptSection("crypto\nipsec\ntransform-set  Define transform and settings", "cfg-crypto-trans"),
            new KeptSection("crypto\nisakmp\npolicy  Set policy for an ISAKMP protection suite", "config-isakmp"),
            new KeptSection("crypto\nisakmp\nprofile  Define ISAKMP Profiles", "conf-isa-prof"),
            new KeptSection("crypto\nkeyring  Key ring commands", "conf-keyring"),
            new KeptSection("crypto\nmap  Enter a crypto map", "config-crypto-map"),
            new KeptSection("crypto\npki\ntrustpoint  Define a CA trustpoint", "ca-trustpoint"),
            new KeptSection("event\nmanager\napplet  Register an Event Manager applet", "config-applet"),
            new KeptSection("flow\nexporter  Define a Flow Exporter", "config-flow-exporter"),
            new KeptSection("flow\nmonitor  Define a Flow Monitor", "config-flow-monitor"),
            new KeptSection("flow\nrecord  Define a Flow Record", "config-flow-record"),
            new KeptSection("ip\nsla  IP Service Level Agreement", "config-ip-sla"),
            new KeptSection("ip\nvrf  Configure an IP VPN Routing/Forwarding instance", "config-vrf"),
            new KeptSection("key\nchain  Key-chain management", "config-keychain"),
            new KeptSection("object-group\nnetwork  network group", "config-network-group"),
            new KeptSection("object-group\nservice  service group", "config-service-group"),
            new KeptSection("policy-map  Configure QoS Policy Map", "config-pmap", "class"),
            new KeptSection("radius\nserver  server for RADIUS protocol", "config-radius-server"),
            new KeptSection("redundancy  Enter redundancy mode", "config-red"),
            new KeptSection("route-map  Create route-map or enter route-map command mode", "config-route-map"),
            new KeptSection("router\nbgp  Border Gateway Protocol (BGP)", "config-router"),
            new KeptSection("router\neigrp  Enhanced Interior Gateway Routing Protocol (EIGRP)", "config-router"),
            new KeptSection("router\nisis  ISO IS-IS", "config-router"),
            new KeptSection("router\nrip  Routing Information Protocol (RIP)", "config-router"),
            new KeptSection("tacacs\nserver  Provide TACACS server name", "config-server-tacacs"),
            new KeptSection("track  Object tracking configuration commands", "config-track"),
            new KeptSection("vrf\ndefinition  VRF definition", "config-vrf"));

    /**
     * A section.
     *
     * @param header its beginning, with its help
     * @param own what begins lines of it that would else be taken for the abbreviation of a global command
     */
    private record KeptSection(String header, String prompt, List<String> own) {
        KeptSection(String header, String prompt, String... own) {
            this(header, prompt, List.of(own));
        }

        String suffix() {
            return "(" + prompt + ")#";
        }
    }

    /** The beginnings of an interface's lines. */
    private static final List<String> INTERFACE = List.of(
            "arp\ntimeout  Set arp type, timeout or log options",
            "carrier-delay  Specify delay for interface transitions",
            "cdp\ntlv  CDP interface subcommands",
            "channel-group  Etherchannel/port bundling configuration",
            "crypto\nmap  Encryption/Decryption commands",
            "duplex  Configure duplex operation",
            "hold-queue  Set hold queue depth",
            "ip\nflow\negress  NetFlow related commands",
            "ip\nflow\ningress  NetFlow related commands",
            "ip\nigmp  IGMP interface commands",
            "ip\npim  PIM interface commands",
            "ip\nvirtual-reassembly  Virtual Reassembly",
            "ipv6\naddress  IPv6 interface subcommands",
            "ipv6\nenable  IPv6 interface subcommands",
            "ipv6\nnd  IPv6 interface subcommands",
            "ipv6\nredirects  IPv6 interface subcommands",
            "ipv6\ntraffic-filter  IPv6 interface subcommands",
            "keepalive  Enable keepalive",
            "lldp\nmed-tlv-select  Selection of LLDP MED TLVs to send",
            "lldp\ntlv-select  Selection of LLDP TLVs to send",
            "load-interval  Specify interval for load calculation for an interface",
            "logging\nevent  Configure logging for interface",
            "macro\nauto  Command macro",
            "macro\ndescription  Command macro",
            "mdix  Set Media Dependent Interface with Crossover",
            "media-type  Interface media type",
            "mop\nenabled  DEC MOP server commands",
            "mop\nsysid  DEC MOP server commands",
            "negotiation  Select Autonegotiation mode",
            "power\ninline  Power configuration",
            "service-policy\ninput  Configure CPL Service Policy",
            "service-policy\noutput  Configure CPL Service Policy",
            "snmp\ntrap  Modify SNMP interface parameters",
            "speed  Configure speed operation",
            "standby  HSRP interface configuration commands",
            "storm-control  storm configuration",
            "switchport\nblock  Disable forwarding of unknown uni/multi cast addresses",
            "switchport\nport-security  Security related command",
            "switchport\nprotected  Configure an interface to be a protected port",
            "udld\nport  Configure UDLD enabled or disabled",
            "vrrp  VRRP interface configuration commands");

    /** As above, but with nothing after it: more would be another command, {@code ip route}. */
    private static final String ROUTE_CACHE = "ip  Interface Internet Protocol config commands\n"
            + "route-cache  Enable fast-switching cache for outgoing packets";

    private KeptCommands() {}

    static void addTo(IosLanguage.Builder language) {
        language.inGlobal(KeptCommands::addToGlobal)
                .inInterface(KeptCommands::addToInterface)
                .writes(
                        InterfacePlace.KEPT,
                        (device, configured, text) ->
                                device.settings().keptLines(configured.name()).forEach(text::child));
    }

    private static void addToGlobal(CommandGraph<IosConsole> graph) {
        add(
                graph,
                GLOBAL,
                (console, arguments, reply) ->
                        KeptLines.keep(console, console.settings().keptLines(), arguments.line(), reply));
        for (KeptSection section : SECTIONS) {
            graph.addFallback(
                    section.header() + REST,
                    (console, arguments, reply) -> openSection(console, arguments.line(), section, reply));
            graph.addFallback(
                    NO + section.header() + REST,
                    (console, arguments, reply) -> console.settings()
                            .keptSections()
                            .remove(arguments.line().substring("no ".length())));
        }
    }

    private static void openSection(IosConsole console, String header, KeptSection section, Reply reply) {
        if (console.settings().keptSections().size() == IosSettings.MAX_KEPT_LINES) {
            KeptLines.refuseFull(reply, header);
            return;
        }
        console.settings().keptSection(header);
        console.enter(new IosMode.Section(header, section.suffix(), section.own()));
    }

    private static void addToInterface(CommandGraph<IosConsole> graph) {
        Action<IosConsole> keep =
                (console, arguments, reply) -> KeptLines.keepForInterfaces(console, arguments.line(), reply);
        add(graph, INTERFACE, keep);
        graph.addFallback(ROUTE_CACHE, keep);
        graph.addFallback(NO + ROUTE_CACHE, keep);
    }

    private static void add(CommandGraph<IosConsole> graph, List<String> beginnings, Action<IosConsole> keep) {
        for (String beginning : beginnings) {
            graph.addFallback(beginning + REST, keep);
            graph.addFallback(NO + beginning + REST, keep);
        }
    }
}
