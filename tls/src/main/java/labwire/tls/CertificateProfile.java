package labwire.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The two kinds of certificate that a lab has (<a
 * href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2">RFC 5280 section 4.2</a>). The same key,
 * clock and randomness give the same bytes.
 *
 * <pre>
 *                     CA                                leaf
 * validity            10 years                          397 days, and never past the CA's
 * basic constraints   CA, path length 0 (critical)      not a CA (critical)
 * key usage           certificate signing (critical)    digital signature (critical)
 * extended key usage  TLS server                        TLS server
 * names               name constraints (critical)       subject alternative names
 * key identifiers     subject                           subject and authority
 * </pre>
 */
final class CertificateProfile {
    static final Duration CA_LIFETIME = Duration.ofDays(3_652);

    /** Some clients refuse leaf certificates that are valid for more than 398 days. */
    static final Duration LEAF_LIFETIME = Duration.ofDays(397);

    /** For clients whose clock is behind ours. */
    static final Duration BACKDATE = Duration.ofHours(1);

    /** RFC 5280 section 4.1.2.2: positive, at most 20 octets; enough of them to be unique without a register. */
    private static final int SERIAL_OCTETS = 16;

    /** RFC 5280 appendix A.1, ub-common-name. */
    private static final int MAX_COMMON_NAME_LENGTH = 64;

    private static final int CA_NAME_OCTETS = 4;

    private CertificateProfile() {}

    /** A self-signed CA certificate. Its name carries a part of its key's hash, so that two labs' CAs can be told apart. */
    static X509Certificate ca(
            KeyKind kind, KeyPair keys, List<String> hostNames, InstantSource clock, SecureRandom random) {
        try {
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            var keyIdentifier = identifiers.createSubjectKeyIdentifier(keys.getPublic());
            String shortId = HexFormat.of().formatHex(keyIdentifier.getKeyIdentifier(), 0, CA_NAME_OCTETS);
            X500Principal name = name("Labwire lab CA " + shortId);
            Instant start = start(clock);
            var builder = builder(name, name, start, start.plus(CA_LIFETIME), keys.getPublic(), random);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(Extension.nameConstraints, true, CertificateScope.constraints(hostNames));
            builder.addExtension(Extension.subjectKeyIdentifier, false, keyIdentifier);
            return sign(builder, kind, keys.getPrivate(), random);
        } catch (IOException | GeneralSecurityException e) {
            throw cannotEncode(e);
        }
    }

    /** A leaf certificate for {@code names}, the first of them its subject. */
    static X509Certificate leaf(
            KeyKind kind,
            X509Certificate ca,
            PrivateKey caKey,
            PublicKey leafKey,
            String subject,
            List<GeneralName> names,
            InstantSource clock,
            SecureRandom random) {
        try {
            Instant start = start(clock);
            Instant end = start.plus(LEAF_LIFETIME);
            Instant caEnd = ca.getNotAfter().toInstant();
            String commonName = subject.substring(0, Math.min(subject.length(), MAX_COMMON_NAME_LENGTH));
            var builder = builder(
                    ca.getSubjectX500Principal(),
                    name(commonName),
                    start,
                    end.isAfter(caEnd) ? caEnd : end,
                    leafKey,
                    random);
            addLeafExtensions(builder, leafKey, names);
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(ca.getPublicKey()));
            return sign(builder, kind, caKey, random);
        } catch (IOException | GeneralSecurityException e) {
            throw cannotEncode(e);
        }
    }

    /** A leaf certificate that nobody vouches for but its own key. */
    static X509Certificate selfSigned(
            KeyKind kind,
            KeyPair keys,
            String subject,
            List<GeneralName> names,
            InstantSource clock,
            SecureRandom random) {
        try {
            Instant start = start(clock);
            X500Principal name = name(subject.substring(0, Math.min(subject.length(), MAX_COMMON_NAME_LENGTH)));
            var builder = builder(name, name, start, start.plus(LEAF_LIFETIME), keys.getPublic(), random);
            addLeafExtensions(builder, keys.getPublic(), names);
            return sign(builder, kind, keys.getPrivate(), random);
        } catch (IOException | GeneralSecurityException e) {
            throw cannotEncode(e);
        }
    }

    private static void addLeafExtensions(JcaX509v3CertificateBuilder builder, PublicKey key, List<GeneralName> names)
            throws IOException, GeneralSecurityException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(
                Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(GeneralName[]::new)));
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
    }

    private static Instant start(InstantSource clock) {
        return clock.instant().minus(BACKDATE).truncatedTo(ChronoUnit.SECONDS);
    }

    private static X500Principal name(String commonName) throws IOException {
        return new X500Principal(new X500NameBuilder()
                .addRDN(BCStyle.O, "Labwire")
                .addRDN(BCStyle.CN, commonName)
                .build()
                .getEncoded());
    }

    private static JcaX509v3CertificateBuilder builder(
            X500Principal issuer,
            X500Principal subject,
            Instant start,
            Instant end,
            PublicKey key,
            SecureRandom random) {
        return new JcaX509v3CertificateBuilder(issuer, serial(random), Date.from(start), Date.from(end), subject, key);
    }

    private static BigInteger serial(SecureRandom random) {
        byte[] octets = new byte[SERIAL_OCTETS];
        random.nextBytes(octets);
        octets[0] = (byte) ((octets[0] & 0x7f) | 0x40); // One length, and never zero.
        return new BigInteger(1, octets);
    }

    private static X509Certificate sign(
            JcaX509v3CertificateBuilder builder, KeyKind kind, PrivateKey key, SecureRandom random)
            throws GeneralSecurityException {
        try {
            var signer = new JcaContentSignerBuilder(kind.signatureAlgorithm())
                    .setSecureRandom(random)
                    .build(key);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static IllegalStateException cannotEncode(Exception cause) {
        return new IllegalStateException("a certificate of our own making does not encode", cause);
    }
}
