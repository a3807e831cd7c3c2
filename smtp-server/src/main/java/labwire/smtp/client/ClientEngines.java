package labwire.smtp.client;

import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import labwire.tls.ClientTls;
import labwire.tls.OpportunisticTls;

/**
 * What a client makes TLS connections with.
 *
 * @param verifying for servers that must show who they are; without it, such servers cannot be reached
 * @param anyone for the others; without it, they are spoken to in plain text, where the policy lets one
 * @param tasks runs the long steps of handshakes; {@code Runnable::run} keeps them on the event loop, as virtual time wants
 */
public record ClientEngines(Optional<ClientTls> verifying, Optional<OpportunisticTls> anyone, Executor tasks) {

    /** @throws SenderException if there are none of the kind that is asked for */
    SSLEngine newEngine(TlsPolicy policy, String serverName, int serverPort) throws SenderException {
        return switch (policy) {
            case VERIFIED -> verifying.orElseThrow(() -> missing(policy)).newEngine(serverName, serverPort);
            case OPPORTUNISTIC, REQUIRED ->
                anyone.orElseThrow(() -> missing(policy)).newEngine(serverName, serverPort);
            case NONE -> throw missing(policy);
        };
    }

    private static SenderException missing(TlsPolicy policy) {
        return new SenderException(SenderException.Problem.TLS, "no engines for TLS with policy " + policy);
    }
}
