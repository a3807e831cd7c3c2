package labwire.smtp.client;

import java.util.Optional;
import java.util.concurrent.Executor;
import labwire.tls.ClientTls;
import labwire.tls.OpportunisticTls;

/**
 * What a client makes TLS connections with.
 *
 * @param verifying for servers that must show who they are; without it, such servers cannot be reached
 * @param anyone for the others
 * @param tasks runs the long steps of handshakes; {@code Runnable::run} keeps them on the event loop, as virtual time wants
 */
public record ClientEngines(Optional<ClientTls> verifying, OpportunisticTls anyone, Executor tasks) {}
