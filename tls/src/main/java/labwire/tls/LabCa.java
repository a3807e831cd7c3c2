package labwire.tls;

import java.net.InetAddress;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;

/**
 * The lab's certificate authority. A live lab keeps one in its data folder, so that its users have to
 * trust it once; a virtual lab makes one in memory from its seed.
 *
 * <p>It is constrained to names and addresses that are nobody's but the lab's: {@code labwire.test},
 * {@code localhost}, private and loopback addresses. Safe for use by several threads; certificates draw
 * on the randomness in the order in which they are asked for.
 */
public final class LabCa {
    /** The most plain names that a CA is made for: each costs its certificate about 20 octets. */
    public static final int MAX_HOST_NAMES = 500;

    /** A name of the lab's domain that no lab gives a host. */
    private static final String WRONG_NAME = "somebody-else." + CertificateScope.DOMAIN;

    private final KeyKind kind;
    private final PrivateKey key;
    private final X509Certificate certificate;
    private final CertificateScope scope;
    private final InstantSource clock;
    private final SecureRandom random;

    LabCa(KeyKind kind, PrivateKey key, X509Certificate certificate, InstantSource clock, SecureRandom random) {
        this.kind = kind;
        this.key = key;
        this.certificate = certificate;
        this.scope = CertificateScope.of(certificate);
        this.clock = clock;
        this.random = random;
    }

    /**
     * The CA that {@code folder} holds, or else a new one with a {@link KeyKind#P256} key, written there
     * first: {@code ca.pem}, its certificate, and {@code ca.key}, its key (PKCS#8), which its owner alone
     * can read from its first byte on. Several processes may do this at once: all get the same CA.
     *
     * @param folder made, for its owner alone, if it does not exist; on a file system with POSIX modes
     * @throws LabCaException if the files cannot be read or made, are damaged or expired, or if others may
     *     read the key; the message says what to do
     */
    public static LabCa loadOrCreate(Path folder, InstantSource clock, SecureRandom random) {
        return loadOrCreate(folder, List.of(), clock, random);
    }

    /**
     * As {@link #loadOrCreate(Path, InstantSource, SecureRandom)}, the new CA being allowed to vouch for
     * plain names, too. A CA that the folder holds keeps the names that it was made for, since its users
     * trust it as it is.
     *
     * @param hostNames of the lab's hosts; the first {@value #MAX_HOST_NAMES} that are single labels, such as
     *     {@code mail}, count, and the others are left out
     */
    public static LabCa loadOrCreate(Path folder, List<String> hostNames, InstantSource clock, SecureRandom random) {
        return new LabCaFolder(folder).loadOrCreate(hostNames, clock, random);
    }

    /** A new CA in memory. The same kind, instant and randomness give the same key and certificate. */
    public static LabCa create(KeyKind kind, InstantSource clock, SecureRandom random) {
        return create(kind, List.of(), clock, random);
    }

    /**
     * As {@link #create(KeyKind, InstantSource, SecureRandom)}, the CA being allowed to vouch for plain
     * names, too.
     *
     * @param hostNames as above
     */
    public static LabCa create(KeyKind kind, List<String> hostNames, InstantSource clock, SecureRandom random) {
        KeyPair keys = kind.generate(random);
        List<String> plainNames = ServerNames.singleLabels(hostNames);
        X509Certificate certificate = CertificateProfile.ca(
                kind, keys, plainNames.subList(0, Math.min(plainNames.size(), MAX_HOST_NAMES)), clock, random);
        return new LabCa(kind, keys.getPrivate(), certificate, clock, random);
    }

    /** The CA's certificate, for clients to trust. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** The CA's certificate as PEM: what {@code ca.pem} holds. */
    public String certificatePem() {
        return Pem.encode(certificate);
    }

    /**
     * A new key and a certificate for a server. It carries {@code hostName}, a single-label name also as
     * {@code hostName.labwire.test}, {@code addresses}, {@code localhost}, 127.0.0.1 and ::1, less what the
     * CA may not vouch for, since clients refuse a certificate with one name too many whole.
     *
     * @param hostName left out if it is not one in the sense of RFC 1123, such as {@code my_host}
     * @param addresses the host's, in the order in which the certificate shall carry them
     */
    public ServerIdentity issue(String hostName, List<InetAddress> addresses) {
        KeyPair keys = kind.generate(random);
        ServerNames names = ServerNames.of(hostName, addresses);
        X509Certificate leaf = CertificateProfile.leaf(
                kind, certificate, key, keys.getPublic(), names.subject(), names.within(scope), clock, random);
        return new ServerIdentity(keys.getPrivate(), List.of(leaf));
    }

    /**
     * A new key and a certificate with which a client must turn the server away, to see that it does. Otherwise as
     * {@link #issue}.
     */
    public ServerIdentity issue(String hostName, List<InetAddress> addresses, CertificateDefect defect) {
        KeyPair keys = kind.generate(random);
        ServerNames names = switch (defect) {
            case EXPIRED, SELF_SIGNED -> ServerNames.of(hostName, addresses);
            case WRONG_NAME -> ServerNames.only(WRONG_NAME);
        };
        X509Certificate leaf = switch (defect) {
            case EXPIRED ->
                CertificateProfile.leaf(
                        kind,
                        certificate,
                        key,
                        keys.getPublic(),
                        names.subject(),
                        names.within(scope),
                        () -> clock.instant().minus(CertificateProfile.LEAF_LIFETIME),
                        random);
            case WRONG_NAME ->
                CertificateProfile.leaf(
                        kind, certificate, key, keys.getPublic(), names.subject(), names.within(scope), clock, random);
            case SELF_SIGNED ->
                CertificateProfile.selfSigned(kind, keys, names.subject(), names.within(scope), clock, random);
        };
        return new ServerIdentity(keys.getPrivate(), List.of(leaf));
    }

    PrivateKey key() {
        return key;
    }

    @Override
    public String toString() {
        return "LabCa[" + certificate.getSubjectX500Principal() + ']';
    }
}
