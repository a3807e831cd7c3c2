package labwire.smtp.relay;

import java.util.Optional;
import labwire.smtp.client.TlsPolicy;

/**
 * What is different for one domain.
 *
 * @param tls instead of the relay's own policy
 * @param smartHost through which its mail goes
 */
public record DestinationRule(Optional<TlsPolicy> tls, Optional<SmartHost> smartHost) {}
