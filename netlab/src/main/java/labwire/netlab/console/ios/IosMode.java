package labwire.netlab.console.ios;

import java.util.List;
import labwire.netlab.device.DeviceInterface;

/**
 * Where in the hierarchy of modes a session is, and what it configures there.
 *
 * <p>A mode that configures an object is a record of the object's feature, such as {@code RouterOspf(OspfProcess
 * process)}; its {@link Kind} says which commands it has.
 */
public interface IosMode {
    /** A mode's commands and prompt. */
    enum Kind {
        /** After login. {@code enable} leads to PRIVILEGED_EXEC, {@code exit} to LOGGED_OUT. */
        USER_EXEC(">"),
        /** {@code configure terminal} leads to GLOBAL, {@code disable} to USER_EXEC, {@code exit} to LOGGED_OUT. */
        PRIVILEGED_EXEC("#"),
        /** {@code interface}, {@code line}, {@code vlan} … lead to their modes, {@code exit} to PRIVILEGED_EXEC. */
        GLOBAL("(config)#"),
        /** {@code exit} or a global command leads to GLOBAL, {@code end} to PRIVILEGED_EXEC; so from all below. */
        INTERFACE("(config-if)#"),
        INTERFACE_RANGE("(config-if-range)#"),
        SUBINTERFACE("(config-subif)#"),
        LINE("(config-line)#"),
        VLAN("(config-vlan)#"),
        ROUTER("(config-router)#"),
        DHCP_POOL("(dhcp-config)#"),
        STANDARD_ACCESS_LIST("(config-std-nacl)#"),
        EXTENDED_ACCESS_LIST("(config-ext-nacl)#"),
        IPV6_ACCESS_LIST("(config-ipv6-acl)#"),
        /** In a section that nothing here acts on, whose lines are kept as they are; each has a prompt of its own. */
        KEPT(""),
        /** The session is over. */
        LOGGED_OUT("");

        private final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }

        /** What the prompt has after the hostname. */
        public String suffix() {
            return suffix;
        }

        public boolean isExec() {
            return this == USER_EXEC || this == PRIVILEGED_EXEC;
        }

        public boolean isBelowGlobal() {
            return switch (this) {
                case INTERFACE,
                        INTERFACE_RANGE,
                        SUBINTERFACE,
                        LINE,
                        VLAN,
                        ROUTER,
                        DHCP_POOL,
                        STANDARD_ACCESS_LIST,
                        EXTENDED_ACCESS_LIST,
                        IPV6_ACCESS_LIST,
                        KEPT -> true;
                case USER_EXEC, PRIVILEGED_EXEC, GLOBAL, LOGGED_OUT -> false;
            };
        }

        /** True for an interface's modes. */
        public boolean isInterface() {
            return this == INTERFACE || this == INTERFACE_RANGE || this == SUBINTERFACE;
        }
    }

    Kind kind();

    /** What the prompt has after the hostname. */
    default String suffix() {
        return kind().suffix();
    }

    /** Where {@code exit} leads. */
    default IosMode parent() {
        if (kind().isBelowGlobal()) {
            return Plain.GLOBAL;
        }
        return kind() == Kind.GLOBAL ? Plain.PRIVILEGED_EXEC : Plain.LOGGED_OUT;
    }

    /** A mode that selects nothing. */
    enum Plain implements IosMode {
        USER_EXEC(Kind.USER_EXEC),
        PRIVILEGED_EXEC(Kind.PRIVILEGED_EXEC),
        GLOBAL(Kind.GLOBAL),
        LOGGED_OUT(Kind.LOGGED_OUT);

        private final Kind kind;

        Plain(Kind kind) {
            this.kind = kind;
        }

        @Override
        public Kind kind() {
            return kind;
        }
    }

    /** The interface, or the range of them, that commands configure. */
    record Interfaces(Kind kind, List<DeviceInterface> selected) implements IosMode {}

    /**
     * A section of lines that are kept as they are.
     *
     * @param header such as {@code router bgp 65000}
     * @param suffix such as {@code (config-router)#}
     * @param own words that begin lines of it, although a global command could begin so too
     */
    record Section(String header, String suffix, List<String> own) implements IosMode {
        @Override
        public Kind kind() {
            return Kind.KEPT;
        }
    }
}
