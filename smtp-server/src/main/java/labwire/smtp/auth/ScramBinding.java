package labwire.smtp.auth;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * What SCRAM does about channel binding (<a href="https://www.rfc-editor.org/rfc/rfc5802#section-6">RFC 5802 section
 * 6</a>), by which a client makes sure that nobody sits between.
 *
 * @param endPoint that the client must name; empty where the mechanism is without binding
 * @param couldBind whether the mechanism with binding was offered beside the one without
 */
record ScramBinding(Optional<SaslChannel.Binding> endPoint, boolean couldBind) {

    private static final String TYPE = "p=tls-server-end-point";

    static ScramBinding required(SaslChannel channel) {
        return new ScramBinding(channel.serverEndPoint(), true);
    }

    static ScramBinding none(boolean couldBind) {
        return new ScramBinding(Optional.empty(), couldBind);
    }

    /**
     * What is wrong with a client's flag, if anything: {@code n} for a client that cannot bind, {@code y} for one that
     * can and believes the server cannot, {@code p=type} for one that does.
     */
    Optional<String> problem(String flag) {
        if (endPoint.isPresent()) {
            return flag.equals(TYPE)
                    ? Optional.empty()
                    : Optional.of("channel binding " + flag + " (expected: " + TYPE + ")");
        }
        if (flag.startsWith("p")) {
            return Optional.of("channel binding with the mechanism that is without it");
        }
        return flag.equals("y") && couldBind
                ? Optional.of("the client was not told of SCRAM-SHA-256-PLUS: somebody took it from the offer")
                : Optional.empty();
    }

    /** What the client's last message must repeat: its GS2 header, and the octets of the binding. */
    byte[] expected(String gs2Header) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.writeBytes(SaslText.octets(gs2Header));
        endPoint.ifPresent(binding -> octets.writeBytes(binding.octets()));
        return octets.toByteArray();
    }
}
