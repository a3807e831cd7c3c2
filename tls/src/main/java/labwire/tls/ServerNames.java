package labwire.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;

/** The names under which clients reach a server: in the lab, and through a port forward on the workstation. */
record ServerNames(Set<String> hostNames, Set<InetAddress> addresses) {
    private static final int MAX_NAME_LENGTH = 253;
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern HOST_NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");

    static ServerNames of(String hostName, List<InetAddress> addresses) {
        Set<String> names = new LinkedHashSet<>();
        String name = hostName.toLowerCase(Locale.ROOT);
        if (isHostName(name)) {
            names.add(name);
            if (name.indexOf('.') < 0) {
                names.add(name + '.' + CertificateScope.DOMAIN);
            }
        }
        names.add(CertificateScope.LOCALHOST);
        Set<InetAddress> all = new LinkedHashSet<>(addresses);
        all.add(loopback(4));
        all.add(loopback(16));
        return new ServerNames(names, all);
    }

    /** This name alone, and no address. */
    static ServerNames only(String hostName) {
        return new ServerNames(Set.of(hostName), Set.of());
    }

    /** Those of {@code hostNames} that are host names without a domain, in lower case, each once. */
    static List<String> singleLabels(List<String> hostNames) {
        return hostNames.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> isHostName(name) && name.indexOf('.') < 0)
                .distinct()
                .toList();
    }

    /** RFC 1123 section 2.1. Some clients cannot read a certificate that names anything else. */
    private static boolean isHostName(String name) {
        return name.length() <= MAX_NAME_LENGTH && HOST_NAME.matcher(name).matches();
    }

    /** What the certificate is said to be for: the host, if it has a name that a certificate can carry. */
    String subject() {
        return hostNames.iterator().next();
    }

    /** Those of them that a CA with this scope may vouch for, as subject alternative names. */
    List<GeneralName> within(CertificateScope scope) {
        List<GeneralName> names = new ArrayList<>();
        for (String hostName : hostNames) {
            names.add(CertificateScope.dns(hostName));
        }
        for (InetAddress address : addresses) {
            names.add(CertificateScope.address(address));
        }
        names.removeIf(name -> !scope.permits(name));
        return names;
    }

    private static InetAddress loopback(int octets) {
        byte[] address = new byte[octets];
        address[octets - 1] = 1;
        if (octets == 4) {
            address[0] = 127;
        }
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + octets + " octets", e);
        }
    }
}
