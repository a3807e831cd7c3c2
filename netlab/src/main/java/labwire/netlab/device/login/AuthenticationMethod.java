package labwire.netlab.device.login;

import java.util.Optional;

/** A way to check a login, as {@code aaa authentication login} lists them. The first that can tell decides. */
public enum AuthenticationMethod {
    /** By the device's users. Cannot tell if there are none. */
    LOCAL("local"),
    /** By the device's users, in the case in which they were entered. Cannot tell if there are none. */
    LOCAL_CASE("local-case"),
    /** By the enable secret. Cannot tell if there is none. */
    ENABLE("enable"),
    /** By the line's password. Cannot tell if there is none. */
    LINE("line"),
    /** Everybody may. */
    NONE("none"),
    /** By a RADIUS server. Cannot tell: none can be reached from here. */
    GROUP_RADIUS("group radius"),
    /** By a TACACS+ server. Cannot tell: none can be reached from here. */
    GROUP_TACACS("group tacacs+");

    private final String word;

    AuthenticationMethod(String word) {
        this.word = word;
    }

    /** As a configuration line has it. */
    public String word() {
        return word;
    }

    static Optional<AuthenticationMethod> of(String word) {
        for (AuthenticationMethod method : values()) {
            if (method.word.equals(word)) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }
}
