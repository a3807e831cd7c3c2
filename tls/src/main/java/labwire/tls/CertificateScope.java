package labwire.tls;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.jspecify.annotations.Nullable;

/**
 * The names and addresses that a lab CA may vouch for: its name constraints (<a
 * href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.10">RFC 5280 section 4.2.1.10</a>). A CA
 * that a user has told a browser to trust, and whose key then leaks, is worth nothing against any
 * public site. docs/adr/0001 says why the lists are as they are.
 */
final class CertificateScope {
    /** The domain of the lab's hosts; {@code .test} is nobody's (RFC 6761 section 6.2). */
    static final String DOMAIN = "labwire.test";

    static final String LOCALHOST = "localhost";

    /** Private, loopback and unique local: RFC 1918, RFC 1122 section 3.2.1.3, RFC 4291, RFC 4193. */
    private static final List<String> NETWORKS =
            List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "::1/128", "fc00::/7");

    private final PKIXNameConstraintValidator validator;

    private CertificateScope(NameConstraints constraints) {
        validator = new PKIXNameConstraintValidator();
        if (constraints.getPermittedSubtrees() != null) {
            validator.intersectPermittedSubtree(constraints.getPermittedSubtrees());
        }
        if (constraints.getExcludedSubtrees() != null) {
            for (GeneralSubtree excluded : constraints.getExcludedSubtrees()) {
                validator.addExcludedSubtree(excluded);
            }
        }
    }

    /**
     * What a new CA is constrained to: the fixed lists, and these single-label names themselves, though
     * nothing under them, which the top-level domain of that name may own.
     */
    static NameConstraints constraints(List<String> hostNames) {
        List<GeneralSubtree> permitted = new ArrayList<>();
        List<GeneralSubtree> excluded = new ArrayList<>();
        for (String name : List.of(DOMAIN, LOCALHOST)) {
            permitted.add(new GeneralSubtree(dns(name)));
        }
        for (String name : hostNames) {
            permitted.add(new GeneralSubtree(dns(name)));
            excluded.add(new GeneralSubtree(dns('.' + name)));
        }
        for (String network : NETWORKS) {
            permitted.add(new GeneralSubtree(new GeneralName(GeneralName.iPAddress, network)));
        }
        return new NameConstraints(
                permitted.toArray(GeneralSubtree[]::new),
                excluded.isEmpty() ? null : excluded.toArray(GeneralSubtree[]::new)); // DER has no empty list here.
    }

    /** What {@code ca}, made by this version or by another, is constrained to. */
    static CertificateScope of(X509Certificate ca) {
        byte[] extension = extension(ca);
        if (extension == null) {
            throw new IllegalArgumentException("a CA without name constraints (expected: a lab CA's certificate)");
        }
        return new CertificateScope(NameConstraints.getInstance(extension));
    }

    /** The name constraints of {@code ca} as DER, or null if it has none. */
    static byte @Nullable [] extension(X509Certificate ca) {
        byte[] extension = ca.getExtensionValue(Extension.nameConstraints.getId());
        return extension == null ? null : ASN1OctetString.getInstance(extension).getOctets();
    }

    boolean permits(GeneralName name) {
        try {
            validator.checkPermitted(name);
            validator.checkExcluded(name);
            return true;
        } catch (NameConstraintValidatorException e) {
            return false;
        }
    }

    /** The first of a leaf certificate's names that is none of this scope's. */
    Optional<GeneralName> firstOutside(X509Certificate leaf) {
        byte[] extension = leaf.getExtensionValue(Extension.subjectAlternativeName.getId());
        if (extension == null) {
            return Optional.empty(); // No host name fits it either.
        }
        GeneralNames names =
                GeneralNames.getInstance(ASN1OctetString.getInstance(extension).getOctets());
        return Stream.of(names.getNames()).filter(name -> !permits(name)).findFirst();
    }

    static GeneralName dns(String name) {
        return new GeneralName(GeneralName.dNSName, name);
    }

    static GeneralName address(InetAddress address) {
        return new GeneralName(GeneralName.iPAddress, new DEROctetString(address.getAddress()));
    }
}
