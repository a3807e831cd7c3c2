package labwire.netlab.console.ios;

import java.util.List;
import labwire.netlab.device.DeviceInterface;

/** Where in the hierarchy of modes a session is, and what it configures there. */
sealed interface IosMode {
    /** A mode's commands and prompt. */
    enum Kind {
        /** After login. {@code enable} leads to PRIVILEGED_EXEC, {@code exit} to LOGGED_OUT. */
        USER_EXEC(">"),
        /** {@code configure terminal} leads to GLOBAL, {@code disable} to USER_EXEC, {@code exit} to LOGGED_OUT. */
        PRIVILEGED_EXEC("#"),
        /** {@code interface}, {@code line}, {@code vlan} lead to their modes, {@code exit} to PRIVILEGED_EXEC. */
        GLOBAL("(config)#"),
        /** {@code exit} or a global command leads to GLOBAL, {@code end} to PRIVILEGED_EXEC; so from all below. */
        INTERFACE("(config-if)#"),
        INTERFACE_RANGE("(config-if-range)#"),
        LINE("(config-line)#"),
        VLAN("(config-vlan)#"),
        /** The session is over. */
        LOGGED_OUT("");

        private final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }

        String suffix() {
            return suffix;
        }

        boolean isExec() {
            return this == USER_EXEC || this == PRIVILEGED_EXEC;
        }

        boolean isBelowGlobal() {
            return switch (this) {
                case INTERFACE, INTERFACE_RANGE, LINE, VLAN -> true;
                case USER_EXEC, PRIVILEGED_EXEC, GLOBAL, LOGGED_OUT -> false;
            };
        }
    }

    IosMode USER_EXEC = new Plain(Kind.USER_EXEC);
    IosMode PRIVILEGED_EXEC = new Plain(Kind.PRIVILEGED_EXEC);
    IosMode GLOBAL = new Plain(Kind.GLOBAL);
    IosMode LOGGED_OUT = new Plain(Kind.LOGGED_OUT);

    Kind kind();

    /** A mode that selects nothing. */
    record Plain(Kind kind) implements IosMode {}

    /** The interface, or the range of them, that commands configure. */
    record Interfaces(Kind kind, List<DeviceInterface> selected) implements IosMode {}

    /**
     * A section of lines that are kept as they are.
     *
     * @param header such as {@code line vty 0 4}
     */
    record Section(Kind kind, String header) implements IosMode {}

    /** The VLANs that commands configure. */
    record Vlans(List<Integer> ids) implements IosMode {
        @Override
        public Kind kind() {
            return Kind.VLAN;
        }
    }
}
