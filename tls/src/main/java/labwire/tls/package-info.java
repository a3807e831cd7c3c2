/**
 * The lab's own certificate authority and the TLS contexts of its servers and clients.
 *
 * <p>Layer: beside the network, below the services. It knows neither Netty nor any other module: it
 * hands out {@link javax.net.ssl.SSLEngine}s, and who uses them wraps them as it likes.
 *
 * <p>Starting points: {@link labwire.tls.LabCa} makes or loads the authority and issues a {@link
 * labwire.tls.ServerIdentity}; {@link labwire.tls.ServerTls} serves it; {@link labwire.tls.ClientTls}
 * verifies it. Time and randomness are arguments, so the same seed and the same clock give the same
 * bytes; {@link labwire.tls.SeededSecureRandom} is the randomness for that.
 */
@NullMarked
package labwire.tls;

import org.jspecify.annotations.NullMarked;
