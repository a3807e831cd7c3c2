package labwire.gateway.mail;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLEngine;
import labwire.smtp.hook.Manner;
import labwire.tls.CertificateDefect;
import labwire.tls.LabCa;
import labwire.tls.ServerTls;

/** A server's certificate, and, made when first asked for, those with which clients must turn it away. Any thread. */
public final class ServerCertificates {
    private final LabCa ca;
    private final String hostName;
    private final List<InetAddress> addresses;
    private final SecureRandom random;
    private final ServerTls right;
    private final Map<CertificateDefect, ServerTls> defective = new EnumMap<>(CertificateDefect.class);

    public ServerCertificates(LabCa ca, String hostName, List<InetAddress> addresses, SecureRandom random) {
        this.ca = ca;
        this.hostName = hostName;
        this.addresses = List.copyOf(addresses);
        this.random = random;
        this.right = ServerTls.of(ca.issue(hostName, addresses), random);
    }

    /** With the certificate that is in order. */
    public ServerTls right() {
        return right;
    }

    /** An engine for one connection, with the certificate that the manner asks for. */
    public SSLEngine newEngine(Manner manner) {
        return manner.certificate().map(this::with).orElse(right).newEngine();
    }

    private synchronized ServerTls with(CertificateDefect defect) {
        return defective.computeIfAbsent(defect, first -> ServerTls.of(ca.issue(hostName, addresses, defect), random));
    }
}
